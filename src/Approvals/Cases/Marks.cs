using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>What every verb that marks a block needs: the case, its newest form, and who marks it for whom.</summary>
internal sealed record Marked(Case Case, Marking Marking)
{
    public static async Task<Result<Marked>> Load(
        ApprovalsDb db, CurrentActor actor, TimeProvider clock, long caseId, string block, string? formKey, CancellationToken cancellation)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var form = formKey is null ? item.Forms.MaxBy(f => (f.At, f.Revision)) : item.Form(formKey);
        if (form is null) return new Refusal("case.no-form", item.Number);
        var who = actor.Actor;
        var person = who.PersonId ?? throw new InvalidOperationException($"Expected a person to mark block {block}, found {who.Kind}.");
        var organisation = who.OrganisationId
            ?? throw new InvalidOperationException($"Expected an organisation to mark block {block} for, found none. Decide a work item first, or set the actor's organisation.");
        return new Marked(item, new Marking(block, organisation, person, who.SeatId, form, clock.GetUtcNow(), who.OnBehalfOfId));
    }
}
