using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Lists;

/// <summary>登记书面异议: the organiser enters an objection that came on paper, signed with a real name or sealed by a unit. From then on it is answered like every other one.</summary>
public sealed class EnterObjection(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="objector">Who signed or sealed it; nobody without a name objects.</param>
    /// <param name="text">What it says.</param>
    /// <returns>The objection, or <c>list.unknown</c>, <c>notice.not-open</c> once the notice has ended, <c>objection.objector-required</c>, <c>objection.text-required</c>.</returns>
    public async Task<Result<ListObjection>> Run(long listId, string? objector, string? text, CancellationToken cancellation = default)
    {
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to enter an objection, found {actor.Actor.Kind}.");
        if (await db.Lists.SingleOrDefaultAsync(l => l.Id == listId, cancellation) is not { NoticeFrom: not null } list) return new Refusal("list.unknown", listId);
        if (list.NoticeEndedAt is not null) return new Refusal("notice.not-open", list.Title);
        if (string.IsNullOrWhiteSpace(objector) || objector.Trim().Length > ListObjection.ObjectorLength) return new Refusal("objection.objector-required", ListObjection.ObjectorLength);
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > ListObjection.TextLength) return new Refusal("objection.text-required", ListObjection.TextLength);
        var objection = new ListObjection { Id = ids.Next(), ListId = listId, CallId = list.CallId, PersonId = person, Objector = objector.Trim(), Text = text.Trim(), At = clock.GetUtcNow() };
        db.Objections.Add(objection);
        await audit.Write(Subject.Call(list.CallId), "objection.entered", new AuditDetail { After = objection.Objector, Comment = objection.Text }, cancellation);
        return objection;
    }
}
