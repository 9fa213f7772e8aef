using System.Text.Json.Nodes;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>Handing on, and asking others: who has the work item afterwards, and what it waits for.</summary>
public sealed partial class WorkItem
{
    /// <summary>It is one of the answers that whoever asked waits for, not a decision of the step.</summary>
    public bool IsAdvice => Companion.IsAdvice();

    /// <summary>转办: another seat of the same organisation has it from now on, or one person on it. Whoever had it has it no longer.</summary>
    /// <param name="personId">Who of the seat; empty: all who hold it.</param>
    /// <returns>Why not: <c>work-item.not-yours</c> …, <c>work-item.waits</c>, <c>work-item.action-not-offered</c>, <c>work-item.other-organisation</c>, <c>work-item.same-holder</c>, <c>work-item.target-barred</c>,
    /// <c>work-item.custodian-decides-nothing</c>: whoever approves does not seal (domain §2.6), so the custodian would have nobody to seal after.</returns>
    internal Refusal? Transfer(Decider decider, Seat to, long? personId)
    {
        if (MayAct(decider, WorkItemActions.Transfer) is { } refusal) return refusal;
        if (to.OrganisationId != OrganisationId) return new Refusal("work-item.other-organisation");
        if (to.Role == SeatRole.SealCustodian) return new Refusal("work-item.custodian-decides-nothing");
        if (personId is { } barred && IsBarred(barred)) return new Refusal("work-item.target-barred");
        if (personId is null ? to.Id == SeatId && PersonId is null : personId == (PersonId ?? decider.PersonId)) return new Refusal("work-item.same-holder");
        HandTo(to.Id, personId);
        return null;
    }

    /// <summary>An administrator hands over what a person had, or a seat has, whoever it was.</summary>
    internal void HandTo(long seatId, long? personId) => (SeatId, PersonId, ClaimedAt, SeenAt) = (seatId, personId, null, null);

    /// <summary>Asks a person, or everybody on a seat, beside this work item. While an answer is awaited it stays with whoever asked and cannot be decided.</summary>
    /// <returns>The companion, or <c>work-item.not-yours</c> …, <c>work-item.waits</c>, <c>work-item.action-not-offered</c>, <c>work-item.words-required</c>,
    /// <c>work-item.other-organisation</c>, <c>work-item.same-holder</c>, <c>work-item.target-barred</c>, <c>work-item.time-runs</c>.</returns>
    internal Result<WorkItem> Ask(long id, CompanionKind kind, Decider decider, Seat whom, long? personId, string? words, DateTimeOffset at)
    {
        if (kind == CompanionKind.SignAfter) throw new ArgumentException("Expected a companion that is asked before the decision; signing after follows it.", nameof(kind));
        if (MayAct(decider, kind.Needs(), kind.IsAwaited() ? kind : null) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(words)) return new Refusal("work-item.words-required");
        if (kind == CompanionKind.Supplement && OutcomeWhenDue is not null) return new Refusal("work-item.time-runs");
        if (Fits(kind, decider, whom, personId) is { } misfit) return misfit;

        var companion = Beside(id, kind, whom, personId, decider.PersonId, words.Trim(), at);
        OpenCompanions++;
        if (!kind.IsAwaited()) return companion;
        Awaits++;
        AwaitsKind = kind;
        if (PersonId is null) (PersonId, ClaimedAt) = (HolderFor(decider), at);
        if (kind == CompanionKind.Supplement) (PausedAt, PausedDue, DueAt, RemindsAt) = (at, DueAt, null, null);
        return companion;
    }

    /// <summary>后加签: whoever has approved this work item passes it on; the other decides for the same bookmark.</summary>
    internal Result<WorkItem> PassOn(long id, Decider decider, Seat whom, long? personId, string? words, DateTimeOffset at)
    {
        if (MayAct(decider, WorkItemActions.AddSigners) is { } refusal) return refusal;
        if (Fits(CompanionKind.SignAfter, decider, whom, personId) is { } misfit) return misfit;
        if (whom.Role == SeatRole.SealCustodian) return new Refusal("work-item.custodian-decides-nothing");
        var next = Beside(id, CompanionKind.SignAfter, whom, personId, decider.PersonId, words?.Trim() ?? "", at);
        next.Barred.Add(new BarredPerson { PersonId = decider.PersonId, WorkItemId = id });
        return next;
    }

    /// <summary>A companion was answered or taken away. When the last one is, the work item is decided by whoever asked; a clock that stood still goes on.</summary>
    internal void Answered(WorkItem companion, WorkingDays calendar, DateTimeOffset at)
    {
        OpenCompanions--;
        if (companion.Companion is not { } kind || !kind.IsAwaited() || --Awaits > 0) return;
        AwaitsKind = null;
        if (PausedAt is not { } since) return;
        // As many working days remain as remained when it was paused.
        if (PausedDue is { } due)
        {
            var left = calendar.Count(ShanghaiTime.DayOf(since).AddDays(1), ShanghaiTime.DayOf(due.AddTicks(-1)));
            DueAt = ShanghaiTime.DayOf(since) > ShanghaiTime.DayOf(due.AddTicks(-1)) ? due : ShanghaiTime.EndOf(calendar.Add(ShanghaiTime.DayOf(at), left));
        }
        (PausedAt, PausedDue) = (null, null);
    }

    /// <summary>Whoever may decide it has opened it; from then on the decision before it is not taken back.</summary>
    internal bool See(Decider decider, DateTimeOffset at)
    {
        if (SeenAt is not null || MayBeDecidedBy(decider) is not null) return false;
        SeenAt = at;
        return true;
    }

    private Refusal? MayAct(Decider decider, WorkItemActions needed, CompanionKind? another = null)
    {
        if (MayBeDecidedBy(decider) is { } refusal) return refusal;
        // Several may sign before; every other answer is awaited alone.
        if (Awaits > 0 && !(another == CompanionKind.SignBefore && AwaitsKind == CompanionKind.SignBefore) && (needed != WorkItemActions.None || another is not null)) return new Refusal("work-item.waits", AwaitsKind!);
        return Allows.HasFlag(needed) ? null : new Refusal("work-item.action-not-offered", needed);
    }

    /// <summary>A block is of one organisation (R25), so whoever advises or signs is of it too; a question may go to anybody, a supplement to the applicant.</summary>
    private Refusal? Fits(CompanionKind kind, Decider decider, Seat whom, long? personId)
    {
        if (personId == decider.PersonId || (personId is null && decider.Principals.Contains(whom.Id))) return new Refusal("work-item.same-holder");
        if (kind is CompanionKind.Question or CompanionKind.Supplement) return null;
        if (whom.OrganisationId != OrganisationId) return new Refusal("work-item.other-organisation");
        return personId is { } person && IsBarred(person) ? new Refusal("work-item.target-barred") : null;
    }

    private WorkItem Beside(long id, CompanionKind kind, Seat whom, long? personId, long askedBy, string words, DateTimeOffset at)
    {
        var signs = kind == CompanionKind.SignAfter;
        var request = signs ? (JsonObject)Request.DeepClone() : [];
        request["words"] = words;
        var companion = new WorkItem
        {
            Id = id,
            Kind = signs ? Kind : kind.ToString(),
            CaseId = CaseId,
            CallId = CallId,
            ChainId = ChainId,
            DefinitionVersion = DefinitionVersion,
            InstanceId = InstanceId,
            ActivityId = ActivityId,
            BookmarkId = signs ? BookmarkId : null,
            OrganisationId = whom.OrganisationId,
            SeatId = whom.Id,
            Block = Block,
            Title = Title with { },
            Outcomes = [.. signs ? Outcomes : kind.Outcomes()],
            Request = request,
            Priority = Priority,
            CreatedAt = at,
            DueAt = kind == CompanionKind.Supplement ? null : DueAt,
            EscalatesTo = signs ? EscalatesTo : EscalationTarget.Nobody,
            IsRecallable = signs && IsRecallable,
            CaseNumber = CaseNumber,
            Unit = Unit,
            UnitId = UnitId,
            UnitLevel = UnitLevel,
            ParentId = Id,
            Companion = kind,
            AskedById = askedBy,
            Allows = signs ? Allows : WorkItemActions.None,
        };
        companion.PersonId = personId;
        if (kind is not (CompanionKind.Question or CompanionKind.Supplement))
            companion.Barred.AddRange(Barred.Select(b => new BarredPerson { PersonId = b.PersonId, WorkItemId = id }));
        return companion;
    }
}
