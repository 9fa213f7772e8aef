using System.Text.Json.Nodes;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>A work item to be opened: of a case or of a call, for a seat or for one person.</summary>
public sealed record NewWorkItem
{
    public required string Kind { get; init; }

    /// <summary>The case; its call, number and unit are taken from it.</summary>
    public long? CaseId { get; init; }

    /// <summary>The call, for work that belongs to no case.</summary>
    public long? CallId { get; init; }
    public required long OrganisationId { get; init; }

    /// <summary>Role at the organisation; the seat must exist, or the one that stands in for it.</summary>
    public SeatRole? Role { get; init; }

    /// <summary>One person instead of a seat, e.g. an assigned expert.</summary>
    public long? PersonId { get; init; }
    public required Label Title { get; init; }
    public required IReadOnlyList<WorkItemOutcome> Outcomes { get; init; }
    public JsonObject Request { get; init; } = [];
    public string? Block { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? OutcomeWhenDue { get; init; }

    /// <summary>Before whom it is put when it is overdue and the clock decides nothing.</summary>
    public EscalationTarget EscalatesTo { get; init; }

    /// <summary>When the clock reminds whoever has it; empty: never.</summary>
    public DateTimeOffset? RemindsAt { get; init; }
    public bool IsRecallable { get; init; }

    /// <summary>What its holder may do with it beside deciding it.</summary>
    public WorkItemActions Allows { get; init; }
    public required string ChainId { get; init; }
    public int? DefinitionVersion { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityId { get; init; }
    public string? BookmarkId { get; init; }

    /// <summary>An outside opinion: whoever filled the form and the applicant's officers are barred from it (R29).</summary>
    public bool IsOutsideOpinion { get; init; }

    /// <summary>Further persons to whom it is not offered, e.g. the approver when the seal is asked for.</summary>
    public IReadOnlyCollection<long> Barred { get; init; } = [];
}

/// <summary>Opens a work item and puts it into the inbox of its principal, in the same unit of work.</summary>
public sealed class OpenWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActivity activity, IdSource ids, TimeProvider clock)
{
    public async Task<Result<WorkItem>> Run(NewWorkItem asked, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var item = asked.CaseId is { } caseId ? await db.Cases.FindAsync([caseId], cancellation) : null;
        if (asked.CaseId is not null && item is null) return new Refusal("case.unknown", asked.CaseId);
        var callId = item?.CallId ?? asked.CallId ?? throw new ArgumentException("Expected a case or a call, found neither.", nameof(asked));

        Seat? seat = null;
        if (asked.PersonId is null)
        {
            var role = asked.Role ?? throw new ArgumentException("Expected a role or a person, found neither.", nameof(asked));
            seat = await db.SeatFor(asked.OrganisationId, role, cancellation);
            if (seat is null) return new Refusal("seat.missing", asked.OrganisationId, role);
        }

        var unit = await db.Organisations.FindAsync([item?.ApplicantId ?? asked.OrganisationId], cancellation);
        var work = new WorkItem
        {
            Id = ids.Next(),
            Kind = asked.Kind,
            CaseId = item?.Id,
            CallId = callId,
            ChainId = asked.ChainId,
            DefinitionVersion = asked.DefinitionVersion,
            InstanceId = asked.InstanceId,
            ActivityId = asked.ActivityId,
            BookmarkId = asked.BookmarkId,
            OrganisationId = asked.OrganisationId,
            SeatId = seat?.Id,
            Block = asked.Block,
            Title = asked.Title with { },
            Outcomes = [.. asked.Outcomes],
            Request = (JsonObject)asked.Request.DeepClone(),
            Priority = asked.Priority,
            CreatedAt = now,
            DueAt = asked.DueAt,
            OutcomeWhenDue = asked.OutcomeWhenDue,
            EscalatesTo = asked.EscalatesTo,
            RemindsAt = asked.RemindsAt,
            IsRecallable = asked.IsRecallable,
            Allows = asked.Allows,
            CaseNumber = item?.Number,
            Unit = unit?.FullName ?? "",
            UnitId = unit?.Id ?? asked.OrganisationId,
            UnitLevel = unit?.Level ?? default,
        };
        if (asked.PersonId is { } person) work.Assign(person);
        foreach (var barred in await Barred(asked, item, now, cancellation))
            work.Barred.Add(new BarredPerson { PersonId = barred, WorkItemId = work.Id });

        db.WorkItems.Add(work);
        db.Inbox.Add(work.ToInboxRow());
        activity.Set(asked.InstanceId, asked.ChainId, asked.DefinitionVersion, asked.ActivityId, activity.Clause);
        await audit.Write(Subject.Of(work.CaseId, work.CallId), "work-item.opened", new AuditDetail { After = $"{asked.Kind}:{work.Id}", Tells = [new News(NewsKind.Assigned, work.Id)] }, cancellation);
        return work;
    }

    /// <summary>What this unit of work has opened for a seat is for one person on it: it came back to whoever had it.</summary>
    public void KeepFor(WorkItem opened, long personId)
    {
        if (opened.SeatId is not { } seat || opened.IsBarred(personId)) return;
        db.Inbox.RemoveRange(db.Inbox.Local.Where(r => r.WorkItemId == opened.Id).ToList());
        opened.HandTo(seat, personId);
        db.Inbox.Add(opened.ToInboxRow());
    }

    private async Task<IEnumerable<long>> Barred(NewWorkItem asked, Case? item, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!asked.IsOutsideOpinion || item is null || item.ApplicantId == asked.OrganisationId) return asked.Barred.Distinct();
        return asked.Barred.Concat(await db.BarredFromOpinion(item, now, cancellation)).Distinct();
    }
}
