using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>What the verbs of work items share: finding a work item, who acts, a seat and a name, and moving the inbox row.</summary>
public static class FindingWorkItems
{
    /// <summary>As this unit has read it already, or from the database.</summary>
    public static async Task<WorkItem?> FindOpen(this ApprovalsDb db, long workItemId, CancellationToken cancellation) =>
        db.WorkItems.Local.FindEntry(workItemId) is { State: not EntityState.Deleted } read && read.Collection(i => i.Barred).IsLoaded
            ? read.Entity
            : await db.WorkItems.Include(i => i.Barred).FirstOrDefaultAsync(i => i.Id == workItemId, cancellation);

    /// <summary>What is open for an instance of a chain, with what this unit has opened and without what it has closed. Read once per unit.</summary>
    public static async Task<IReadOnlyList<WorkItem>> OpenOf(this ApprovalsDb db, string instanceId, CancellationToken cancellation = default)
    {
        if (db.Once(("open work items", instanceId))) await db.WorkItems.AsTracking().Include(i => i.Barred).Where(i => i.InstanceId == instanceId).LoadAsync(cancellation);
        return [.. db.ChangeTracker.Entries<WorkItem>().Where(e => e.State is not (EntityState.Deleted or EntityState.Detached) && e.Entity.InstanceId == instanceId).Select(e => e.Entity)];
    }

    /// <summary>Its rows in the inboxes. Read once per unit.</summary>
    internal static async Task<IReadOnlyList<InboxRow>> InboxOf(this ApprovalsDb db, long workItemId, CancellationToken cancellation)
    {
        if (db.Once(("inbox", workItemId))) await db.Inbox.AsTracking().Where(r => r.WorkItemId == workItemId).LoadAsync(cancellation);
        return [.. db.ChangeTracker.Entries<InboxRow>().Where(e => e.State is not (EntityState.Deleted or EntityState.Detached) && e.Entity.WorkItemId == workItemId).Select(e => e.Entity)];
    }

    /// <summary>The seats of an organisation. Read once per unit.</summary>
    internal static async Task<IReadOnlyList<Seat>> SeatsOf(this ApprovalsDb db, long organisationId, CancellationToken cancellation)
    {
        if (db.Once(("seats", organisationId))) await db.Seats.AsTracking().Where(s => s.OrganisationId == organisationId).LoadAsync(cancellation);
        return [.. db.ChangeTracker.Entries<Seat>().Where(e => e.State is not (EntityState.Deleted or EntityState.Detached) && e.Entity.OrganisationId == organisationId).Select(e => e.Entity)];
    }

    /// <summary>The seat to which work for a role goes: that of the role, or the one that stands in for it; null when the organisation has neither.</summary>
    internal static async Task<Seat?> SeatFor(this ApprovalsDb db, long organisationId, SeatRole role, CancellationToken cancellation)
    {
        var seats = await db.SeatsOf(organisationId, cancellation);
        return StandIn.For(role).Select(each => seats.FirstOrDefault(s => s.Role == each)).FirstOrDefault(found => found is not null);
    }

    internal static async Task<Refusal> NotOpen(this ApprovalsDb db, long workItemId, CancellationToken cancellation)
    {
        var finished = await db.FinishedWorkItems.Include(i => i.DecidedBy).FirstOrDefaultAsync(i => i.Id == workItemId, cancellation);
        return finished is null
            ? new Refusal("work-item.unknown", workItemId)
            : new Refusal("work-item.not-open", finished.DecidedBy?.Name ?? "", finished.Outcome ?? "", finished.FinishedAt);
    }

    /// <summary>The seat, held now by the person where one is named, and by somebody in any case.</summary>
    /// <param name="item">Its barred persons do not count; empty: nobody is barred.</param>
    public static async Task<Result<Seat>> FindSeat(this ApprovalsDb db, long seatId, long? personId, WorkItem? item, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Seats.Include(s => s.Organisation).FirstOrDefaultAsync(s => s.Id == seatId, cancellation) is not { } seat) return new Refusal("seat.unknown", seatId);
        var holders = await db.HoldersOf(seatId, now, cancellation);
        return personId is { } person ? holders.Contains(person) ? seat : new Refusal("seat.not-held", seat.Organisation!.FullName, seat.Role)
            : holders.Count > 0 ? item is null || holders.Exists(h => !item.IsBarred(h)) ? seat : new Refusal("work-item.target-barred") : new Refusal("seat.empty", seat.Organisation!.FullName, seat.Role);
    }

    /// <summary>Who holds a seat now, each once.</summary>
    internal static Task<List<long>> HoldersOf(this ApprovalsDb db, long seatId, DateTimeOffset now, CancellationToken cancellation) =>
        db.SeatHoldings.Where(h => h.SeatId == seatId && h.From <= now && (h.To == null || h.To > now)).Select(h => h.PersonId).Distinct().ToListAsync(cancellation);

    /// <summary>R29: who gives no outside opinion on a case: whoever filled its form, and the applicant's officers of now.</summary>
    internal static async Task<IReadOnlyList<long>> BarredFromOpinion(this ApprovalsDb db, Case item, DateTimeOffset now, CancellationToken cancellation)
    {
        var authors = db.Entry(item).Collection(c => c.Forms).IsLoaded ? [] : await db.CaseForms.Where(f => f.CaseId == item.Id).Select(f => f.PersonId).ToListAsync(cancellation);
        var officers = await db.SeatHoldings
            .Where(h => h.Seat!.OrganisationId == item.ApplicantId && h.From <= now && (h.To == null || h.To > now))
            .Select(h => h.PersonId)
            .ToListAsync(cancellation);
        return [.. item.Forms.Select(f => f.PersonId).Concat(authors).Concat(officers).Distinct()];
    }

    /// <summary>Who it is, as the timeline says it: <c>name（organisation）</c>, or for a whole seat <c>organisation role</c>.</summary>
    internal static async Task<string> NameOf(this ApprovalsDb db, Seat seat, long? personId, CancellationToken cancellation)
    {
        var organisation = seat.Organisation ?? await db.Organisations.FindAsync([seat.OrganisationId], cancellation);
        var name = personId is { } person ? (await db.People.FindAsync([person], cancellation))?.Name : null;
        return name is null ? $"{organisation!.FullName} {seat.Role}" : $"{name}（{organisation!.FullName}）";
    }

    /// <summary>Its inbox row follows whoever has it, and says what it waits for.</summary>
    internal static async Task MoveInbox(this ApprovalsDb db, WorkItem item, CancellationToken cancellation)
    {
        db.Inbox.RemoveRange(await db.InboxOf(item.Id, cancellation));
        db.Inbox.Add(item.ToInboxRow());
    }

    /// <summary>The person of the current actor, with the seats held now.</summary>
    internal static Task<Decider> Current(this ReadDecider deciders, CurrentActor actor, CancellationToken cancellation) => deciders.Run(
        actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to act, found {actor.Actor.Kind}. Run it in the name of a person; a timer or a job closes with Expired or Withdrawn."), actor.Actor.OnBehalfOfId, cancellation);
}
