using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Lists;

/// <summary>公示: the public reads a decided list and may object to it; nothing goes on while an objection is unanswered.</summary>
public sealed class HoldNotice(ApprovalsDb db, AuditTrail audit, CurrentActor actor, TimeProvider clock)
{
    /// <returns>The list, or <c>list.unknown</c>, <c>list.not-decided</c>.</returns>
    public async Task<Result<PublishedList>> Open(Call call, DateTimeOffset until, CancellationToken cancellation = default)
    {
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        if (list.OpenNotice(clock.GetUtcNow(), until) is { } refusal) return refusal;
        db.Touch(list);
        await audit.Write(Subject.Call(call.Id), "notice.opened", new AuditDetail { After = list.Title }, cancellation);
        return list;
    }

    /// <summary>Objections to the list that the organiser has not answered.</summary>
    public async Task<bool> HasUnanswered(Call call, CancellationToken cancellation = default) =>
        await db.CurrentList(call.Id, cancellation) is { } list && await db.Objections.AnyAsync(o => o.ListId == list.Id && o.IsUpheld == null, cancellation);

    /// <summary>The notice is over, and the list stands.</summary>
    /// <param name="words">What the organiser says to it, where a person ends it.</param>
    public async Task<Result<PublishedList>> End(Call call, string? words = null, CancellationToken cancellation = default)
    {
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        await End(list, "NoObjection", words, cancellation);
        return list;
    }

    /// <summary>The organiser upholds an objection: the list goes back to the decision.</summary>
    /// <param name="words">The organiser's answer.</param>
    /// <returns>The objection, or <c>objection.unknown</c>, <c>opinion.reason-required</c> and what <see cref="ListObjection.Decide"/> refuses.</returns>
    public async Task<Result<ListObjection>> Uphold(Call call, long objectionId, string? words, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(words)) return new Refusal("opinion.reason-required");
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        if (await db.Objections.SingleOrDefaultAsync(o => o.Id == objectionId && o.ListId == list.Id, cancellation) is not { } objection) return new Refusal("objection.unknown", objectionId);
        if (objection.Decide(isUpheld: true, words, Person(), clock.GetUtcNow()) is { } refusal) return refusal;
        db.Touch(objection);
        await audit.Write(Subject.Call(list.CallId), "objection.upheld", new AuditDetail { Comment = objection.Answer }, cancellation);
        await End(list, "Objection", null, cancellation);
        return objection;
    }

    /// <summary>The organiser answers that an objection does not change the list.</summary>
    /// <returns>The objection, or <c>objection.unknown</c> and what <see cref="ListObjection.Decide"/> refuses.</returns>
    public async Task<Result<ListObjection>> Dismiss(long objectionId, string? answer, CancellationToken cancellation = default)
    {
        if (await db.Objections.SingleOrDefaultAsync(o => o.Id == objectionId, cancellation) is not { } objection) return new Refusal("objection.unknown", objectionId);
        if (objection.Decide(isUpheld: false, answer, Person(), clock.GetUtcNow()) is { } refusal) return refusal;
        db.Touch(objection);
        await audit.Write(Subject.Call(objection.CallId), "objection.dismissed", new AuditDetail { Comment = objection.Answer }, cancellation);
        return objection;
    }

    private async Task End(PublishedList list, string outcome, string? words, CancellationToken cancellation)
    {
        list.EndNotice(clock.GetUtcNow());
        db.Touch(list);
        await audit.Write(Subject.Call(list.CallId), "notice.ended", new AuditDetail { Outcome = outcome, After = list.Title, Comment = string.IsNullOrWhiteSpace(words) ? null : words.Trim() }, cancellation);
    }

    private long Person() => actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to answer an objection, found {actor.Actor.Kind}.");
}
