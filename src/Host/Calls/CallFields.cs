using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Calls;

/// <summary>
/// What a person enters for a call that is being prepared. Everything dated or counted is here, so that next year's call
/// needs no new chain. Absent members keep the default (or, when changing a draft, become empty).
/// </summary>
public sealed record CallFields
{
    /// <summary>What people call it, e.g. <c>PS3-LN</c>; letters, digits and hyphens, at most 40; unique.</summary>
    public required string Code { get; init; }
    public required string Title { get; init; }
    /// <summary>Key such as <c>pilotSite</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>The last day, to its end unless <see cref="CloseTime"/> says less.</summary>
    public required DateOnly ClosesOn { get; init; }
    public int? BatchNumber { get; init; }
    public int? Year { get; init; }
    /// <summary>The national call that this one forwards to a province.</summary>
    public string? ParentCode { get; init; }
    /// <summary>Number of the document that opens it, however it is typed.</summary>
    public string? DocumentNumber { get; init; }
    public string? ScopeAreaCode { get; init; }
    public DateOnly? OpensOn { get; init; }
    public TimeOnly? CloseTime { get; init; }

    /// <summary>Last day of a level's opinion, e.g. of the county; its work is due then.</summary>
    public Dictionary<AdminLevel, DateOnly> LevelDeadlines { get; init; } = [];
    public List<Material> Materials { get; init; } = [];
    public long? CollectorId { get; init; }
    public string? SubmissionTarget { get; init; }
    public List<Route> Routes { get; init; } = [];
    public Audience? Audience { get; init; }
    public List<OrgKind> EligibleKinds { get; init; } = [];
    public Quota? Quota { get; init; }
    public int? TargetCount { get; init; }

    /// <summary>Cases that one unit may have at a time; default 1, 0: any number.</summary>
    public int CasesPerUnit { get; init; } = 1;
    public bool IsOrdered { get; init; }
    public long? AssessById { get; init; }
    public long? DecideById { get; init; }
    public long? FileWithId { get; init; }
    public long? PublishById { get; init; }
    public List<string> PublishChannels { get; init; } = [];
    public List<long> CopyUp { get; init; } = [];
    public List<long> CopyTo { get; init; } = [];
    public DayRange? MeetingWindow { get; init; }
    public DayRange? ReviewWindow { get; init; }
    public DayRange? PublicityWindow { get; init; }
    /// <summary>Experts per case, at least; default 3.</summary>
    public int MinExperts { get; init; } = 3;
    /// <summary>公示 before filing, in working days; default 0: none.</summary>
    public int PublicNoticeDays { get; init; }
    /// <summary>Days before the deadline; default 7, 3, 1.</summary>
    public List<int> Reminders { get; init; } = [7, 3, 1];
    public string? Plaque { get; init; }
    public List<string> Certificates { get; init; } = [];
    public Contact? Contact { get; init; }
    public string? ChainId { get; init; }
    public string? DecisionChainId { get; init; }
    public string? FormKey { get; init; }
    public JsonObject Parameters { get; init; } = [];

    /// <summary>Copies everything but code, kind, parent and dates of closing, which the call itself guards.</summary>
    internal void Fill(Call call)
    {
        call.Title = Title.Trim();
        call.BatchNumber = BatchNumber;
        call.Year = Year ?? ClosesOn.Year;
        call.ScopeAreaCode = ScopeAreaCode;
        call.OpensOn = OpensOn;
        call.LevelDeadlines = LevelDeadlines;
        call.Materials = Materials;
        call.CollectorId = CollectorId;
        call.SubmissionTarget = SubmissionTarget;
        call.Routes = [.. Routes];
        call.Audience = Audience;
        call.EligibleKinds = [.. EligibleKinds];
        call.Quota = Quota;
        call.TargetCount = TargetCount;
        call.CasesPerUnit = CasesPerUnit;
        call.IsOrdered = IsOrdered;
        call.AssessById = AssessById;
        call.DecideById = DecideById;
        call.FileWithId = FileWithId;
        call.PublishById = PublishById;
        call.PublishChannels = PublishChannels;
        call.CopyUp = CopyUp;
        call.CopyTo = CopyTo;
        call.MeetingWindow = MeetingWindow;
        call.ReviewWindow = ReviewWindow;
        call.PublicityWindow = PublicityWindow;
        call.MinExperts = MinExperts;
        call.PublicNoticeDays = PublicNoticeDays;
        call.Reminders = Reminders;
        call.Plaque = Plaque;
        call.Certificates = Certificates;
        call.Contact = Contact;
        call.ChainId = ChainId;
        call.DecisionChainId = DecisionChainId;
        call.FormKey = FormKey;
        call.Parameters = (JsonObject)Parameters.DeepClone();
    }

    /// <summary>The fields of an existing call, to copy it or to change a draft.</summary>
    public static CallFields Of(Call call, string? documentNumber, string? parentCode) => new()
    {
        Code = call.Code, Title = call.Title, Kind = call.Kind, ClosesOn = call.ClosesOn, BatchNumber = call.BatchNumber, Year = call.Year,
        ParentCode = parentCode, DocumentNumber = documentNumber, ScopeAreaCode = call.ScopeAreaCode, OpensOn = call.OpensOn, CloseTime = call.CloseTime,
        LevelDeadlines = call.LevelDeadlines,
        Materials = call.Materials, CollectorId = call.CollectorId, SubmissionTarget = call.SubmissionTarget, Routes = [.. call.Routes], Audience = call.Audience,
        EligibleKinds = [.. call.EligibleKinds], Quota = call.Quota, TargetCount = call.TargetCount, CasesPerUnit = call.CasesPerUnit, IsOrdered = call.IsOrdered, AssessById = call.AssessById,
        DecideById = call.DecideById, FileWithId = call.FileWithId, PublishById = call.PublishById, PublishChannels = call.PublishChannels, CopyUp = call.CopyUp,
        CopyTo = call.CopyTo, MeetingWindow = call.MeetingWindow, ReviewWindow = call.ReviewWindow, PublicityWindow = call.PublicityWindow, MinExperts = call.MinExperts,
        PublicNoticeDays = call.PublicNoticeDays, Reminders = call.Reminders, Plaque = call.Plaque, Certificates = call.Certificates,
        Contact = call.Contact, ChainId = call.ChainId, DecisionChainId = call.DecisionChainId, FormKey = call.FormKey, Parameters = call.Parameters,
    };
}
