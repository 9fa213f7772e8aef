using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Host.Audit.Tracing;

/// <summary>A case beside another: what it is to it.</summary>
/// <param name="Kin"><c>parent</c>, <c>child</c> or <c>sibling</c>.</param>
public sealed record TraceKin(string Kin, long Id, string Number, string Unit, CaseStatus Status);

/// <summary>A step that was finished, or is open.</summary>
/// <param name="IsReturn">It sent the case back.</param>
/// <param name="IsLate">It was, or is, open beyond its due time.</param>
public sealed record TraceStep(
    long WorkItemId, string? ActivityId, Label Title, string? Organisation, string? Person, string? Outcome, string? Comment, DateTimeOffset OpenedAt, DateTimeOffset? FinishedAt, DateTimeOffset? DueAt,
    bool IsReturn, bool IsLate)
{
    /// <summary>How long it was, or has been, open.</summary>
    public TimeSpan Spent(DateTimeOffset now) => (FinishedAt ?? now) - OpenedAt;
}

/// <summary>A level that was not asked, and why.</summary>
public sealed record TraceSkip(string? Activity, string Block, string? Reason, DateTimeOffset At);

/// <summary>A seal that no longer counts, and why.</summary>
public sealed record TraceVoid(string Seal, string Block, DateTimeOffset At, DateTimeOffset VoidedAt, string Why);

/// <summary>What a unit did at an activity, behind its exit.</summary>
public sealed record TraceAttendance(long GatheringId, string Gathering, DateTimeOffset At, AttendanceStatus Status, bool Counts, string? Evidence, string? LeaveReason);

/// <summary>How often an activity of the chart ran and how long it waited.</summary>
public sealed record TraceRuns(string ActivityId, int Runs, TimeSpan Waited, bool IsOpen);

/// <summary>The chart of the version that the case ran on.</summary>
/// <param name="Root">The flowchart as Elsa writes it.</param>
/// <param name="Taken">Pairs of activities between which the case went.</param>
/// <param name="Returns">Pairs between which it was sent back.</param>
public sealed record TraceChart(
    string DefinitionId, int Version, string Root, IReadOnlyList<TraceRuns> Runs, IReadOnlyList<(string Source, string Target)> Taken, IReadOnlyList<(string Source, string Target)> Returns);

/// <summary>Everything that tells how a case went.</summary>
public sealed record CaseTrace(
    long Id, string Number, string Title, string Unit, long CallId, string Call, string CallTitle, string NationalCall, CaseStatus Status, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, string? InstanceId,
    IReadOnlyList<TraceKin> Family, IReadOnlyList<TraceStep> Steps, IReadOnlyList<TraceSkip> Skipped, IReadOnlyList<TraceVoid> Voided, IReadOnlyList<TraceAttendance> Attendance, TraceChart? Chart);
