using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Calls;

/// <summary>A call in a list.</summary>
/// <param name="ClosesAt">Last permitted instant.</param>
public sealed record CallLine(
    long Id, string Code, string Title, string Kind, int Year, int? BatchNumber, CallStatus Status, long? ParentId, string? ScopeAreaCode,
    DateOnly? OpensOn, DateOnly ClosesOn, DateTimeOffset ClosesAt, IReadOnlyCollection<Route> Routes, string? DocumentNumber)
{
    public static CallLine Of(Call call) => new(
        call.Id, call.Code, call.Title, call.Kind, call.Year, call.BatchNumber, call.Status, call.ParentId, call.ScopeAreaCode,
        call.OpensOn, call.ClosesOn, call.ClosesAt, [.. call.Routes.Order()], call.Document?.Number);
}

/// <summary>An open call as one of the caller's units sees it: may the unit answer it, by which routes, and what it has already begun.</summary>
/// <param name="WhyNot">Code of the refusal, where the unit may not apply.</param>
/// <param name="WhyNotSentence">The same as a sentence.</param>
/// <param name="Routes">Routes that this unit may take: recommended through this call, or direct to the national one.</param>
public sealed record CallForUnit(CallLine Call, long UnitId, string Unit, bool MayApply, string? WhyNot, string? WhyNotSentence, IReadOnlyList<Route> Routes, IReadOnlyList<long> CaseIds);

/// <summary>Everything a call holds.</summary>
/// <param name="ScopeArea">Name of the area; empty: the whole country.</param>
/// <param name="IsCollectorLate">The collector sent its batch up after the national deadline (R15).</param>
public sealed record CallView(
    long Id, string Code, string Title, string Kind, int Year, int? BatchNumber, CallStatus Status, long? ParentId, string? ParentCode, string? ScopeAreaCode,
    long? DocumentId, string? DocumentNumber, string? DocumentTitle, DateOnly? OpensOn, DateOnly ClosesOn, TimeOnly? CloseTime, DateTimeOffset ClosesAt,
    IReadOnlyDictionary<AdminLevel, DateOnly> LevelDeadlines, IReadOnlyList<DateChange> DateHistory, IReadOnlyList<Material> Materials,
    long? CollectorId, string? Collector, string? SubmissionTarget, IReadOnlyCollection<Route> Routes, Audience? Audience, IReadOnlyCollection<OrgKind> EligibleKinds, Quota? Quota,
    int? TargetCount, bool IsOrdered, long? AssessById, string? AssessBy, long? DecideById, string? DecideBy, long? FileWithId, string? FileWith, long? PublishById, string? PublishBy,
    IReadOnlyList<string> PublishChannels, IReadOnlyList<long> CopyUp, IReadOnlyList<long> CopyTo, DayRange? MeetingWindow, DayRange? ReviewWindow, DayRange? PublicityWindow,
    int MinExperts, int PublicNoticeDays, IReadOnlyList<int> Reminders, string? Plaque, IReadOnlyList<string> Certificates, Contact? Contact,
    string? ChainId, string? DecisionChainId, string? FormKey, JsonObject Parameters, IReadOnlyDictionary<string, int> CasesByStatus, bool MayManage, DateTimeOffset? CollectorSentAt, bool IsCollectorLate, string? ScopeArea = null);
