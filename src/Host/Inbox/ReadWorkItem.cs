using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
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
/// <param name="Actions">What the caller may do with it now beside deciding it: names of <see cref="WorkItemActions"/>.</param>
/// <param name="Waits">Whose answer it waits for; until then it is not decided.</param>
/// <param name="PausedAt">Since when its clock stands still.</param>
/// <param name="Companion">For what it was asked beside another work item, by whom, and what was said.</param>
/// <param name="Companions">What was asked beside it, with the answers.</param>
/// <param name="Enclosures">Files that went with the decision.</param>
/// <param name="MayTakeBack">The caller decided it and may still take the decision back.</param>
public sealed record WorkItemView(
    long Id, string Kind, Label Title, bool IsOpen, bool MayDecide, string? WhyNot,
    long? CaseId, string? CaseNumber, string Unit, long CallId, string ChainId, int? DefinitionVersion, string? InstanceId, string? ActivityId,
    long OrganisationId, string? Organisation, long? SeatId, long? HolderId, string? Holder, bool IsMine, string? Block, JsonObject Request,
    IReadOnlyList<WorkItemOutcome> Outcomes, int Priority, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, string? OutcomeWhenDue, bool IsRecallable,
    string? Outcome, string? Comment, JsonObject? Data, string? DecidedBy, DateTimeOffset? FinishedAt, string? Withdrawn,
    DateTimeOffset? RemindedAt = null, DateTimeOffset? EscalatedAt = null, string? EscalatedTo = null, bool MayUrge = false,
    IReadOnlyList<string>? Actions = null, CompanionKind? Waits = null, DateTimeOffset? PausedAt = null, CompanionKind? Companion = null, string? AskedBy = null, string? Words = null, long? ParentId = null,
    IReadOnlyList<CompanionView>? Companions = null, bool MayTakeBack = false, string? OnBehalfOf = null, DateTimeOffset? SeenAt = null, IReadOnlyList<Enclosure>? Enclosures = null)
{
    /// <summary>The caller has it or decided it, and may put its case before others.</summary>
    internal bool MayShare => MayDecide || (!IsOpen && IsMine);
}

/// <summary>What was asked of another beside a work item.</summary>
/// <param name="Whom">The person, or where the whole seat is asked nobody.</param>
/// <param name="Words">What was asked.</param>
/// <param name="Answer">Empty while it is open, and where it was taken back.</param>
/// <param name="MayTakeAway">The caller asked it and may take it back.</param>
public sealed record CompanionView(
    long Id, CompanionKind Kind, string? AskedBy, string? Whom, string Organisation, string? Words, DateTimeOffset AskedAt, bool IsOpen, string? Outcome, string? Answer, DateTimeOffset? AnsweredAt, bool MayTakeAway, IReadOnlyList<Enclosure>? Enclosures = null);

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
        var refusal = item.MayBeDecidedBy(caller.AsDecider);
        var mayUrge = refusal is not null && await UrgeWorkItem.SeatThatMay(db, caller, item, cancellation) is not null;
        if (refusal is not null && !mayUrge && !await MaySee(caller, item.CaseId, item.OrganisationId, cancellation)) return null;
        var higher = item.EscalatedAt is null ? null : await db.Escalations.Where(e => e.WorkItemId == item.Id).Select(e => e.Seat!.Organisation!.FullName).FirstOrDefaultAsync(cancellation);
        var holder = item.PersonId is { } person ? await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(cancellation) : null;
        return new WorkItemView(
            item.Id, item.Kind, item.Title, IsOpen: true, MayDecide: refusal is null, refusal?.Code,
            item.CaseId, item.CaseNumber, item.Unit, item.CallId, item.ChainId, item.DefinitionVersion, item.InstanceId, item.ActivityId,
            item.OrganisationId, item.Organisation?.FullName, item.SeatId, item.PersonId, holder, item.PersonId == caller.PersonId, item.Block, item.Request,
            item.Outcomes, item.Priority, item.CreatedAt, item.DueAt, item.OutcomeWhenDue, item.IsRecallable,
            null, null, null, null, null, null, item.RemindedAt, item.EscalatedAt, higher, mayUrge,
            refusal is null ? Names(item) : [], item.AwaitsKind, item.PausedAt, item.Companion, await NameOf(item.AskedById, cancellation), item.Request["words"]?.ToString(), item.ParentId,
            await Companions(caller, item.Id, item.ParentId, item.Companion, cancellation), SeenAt: item.SeenAt);
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
            item.Outcome, item.Comment, item.Data, item.DecidedBy?.Name, item.FinishedAt, item.Withdrawn,
            Companion: item.Companion, AskedBy: await NameOf(item.AskedById, cancellation), Words: item.Request["words"]?.ToString(), ParentId: item.ParentId,
            Companions: await Companions(caller, item.Id, item.ParentId, item.Companion, cancellation), MayTakeBack: await TakeBackDecision.WhyNot(db, caller, item, cancellation) is null,
            OnBehalfOf: await NameOf(item.OnBehalfOfId, cancellation), Enclosures: item.CaseId is { } caseId ? await db.Enclosures(caseId, Enclosure.Named(item.Data), cancellation) : []);
    }

    private static IReadOnlyList<string> Names(WorkItem item) =>
        item.IsAdvice ? [] : [.. Enum.GetValues<WorkItemActions>().Where(action => action != WorkItemActions.None && item.Allows.HasFlag(action) && item.Awaits == 0).Select(action => action.ToString())];

    private async Task<string?> NameOf(long? personId, CancellationToken cancellation) =>
        personId is { } id ? await db.People.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellation) : null;

    /// <summary>What was asked beside the work item; on one that signs after, also the ones before it of the same step.</summary>
    private async Task<IReadOnlyList<CompanionView>> Companions(Caller caller, long id, long? parentId, CompanionKind? companion, CancellationToken cancellation)
    {
        var before = companion == CompanionKind.SignAfter ? parentId : null;
        var open = await db.WorkItems.AsNoTracking().Include(i => i.Organisation).Where(i => (i.ParentId == id || i.ParentId == before) && i.ParentId != null && i.Id != id).ToListAsync(cancellation);
        var finished = await db.FinishedWorkItems.AsNoTracking().Include(i => i.Organisation).Where(i => (i.ParentId == id || i.ParentId == before) && i.ParentId != null && i.Id != id).ToListAsync(cancellation);
        var people = open.SelectMany(i => new[] { i.AskedById, i.PersonId }).Concat(finished.SelectMany(i => new[] { i.AskedById, i.DecidedById })).OfType<long>().Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var (caseId, files) = (finished.Select(i => i.CaseId).FirstOrDefault(), finished.SelectMany(i => Enclosure.Named(i.Data)).ToList());
        var enclosed = caseId is { } ofCase ? await db.Enclosures(ofCase, files, cancellation) : [];
        string? Name(long? who) => who is { } p ? names.GetValueOrDefault(p) : null;
        return
        [
            .. open.Where(i => i.Companion is not null).Select(i => new CompanionView(
                i.Id, i.Companion!.Value, Name(i.AskedById), Name(i.PersonId), i.Organisation?.FullName ?? "", i.Request["words"]?.ToString(), i.CreatedAt, true, null, null, null, i.AskedById == caller.PersonId))
                .Concat(finished.Where(i => i.Companion is not null).Select(i => new CompanionView(
                    i.Id, i.Companion!.Value, Name(i.AskedById), Name(i.DecidedById), i.Organisation?.FullName ?? "", i.Request["words"]?.ToString(), i.CreatedAt, false, i.Outcome, i.Comment, i.FinishedAt, false, [.. Enclosure.Named(i.Data).Select(file => enclosed.FirstOrDefault(e => e.Id == file)).OfType<Enclosure>()])))
                .OrderBy(c => c.AskedAt).ThenBy(c => c.Id),
        ];
    }

    private async Task<bool> MaySee(Caller caller, long? caseId, long organisationId, CancellationToken cancellation) =>
        caller.IsAt(organisationId) || (caseId is { } id && await maySee.Run(caller, id, cancellation)) || MaySeeCase.SeesEverything(caller);
}
