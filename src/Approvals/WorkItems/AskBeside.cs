using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>委派, 前加签, 沟通 and 补正: whoever has a work item asks another person beside it.</summary>
public sealed class AskBeside(ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, ReadDecider deciders, Parties parties, IdSource ids, TimeProvider clock)
{
    /// <param name="seatId">Whom; not used for a supplement, which the applicant's handler makes.</param>
    /// <param name="personId">Who of the seat; empty: everybody on it.</param>
    /// <param name="words">What is asked.</param>
    /// <returns>The companion, or <c>work-item.not-open</c>, <c>seat.unknown</c>, <c>seat.not-held</c>, <c>seat.empty</c>, <c>work-item.no-applicant</c>, and what <see cref="WorkItem.Ask"/> refuses.</returns>
    public async Task<Result<WorkItem>> Run(long workItemId, CompanionKind kind, long? seatId, long? personId, string? words, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var now = clock.GetUtcNow();
        var whom = kind == CompanionKind.Supplement ? await Applicant(item, cancellation)
            : seatId is { } named ? await db.FindSeat(named, personId, kind == CompanionKind.Question ? null : item, now, cancellation)
            : new Refusal("seat.unknown", "");
        if (whom.IsRefused) return whom.Refusal!;
        var decider = await deciders.Current(actor, cancellation);
        var behalf = item.OnBehalfOf(decider);
        var asked = item.Ask(ids.Next(), kind, decider, whom.Value, kind == CompanionKind.Supplement ? null : personId, words, now);
        if (asked.IsRefused) return asked;

        actor.Actor = actor.Actor with { SeatId = item.SeatId, OrganisationId = item.OrganisationId, OnBehalfOfId = behalf };
        await db.MoveInbox(item, cancellation);
        db.WorkItems.Add(asked.Value);
        db.Inbox.Add(asked.Value.ToInboxRow());
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(Subject.Of(item.CaseId, item.CallId), ActionOf(kind), new AuditDetail
        {
            Before = $"{item.Kind}:{item.Id}", After = await db.NameOf(whom.Value, asked.Value.PersonId, cancellation), Comment = words!.Trim(), Outcome = kind.ToString(),
            Tells = [new News(NewsKind.Asked, asked.Value.Id)],
        }, cancellation);
        return asked;
    }

    private static string ActionOf(CompanionKind kind) => kind switch
    {
        CompanionKind.Delegated => "work-item.delegated",
        CompanionKind.Question => "work-item.asked",
        CompanionKind.Supplement => "work-item.paused",
        _ => "work-item.signer-added",
    };

    /// <summary>Whoever fills in the applicant's forms.</summary>
    private async Task<Result<Seat>> Applicant(WorkItem item, CancellationToken cancellation)
    {
        if (item.CaseId is not { } caseId || await db.Cases.FindAsync([caseId], cancellation) is not { } about) return new Refusal("work-item.no-applicant");
        var unit = await parties.Resolve(about, Parties.Applicant, cancellation);
        if (unit.IsRefused) return unit.Refusal!;
        if (unit.Value.Id == item.OrganisationId) return new Refusal("work-item.no-applicant");
        var roles = StandIn.For(SeatRole.Handler);
        var seats = await db.Seats.Include(s => s.Organisation).Where(s => s.OrganisationId == unit.Value.Id && roles.Contains(s.Role)).ToListAsync(cancellation);
        return roles.Select(role => seats.Find(s => s.Role == role)).FirstOrDefault(seat => seat is not null) is { } seat ? seat : new Refusal("seat.missing", unit.Value.FullName, SeatRole.Handler);
    }
}
