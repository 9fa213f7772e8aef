using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>
/// Turns an open work item into a finished one and takes it out of the inboxes: decided by a person, by the clock at a cut-off,
/// recalled by the applicant, or withdrawn. The caller then resumes the bookmark that the finished item names.
/// </summary>
public sealed class CloseWorkItem(
    ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, ReadDecider deciders, WorkingDays calendar, IdSource ids, TimeProvider clock)
{
    /// <summary>The person of the current actor decides. From here on the actor acts on the work item's seat.</summary>
    /// <returns>
    /// The finished item, or <c>work-item.unknown</c>, <c>work-item.not-open</c>, <c>work-item.not-yours</c>, <c>work-item.claimed-by-other</c>,
    /// <c>work-item.barred</c>, <c>work-item.unknown-outcome</c>, <c>opinion.comment-required</c>, <c>opinion.reason-required</c>,
    /// <c>opinion.attachment-unknown</c>, <c>opinion.too-many-attachments</c>, <c>opinion.no-attachments-here</c>.
    /// </returns>
    public async Task<Result<FinishedWorkItem>> Decided(long workItemId, Decision decision, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var finished = item.Decide(decision, await deciders.Current(actor, cancellation), clock.GetUtcNow());
        if (finished.IsRefused) return finished;
        if (await db.Enclose(item, finished.Value, cancellation) is { } unfit) return unfit;
        actor.Actor = actor.Actor with { SeatId = item.SeatId, OrganisationId = item.OrganisationId, OnBehalfOfId = finished.Value.OnBehalfOfId };
        return await Close(item, finished.Value, "work-item.decided", cancellation);
    }

    /// <summary>
    /// 后加签: the person of the current actor approves, and another decides after that for the same bookmark; nothing is resumed yet.
    /// </summary>
    /// <returns>The finished item, or a refusal as in <see cref="Decided"/> and <see cref="WorkItem.PassOn"/>; <c>work-item.approve-first</c>.</returns>
    public async Task<Result<FinishedWorkItem>> PassedOn(long workItemId, Decision decision, long seatId, long? personId, string? words, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var whom = await db.FindSeat(seatId, personId, item, clock.GetUtcNow(), cancellation);
        if (whom.IsRefused) return whom.Refusal!;
        if (decision.Outcome != "Approve") return new Refusal("work-item.approve-first");
        var (decider, now) = (await deciders.Current(actor, cancellation), clock.GetUtcNow());
        var next = item.PassOn(ids.Next(), decider, whom.Value, personId, words, now);
        if (next.IsRefused) return next.Refusal!;
        var finished = item.Decide(decision, decider, now);
        if (finished.IsRefused) return finished;
        if (await db.Enclose(item, finished.Value, cancellation) is { } unfit) return unfit;
        actor.Actor = actor.Actor with { SeatId = item.SeatId, OrganisationId = item.OrganisationId, OnBehalfOfId = finished.Value.OnBehalfOfId };
        var closed = await Close(item, finished.Value, "work-item.decided", cancellation);
        db.WorkItems.Add(next.Value);
        db.Inbox.Add(next.Value.ToInboxRow());
        await audit.Write(
            Subject.Of(item.CaseId, item.CallId), "work-item.signer-added",
            new AuditDetail { Before = $"{item.Kind}:{item.Id}", After = await db.NameOf(whom.Value, personId, cancellation), Comment = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), Outcome = nameof(CompanionKind.SignAfter), Tells = [new News(NewsKind.Asked, next.Value.Id)] }, cancellation);
        return closed;
    }

    /// <summary>
    /// 减签, or a delegation or question taken back: whoever asked needs the answer no longer. Where the one taken away was to sign after, the step is
    /// decided as it stood before; the result then names the bookmark to resume.
    /// </summary>
    /// <returns>What to resume with: of one that was to sign after the finished item before it, otherwise the companion itself, which has no bookmark; <c>work-item.not-yours</c> for who did not ask.</returns>
    public async Task<Result<FinishedWorkItem>> TakenAway(long companionId, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(companionId, cancellation) is not { } item) return await db.NotOpen(companionId, cancellation);
        var decider = await deciders.Current(actor, cancellation);
        if (item.Companion is null || item.AskedById != decider.PersonId) return new Refusal("work-item.not-yours");
        if (item.Awaits > 0) return new Refusal("work-item.waits", item.AwaitsKind!);
        var before = item.Companion == CompanionKind.SignAfter
            ? await db.FinishedWorkItems.SingleAsync(f => f.Id == item.ParentId, cancellation)
            : null;
        if (before is not null) actor.Actor = actor.Actor with { SeatId = before.SeatId, OrganisationId = before.OrganisationId };
        var closed = await Close(item, item.Withdraw(Removed, clock.GetUtcNow()), "work-item.companion-removed", cancellation);
        return closed.IsRefused || before is null ? closed : before;
    }

    /// <summary>Why a companion was withdrawn by who had asked it.</summary>
    public const string Removed = "removed-by-asker";

    /// <summary>The clock decides, where the work item names an outcome for its cut-off; an opinion never does (R23).</summary>
    public async Task<Result<FinishedWorkItem>> Expired(long workItemId, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var finished = item.Expire(clock.GetUtcNow());
        return finished.IsRefused ? finished : await Close(item, finished.Value, "work-item.expired", cancellation);
    }

    /// <summary>The applicant takes the case back while this work item allows it; the outcome is <c>Recalled</c>.</summary>
    public async Task<Result<FinishedWorkItem>> Recalled(long workItemId, string? comment = null, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var decider = await deciders.Current(actor, cancellation);
        var applicant = await db.Cases.Where(c => c.Id == item.CaseId).Select(c => c.ApplicantId).FirstOrDefaultAsync(cancellation);
        var seat = await db.Seats.FirstOrDefaultAsync(
            s => s.OrganisationId == applicant && (s.Role == SeatRole.Handler || s.Role == SeatRole.Head) && decider.Principals.Contains(s.Id), cancellation);
        if (seat is null) return new Refusal("work-item.not-yours");
        var finished = item.Recall(decider, comment, clock.GetUtcNow());
        if (finished.IsRefused) return finished;
        actor.Actor = actor.Actor with { SeatId = seat.Id, OrganisationId = applicant };
        return await Close(item, finished.Value, "work-item.recalled", cancellation);
    }

    /// <summary>The chain went another way; nobody needs to decide any more.</summary>
    /// <param name="why">For the audit trail and the finished item.</param>
    public async Task<Result<FinishedWorkItem>> Withdrawn(long workItemId, string why, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        return await Close(item, item.Withdraw(why, clock.GetUtcNow()), "work-item.withdrawn", cancellation);
    }

    private async Task<Result<FinishedWorkItem>> Close(WorkItem item, FinishedWorkItem finished, string action, CancellationToken cancellation)
    {
        db.Inbox.RemoveRange(await db.InboxOf(item.Id, cancellation));
        db.WorkItems.Remove(item);
        db.FinishedWorkItems.Add(finished);
        if (item.OpenCompanions > 0) await WithdrawCompanions(item, cancellation);
        if (item is { IsAdvice: true, ParentId: { } parent } && finished.Withdrawn != NotNeeded && await db.FindOpen(parent, cancellation) is { } asked) await Answer(asked, item, cancellation);
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        var detail = new AuditDetail { Outcome = finished.Outcome, Comment = finished.Comment ?? finished.Withdrawn, DocumentHash = finished.DecidedById is null ? null : Seen(item), Before = $"{item.Kind}:{item.Id}", Tells = item.IsAdvice && finished.Withdrawn is null ? [new News(NewsKind.Answered, item.Id)] : [] };
        await audit.Write(Subject.Of(item.CaseId, item.CallId), action, detail, cancellation);
        return finished;
    }

    /// <summary>
    /// Hash of the form that lay before whoever decided: the newest revision of the one that the work item names, or of the case. Nothing is read for it; who fills a form decides on what is handed
    /// in with the decision, and that has an entry of its own.
    /// </summary>
    private string? Seen(WorkItem item)
    {
        if (item is not { Case: { } of } || item.Kind == "FillForm" || !db.Entry(of).Collection(c => c.Forms).IsLoaded) return null;
        var form = item.Request["formKey"]?.ToString() is { } key ? of.Form(key) : of.Forms.MaxBy(f => (f.At, f.Revision));
        return form?.ContentHash;
    }

    /// <summary>Why a companion was withdrawn when the work item beside which it was asked was closed.</summary>
    private const string NotNeeded = "asker-decided";

    /// <summary>What was asked beside a work item that is closed needs no answer any more.</summary>
    private async Task WithdrawCompanions(WorkItem item, CancellationToken cancellation)
    {
        var open = await db.WorkItems.Include(i => i.Barred).Where(i => i.ParentId == item.Id).ToListAsync(cancellation);
        foreach (var companion in open.Where(i => i.IsAdvice && db.Entry(i).State != EntityState.Deleted))
            await Close(companion, companion.Withdraw(NotNeeded, clock.GetUtcNow()), "work-item.withdrawn", cancellation);
    }

    /// <summary>The answer is there: whoever asked goes on.</summary>
    private async Task Answer(WorkItem asked, WorkItem companion, CancellationToken cancellation)
    {
        asked.Answered(companion, calendar, clock.GetUtcNow());
        await db.MoveInbox(asked, cancellation);
    }
}
