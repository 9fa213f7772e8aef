using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Parts;

namespace Workflows.Host.Inbox;

/// <summary>A work item as whoever may see it sees it, open or finished.</summary>
/// <param name="IsOpen">Still to be decided.</param>
/// <param name="MayDecide">The caller may decide it now.</param>
/// <param name="WhyNot">Where an open one may not be decided: the code of the refusal.</param>
/// <param name="Request">What the activity asks; its shape depends on the kind.</param>
/// <param name="HolderId">The person who claimed it or was assigned.</param>
/// <param name="OutcomeWhenDue">What the clock decides at the due time, where it does.</param>
/// <param name="EscalatedTo">Before whom the clock put it because it was overdue (R23).</param>
/// <param name="MayUrge">The caller may remind whoever has it.</param>
public sealed record WorkItemView(
    long Id, string Kind, Label Title, bool IsOpen, bool MayDecide, string? WhyNot,
    long? CaseId, string? CaseNumber, string Unit, long CallId, string ChainId, int? DefinitionVersion, string? InstanceId, string? ActivityId,
    long OrganisationId, string? Organisation, long? SeatId, long? HolderId, string? Holder, bool IsMine, string? Block, JsonObject Request,
    IReadOnlyList<WorkItemOutcome> Outcomes, int Priority, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, string? OutcomeWhenDue, bool IsRecallable,
    string? Outcome, string? Comment, JsonObject? Data, string? DecidedBy, DateTimeOffset? FinishedAt, string? Withdrawn,
    DateTimeOffset? RemindedAt = null, DateTimeOffset? EscalatedAt = null, string? EscalatedTo = null, bool MayUrge = false);

/// <summary>Reads one work item for somebody who may see it: it is offered to them, they decided it, or they may see its case.</summary>
public sealed class ReadWorkItem(ApprovalsDb db, MaySeeCase maySee)
{
    public async Task<WorkItemView?> Run(Caller caller, long id, CancellationToken cancellation = default)
    {
        var item = await db.WorkItems.AsNoTracking().Include(i => i.Barred).Include(i => i.Organisation).SingleOrDefaultAsync(i => i.Id == id, cancellation);
        return item is null ? await Finished(caller, id, cancellation) : await Open(caller, item, cancellation);
    }

    private async Task<WorkItemView?> Open(Caller caller, WorkItem item, CancellationToken cancellation)
    {
        var refusal = item.MayBeDecidedBy(new Decider(caller.PersonId, caller.Principals.ToHashSet()));
        var mayUrge = refusal is not null && await UrgeWorkItem.SeatThatMay(db, caller, item, cancellation) is not null;
        if (refusal is not null && !mayUrge && !await MaySee(caller, item.CaseId, item.OrganisationId, cancellation)) return null;
        var higher = item.EscalatedAt is null ? null : await db.Escalations.Where(e => e.WorkItemId == item.Id).Select(e => e.Seat!.Organisation!.FullName).FirstOrDefaultAsync(cancellation);
        var holder = item.PersonId is { } person ? await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(cancellation) : null;
        return new WorkItemView(
            item.Id, item.Kind, item.Title, IsOpen: true, MayDecide: refusal is null, refusal?.Code,
            item.CaseId, item.CaseNumber, item.Unit, item.CallId, item.ChainId, item.DefinitionVersion, item.InstanceId, item.ActivityId,
            item.OrganisationId, item.Organisation?.FullName, item.SeatId, item.PersonId, holder, item.PersonId == caller.PersonId, item.Block, item.Request,
            item.Outcomes, item.Priority, item.CreatedAt, item.DueAt, item.OutcomeWhenDue, item.IsRecallable,
            null, null, null, null, null, null, item.RemindedAt, item.EscalatedAt, higher, mayUrge);
    }

    private async Task<WorkItemView?> Finished(Caller caller, long id, CancellationToken cancellation)
    {
        var item = await db.FinishedWorkItems.AsNoTracking().Include(i => i.DecidedBy).Include(i => i.Organisation).SingleOrDefaultAsync(i => i.Id == id, cancellation);
        if (item is null || (item.DecidedById != caller.PersonId && !await MaySee(caller, item.CaseId, item.OrganisationId, cancellation))) return null;
        return new WorkItemView(
            item.Id, item.Kind, item.Title, IsOpen: false, MayDecide: false, "work-item.not-open",
            item.CaseId, item.CaseNumber, item.Unit, item.CallId, item.ChainId, item.DefinitionVersion, item.InstanceId, item.ActivityId,
            item.OrganisationId, item.Organisation?.FullName, item.SeatId, item.DecidedById, item.DecidedBy?.Name, item.DecidedById == caller.PersonId, item.Block, item.Request,
            [], item.Priority, item.CreatedAt, item.DueAt, null, false,
            item.Outcome, item.Comment, item.Data, item.DecidedBy?.Name, item.FinishedAt, item.Withdrawn);
    }

    private async Task<bool> MaySee(Caller caller, long? caseId, long organisationId, CancellationToken cancellation) =>
        caller.IsAt(organisationId) || (caseId is { } id && await maySee.Run(caller, id, cancellation)) || MaySeeCase.SeesEverything(caller);
}
