namespace Workflows.Approvals.Figures;

/// <summary>A finished work item, as far as figures are made from it.</summary>
/// <param name="ActivityId">The activity as the chain names it; the kind of the work item where it has none.</param>
/// <param name="UnitId">Whose case it was; who did it, where there was no case.</param>
/// <param name="OrganisationId">Who did it.</param>
/// <param name="IsDecidedByClock">Nobody decided in time.</param>
/// <param name="ReturnedBecause">Why it sent the case back; null: it did not.</param>
/// <param name="IsBeside">It was asked beside a step (delegated, added signer, question): work of a seat, but no step of the chain.</param>
public readonly record struct FinishedStep(
    string ChainId, string ActivityId, Label Title, long CallId, long UnitId, long OrganisationId, long? SeatId, DateTimeOffset OpenedAt, DateTimeOffset FinishedAt, DateTimeOffset? DueAt,
    bool IsDecidedByClock, string? ReturnedBecause, bool IsBeside)
{
    /// <summary>Finished after it was due, or by the clock because it was.</summary>
    public bool IsLate => DueAt is { } due && (FinishedAt > due || IsDecidedByClock);

    /// <summary>Longest reason that is kept, characters.</summary>
    public const int LongestReason = 200;

    /// <summary>Outcomes that send a case back.</summary>
    public static readonly string[] Returns = ["Return", "Returned", "Incomplete"];
}

/// <summary>Which finished steps count; what is null leaves all.</summary>
/// <param name="Chain">Id of the chain.</param>
/// <param name="Calls">Calls to which they belong.</param>
/// <param name="Units">Whose cases they belong to.</param>
/// <param name="From">Finished on this day or later, in Shanghai.</param>
/// <param name="To">Finished on this day or earlier, in Shanghai.</param>
public sealed record StepFilter(string? Chain = null, IReadOnlySet<long>? Calls = null, IReadOnlySet<long>? Units = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>How long a step of a chain takes from opening to decision, by the calendar.</summary>
/// <param name="Median">Mean of the two in the middle where the count is even; whole seconds.</param>
/// <param name="Ninetieth">Nine in ten took no longer (nearest rank).</param>
public sealed record StepTime(string ChainId, string ActivityId, Label Title, int Finished, TimeSpan Median, TimeSpan Ninetieth, int Returned, int Late);

/// <summary>Work with a due time that a body finished.</summary>
public sealed record DueWork(long OrganisationId, int InTime, int Late);

/// <summary>Why cases were sent back at a step.</summary>
public sealed record ReturnReason(string ChainId, string ActivityId, Label Title, string Reason, int Count, DateOnly Last);

/// <summary>What a seat finished, with what was asked beside its steps.</summary>
public sealed record SeatWork(long SeatId, int Finished, TimeSpan Median);

/// <summary>Figures of the finished steps that were asked for.</summary>
public sealed record StepFigures(IReadOnlyList<StepTime> Steps, IReadOnlyList<DueWork> Due, IReadOnlyList<ReturnReason> Returns, IReadOnlyList<SeatWork> Seats);
