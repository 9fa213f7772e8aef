using System.Text.Json.Nodes;

namespace Workflows.Approvals.WorkItems;

/// <summary>What a person answers.</summary>
/// <param name="Outcome">Name of one of the work item's outcomes.</param>
/// <param name="Comment">The opinion, reason or remark.</param>
/// <param name="Data">The answer of the kind; its shape is in decision 0001.</param>
public sealed record Decision(string Outcome, string? Comment = null, JsonObject? Data = null);

/// <summary>A person who wants to act, with every principal that stands for the person: itself and the seats held now.</summary>
/// <param name="OnBehalfOfId">The person for whom a substitute acts.</param>
public sealed record Decider(long PersonId, IReadOnlySet<long> Principals, long? OnBehalfOfId = null)
{
    /// <summary>Whom the person substitutes now.</summary>
    public IReadOnlyList<Substituted> Substitutes { get; init; } = [];
}

/// <summary>代理: a person whose seats another may act in.</summary>
/// <param name="CallId">Only for work of this call.</param>
public sealed record Substituted(long PersonId, IReadOnlySet<long> Seats, long? CallId)
{
    /// <param name="held">The seats that each substituted person holds, by substitution.</param>
    public static IReadOnlyList<Substituted> Of(IEnumerable<(long Substitution, long PersonId, long? CallId, long SeatId)> held) =>
        [.. held.GroupBy(h => (h.Substitution, h.PersonId, h.CallId)).Select(g => new Substituted(g.Key.PersonId, g.Select(h => h.SeatId).ToHashSet(), g.Key.CallId))];
}

/// <summary>Claiming, releasing and deciding.</summary>
public sealed partial class WorkItem
{
    /// <summary>The principal whose inbox shows it.</summary>
    public long Principal => PersonId ?? SeatId
        ?? throw new InvalidOperationException($"Expected work item {Id} to have a seat or a person, found neither.");

    public bool IsBarred(long personId) => Barred.Exists(b => b.PersonId == personId);

    /// <summary>
    /// Mine is what my seat was offered and nobody claimed, or what I claimed or was assigned, and what is theirs whom I substitute; never what I am barred
    /// from (R29).
    /// </summary>
    public Refusal? MayBeDecidedBy(Decider decider) =>
        MayBeDecidedBy(decider.PersonId, decider.Principals) is not { } refusal || OnBehalfOf(decider) is not null ? null : refusal;

    /// <summary>The person for whom this one would act as a substitute; null: in the own right, or not at all. The own right comes first. A seal is never used for another.</summary>
    public long? OnBehalfOf(Decider decider) =>
        IsBarred(decider.PersonId) || Kind == "ApplySeal" || MayBeDecidedBy(decider.PersonId, decider.Principals) is null ? null
        : decider.Substitutes.Where(s => (s.CallId is null || s.CallId == CallId) && SeatId is { } seat && s.Seats.Contains(seat) && MayBeDecidedBy(s.PersonId, s.Seats.Append(s.PersonId).ToHashSet()) is null)
            .Select(s => (long?)s.PersonId).FirstOrDefault();

    /// <summary>Whoever holds it once this person takes it: a substitute takes it for the one who is substituted.</summary>
    private long HolderFor(Decider decider) => OnBehalfOf(decider) ?? decider.PersonId;

    private Refusal? MayBeDecidedBy(long personId, IReadOnlySet<long> principals)
    {
        if (IsBarred(personId)) return new Refusal("work-item.barred", CaseNumber ?? "");
        if (SeatId is { } offered && !principals.Contains(offered)) return new Refusal("work-item.not-yours");
        if (PersonId is { } person) return person == personId ? null : new Refusal(SeatId is null ? "work-item.not-yours" : "work-item.claimed-by-other");
        return principals.Contains(Principal) ? null : new Refusal("work-item.not-yours");
    }

    /// <summary>Decides it. The caller removes the open row and its inbox rows and adds the finished one in the same unit of work.</summary>
    public Result<FinishedWorkItem> Decide(Decision decision, Decider decider, DateTimeOffset at)
    {
        if (MayBeDecidedBy(decider) is { } refusal) return refusal;
        if (Awaits > 0) return new Refusal("work-item.waits", AwaitsKind!);
        if (!Outcomes.Exists(o => o.Name == decision.Outcome))
            return new Refusal("work-item.unknown-outcome", decision.Outcome, string.Join(", ", Outcomes.Select(o => o.Name)));
        if (string.IsNullOrWhiteSpace(decision.Comment))
        {
            if (decision.Outcome == "Return") return new Refusal("opinion.comment-required");
            if (decision.Outcome == "Reject") return new Refusal("opinion.reason-required");
            if (IsAdvice && decision.Outcome != "Approve") return new Refusal("work-item.words-required");
        }
        return Finish(at, decision, decider with { OnBehalfOfId = OnBehalfOf(decider) }, withdrawn: null);
    }

    /// <summary>Nobody decided: the chain went another way.</summary>
    public FinishedWorkItem Withdraw(string why, DateTimeOffset at) => Finish(at, decision: null, decider: null, why);

    /// <summary>The clock at the cut-off. Refused before it, and where no outcome is named for it (R23).</summary>
    public Result<FinishedWorkItem> Expire(DateTimeOffset at)
    {
        if (OutcomeWhenDue is null) return new Refusal("work-item.time-decides-nothing");
        if (DueAt is null || at <= DueAt) return new Refusal("work-item.not-due", DueAt ?? at);
        return Finish(at, new Decision(OutcomeWhenDue), decider: null, withdrawn: null);
    }

    /// <summary>The applicant takes the case back.</summary>
    public Result<FinishedWorkItem> Recall(Decider decider, string? comment, DateTimeOffset at) =>
        IsRecallable
            ? Finish(at, new Decision("Recalled", comment), decider, withdrawn: null)
            : new Refusal("work-item.not-recallable", CaseNumber ?? "");

    internal Refusal? Claim(Decider decider, DateTimeOffset at)
    {
        if (MayBeDecidedBy(decider) is { } refusal) return refusal;
        if (PersonId is not null) return null;
        (PersonId, ClaimedAt) = (HolderFor(decider), at);
        return null;
    }

    internal Refusal? Release(Decider decider)
    {
        if (PersonId is null || PersonId != HolderFor(decider)) return new Refusal("work-item.not-yours");
        if (SeatId is null) return new Refusal("work-item.assigned");
        if (Awaits > 0) return new Refusal("work-item.waits", AwaitsKind!);
        (PersonId, ClaimedAt) = (null, null);
        return null;
    }

    /// <summary>Whoever claimed it left the seat: it is open to the others again.</summary>
    internal void ReturnToSeat() => (PersonId, ClaimedAt) = (null, null);

    /// <summary>Gives it to one person from the start.</summary>
    internal void Assign(long personId) => PersonId = personId;

    internal InboxRow ToInboxRow() => new()
    {
        Principal = Principal,
        CreatedAt = CreatedAt,
        WorkItemId = Id,
        Kind = Kind,
        CaseId = CaseId,
        CallId = CallId,
        ChainId = ChainId,
        Priority = Priority,
        DueAt = DueAt,
        CaseNumber = CaseNumber,
        Title = Title,
        Unit = Unit,
        UnitId = UnitId,
        UnitLevel = UnitLevel,
        RemindedAt = RemindedAt,
        Waits = AwaitsKind,
        IsBatchable = Allows.HasFlag(WorkItemActions.Batch) && Awaits == 0,
    };

    private FinishedWorkItem Finish(DateTimeOffset at, Decision? decision, Decider? decider, string? withdrawn) => new()
    {
        Id = Id,
        Kind = Kind,
        CaseId = CaseId,
        CallId = CallId,
        ChainId = ChainId,
        DefinitionVersion = DefinitionVersion,
        InstanceId = InstanceId,
        ActivityId = ActivityId,
        BookmarkId = BookmarkId,
        OrganisationId = OrganisationId,
        SeatId = SeatId,
        Block = Block,
        Title = Title,
        Request = (JsonObject)Request.DeepClone(),
        Priority = Priority,
        CreatedAt = CreatedAt,
        DueAt = DueAt,
        CaseNumber = CaseNumber,
        Unit = Unit,
        Allows = Allows,
        ParentId = ParentId,
        Companion = Companion,
        AskedById = AskedById,
        Outcome = decision?.Outcome,
        Comment = decision?.Comment,
        Data = decision?.Data?.DeepClone() as JsonObject,
        DecidedById = decider?.PersonId,
        OnBehalfOfId = decider?.OnBehalfOfId,
        Withdrawn = withdrawn,
        FinishedAt = at,
    };
}
