using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Calls;

/// <summary>How far a unit has come with a call.</summary>
public enum UnitState
{
    /// <summary>Addressed, and nothing begun.</summary>
    Silent,

    /// <summary>Begun or returned, and nothing handed in.</summary>
    Writing,

    /// <summary>Handed in and on its way through the levels.</summary>
    UnderWay,

    /// <summary>Received by whoever assesses, or further.</summary>
    Arrived,

    /// <summary>After the deadline.</summary>
    Late,

    /// <summary>Rejected, taken back or not forwarded.</summary>
    Ended,
}

/// <summary>A unit that the call addresses, or that answered it all the same.</summary>
/// <param name="Region">Name of its province, or of its city where the call is a province's; empty: a national body.</param>
/// <param name="CaseTitle">What the case is about, where the call has several for one unit, e.g. the duties of the work points; empty: the call itself.</param>
/// <param name="NoticeReceivedAt">When it signed for the notice; empty: it has not, or was asked for no receipt.</param>
/// <param name="NoticeAsked">A receipt for the notice is asked of it.</param>
/// <param name="With">With whom the case is now.</param>
/// <param name="WorkItemId">The open work item that it waits for.</param>
/// <param name="WorkDueAt">When that is due.</param>
/// <param name="IsHeldUp">That is overdue.</param>
public sealed record UnitProgress(
    long UnitId, string Unit, string Region, bool NoticeAsked, DateTimeOffset? NoticeReceivedAt, UnitState State, long? CaseId, string? CaseNumber, string? CaseTitle, CaseStatus? Status,
    string? With, SeatRole? Role, long? WorkItemId, DateTimeOffset? Since, DateTimeOffset? WorkDueAt, bool IsHeldUp, DateTimeOffset? RemindedAt);

/// <summary>The figures of a region.</summary>
/// <param name="Noticed">Units that have signed for the notice.</param>
/// <param name="Applied">Units that have handed in something.</param>
/// <param name="HeldUp">Units whose case waits for overdue work.</param>
public sealed record RegionProgress(string Region, int Addressed, int Noticed, int Applied, int Arrived, int Late, int HeldUp);

/// <summary>A bar of the deadlines' picture.</summary>
/// <param name="Kind"><c>call</c> (a national one), <c>own</c> (a province's own), <c>child</c>, <c>county</c>, <c>city</c>, <c>province</c>, <c>review</c>, <c>meeting</c>, <c>publicity</c>.</param>
/// <param name="Name">Code and title of a call; empty for a level or a window.</param>
/// <param name="SentUpOn">When the collector sent its batch up.</param>
public sealed record DeadlineBar(string Kind, string Name, string? Code, DateOnly From, DateOnly To, DateOnly? SentUpOn, bool IsWarned);

/// <summary>Something about the deadlines that the owner has to look at (R6, R15).</summary>
/// <param name="Code"><c>child-after-parent</c>, <c>collector-late</c>, <c>collector-owes</c>, <c>level-after-call</c>, <c>levels-out-of-order</c>, <c>held-up</c>.</param>
public sealed record DeadlineWarning(string Code, string About, DateOnly? On, int Count = 0);

/// <summary>What the owner of a call watches: who was addressed, who has received, applied, is late; where each case is; the deadlines across levels.</summary>
/// <param name="IsPool">Who was admitted may be removed by hand.</param>
public sealed record CallProgress(
    IReadOnlyList<UnitProgress> Units, IReadOnlyList<RegionProgress> Regions, IReadOnlyList<DeadlineBar> Deadlines, IReadOnlyList<DeadlineWarning> Warnings, DateOnly Today, bool MayRemind, bool IsPool);
