using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Communities;

/// <summary>A community in the list.</summary>
public sealed record CommunityLine(long Id, string Name, AdminLevel Level, string Region, string Project, CommunityStatus Status, string LeaderUnit, int Members, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>One community with everything that happens in it.</summary>
/// <param name="MayAdd">The caller may add a member.</param>
public sealed record CommunityView(
    long Id, string Name, AdminLevel Level, string Region, string Project, CommunityStatus Status, string Leader, IReadOnlyList<string> DeputyLeaders, long OfficeAtId, string OfficeAt,
    DateOnly SignedOn, DateOnly? ClosedOn, string? SubPlatformUrl, long FormationCaseId, string FormationCase, IReadOnlyList<CommunityOverride> Overrides,
    IReadOnlyList<MemberView> Members, CycleView? Cycle, IReadOnlyList<CommunityDuty> Duties, IReadOnlyList<GatheringLine> Gatherings, IReadOnlyList<ExitLine> Exits, bool MayAdd);

/// <param name="Signed">Signature and seal on the agreement are there.</param>
public sealed record MemberView(long UnitId, string Unit, CommunityRole Role, DateOnly From, DateOnly? To, long SiteCaseId, bool Signed);

/// <summary>The three years, and what comes due in them.</summary>
public sealed record CycleView(long CaseId, DateOnly StartsOn, DateOnly EndsOn, IReadOnlyList<CycleStep> Dates);

/// <param name="HasCome">It has come due already.</param>
public sealed record CycleStep(CycleEvent Event, string Period, DateOnly On, DateOnly Due, bool HasCome);

public sealed record CommunityDuty(long CaseId, string Number, DutyKind Kind, string Title, string Period, string Owner, string Receiver, DateTimeOffset DueAt, DutyState State);

/// <param name="Recorded">The sheet was entered.</param>
public sealed record GatheringLine(long CaseId, string Title, GatheringScope Scope, GatheringKind Kind, DateTimeOffset StartsAt, string Place, bool Recorded, int Invited, int Present, int Absent, int Excused);

public sealed record ExitLine(long CaseId, string Number, long UnitId, string Unit, CaseStatus Status);

/// <summary>An activity with its sheet.</summary>
/// <param name="MayAskLeave">Units for which the caller may ask for leave now.</param>
public sealed record GatheringView(
    long CaseId, string Title, GatheringScope Scope, GatheringKind Kind, string Organiser, DateTimeOffset StartsAt, string Place, bool CountsForExit, DateTimeOffset? RecordedAt,
    IReadOnlyList<AttendanceView> Sheet, IReadOnlyList<long> MayAskLeave);

/// <param name="InARow">Absences in a row of this unit in this scope, as they stand.</param>
public sealed record AttendanceView(long UnitId, string Unit, AttendanceStatus Status, string? LeaveReason, DateTimeOffset? LeaveAskedAt, IReadOnlyList<string> Participants, string? Evidence, int InARow);

/// <summary>A pilot site on the matching board.</summary>
/// <param name="Mutual">How many sites that it names also name it.</param>
public sealed record SiteLine(long UnitId, string Unit, string Area, string? Level, string? Region, string? Project, bool WishesToLead, IReadOnlyList<string> Intended, int Mutual, string? Community);

/// <summary>Which unit joins.</summary>
public sealed record NewMember(long UnitId, CommunityRole Role = CommunityRole.Member);

/// <summary>Which unit asks for leave, and why.</summary>
public sealed record LeaveRequest(long UnitId, string? Reason);
