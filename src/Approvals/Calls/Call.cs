using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

public enum CallStatus { Draft, Open, Closed, Decided, Published }

/// <summary>How an application reaches the project group: through the collector of its province, or by itself.</summary>
public enum Route { Recommended, Direct }

/// <summary>
/// 批次. Everything dated or counted lives here (R80), so that next year's call needs no new chain.
/// A child call is what a province opened by forwarding; its parent is the national call.
/// </summary>
public sealed partial class Call : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>What people call it, e.g. <c>PS3-LN</c>; unique. Case numbers begin with it.</summary>
    public required string Code { get; init; }
    public required string Title { get; set; }

    /// <summary>Key such as <c>pilotSite</c>, <c>pilotSchool</c>, <c>brandCentre</c>; chains and pages choose by it.</summary>
    public required string Kind { get; init; }
    public int? BatchNumber { get; set; }
    public int Year { get; set; }
    public long? DocumentId { get; set; }
    public Document? Document { get; init; }
    public long? ParentId { get; init; }
    public Call? Parent { get; init; }

    /// <summary>Area whose units may answer; empty: national.</summary>
    public string? ScopeAreaCode { get; set; }
    public CallStatus Status { get; private set; }

    public DateOnly? OpensOn { get; set; }
    public DateOnly ClosesOn { get; private set; }

    /// <summary>Last permitted time of the closing day in Shanghai; empty: 24:00 (R9).</summary>
    public TimeOnly? CloseTime { get; private set; }
    public Dictionary<AdminLevel, DateOnly> LevelDeadlines { get; set; } = [];

    /// <summary>Old values of dates that a later document moved (R8).</summary>
    public List<DateChange> DateHistory { get; private set; } = [];

    public List<Material> Materials { get; set; } = [];
    public long? CollectorId { get; set; }

    /// <summary>Mailbox, site or "in the system", as people read it.</summary>
    public string? SubmissionTarget { get; set; }
    public HashSet<Route> Routes { get; set; } = [];

    /// <summary>Who is addressed; empty: every unit within the scope.</summary>
    public Audience? Audience { get; set; }

    /// <summary>Kinds of unit that may apply (R17); empty: every kind.</summary>
    public HashSet<OrgKind> EligibleKinds { get; set; } = [];
    public Quota? Quota { get; set; }

    /// <summary>"左右": a counter, never a limit (R37).</summary>
    public int? TargetCount { get; set; }

    /// <summary>Recommended cases carry a rank.</summary>
    public bool IsOrdered { get; set; }

    /// <summary>The project group, or whoever has the cases assessed.</summary>
    public long? AssessById { get; set; }
    public long? DecideById { get; set; }

    /// <summary>Cases that one unit may have under the national call at a time; default 1, 0: any number.</summary>
    public int CasesPerUnit { get; set; } = 1;

    /// <summary>Empty: no filing is asked, and a decided list may be published at once.</summary>
    public long? FileWithId { get; set; }
    public long? PublishById { get; set; }
    public List<string> PublishChannels { get; set; } = [];
    public List<long> CopyUp { get; set; } = [];
    public List<long> CopyTo { get; set; } = [];

    public DayRange? MeetingWindow { get; set; }
    public DayRange? ReviewWindow { get; set; }
    public DayRange? PublicityWindow { get; set; }

    /// <summary>The windows by the names under which charts and plans speak of them, in the order of time.</summary>
    public IReadOnlyList<(string Name, DayRange? Days)> Windows() => [("meeting", MeetingWindow), ("review", ReviewWindow), ("publicity", PublicityWindow)];

    /// <summary>Experts per case, at least; default 3.</summary>
    public int MinExperts { get; set; } = 3;

    /// <summary>公示 before filing, in working days; default 0: none.</summary>
    public int PublicNoticeDays { get; set; }

    /// <summary>Days before the deadline on which a reminder goes out; default 7, 3, 1.</summary>
    public List<int> Reminders { get; set; } = [7, 3, 1];
    public string? Plaque { get; set; }
    public List<string> Certificates { get; set; } = [];
    public Contact? Contact { get; set; }

    /// <summary>Chain of a case, e.g. <c>pilot-site-application</c>.</summary>
    public string? ChainId { get; set; }

    /// <summary>Chain of the call itself, e.g. <c>batch-decision</c>; on the national call.</summary>
    public string? DecisionChainId { get; set; }
    public string? FormKey { get; set; }

    /// <summary>Further parameters that only its chain knows.</summary>
    public JsonObject Parameters { get; set; } = [];

    /// <summary>When the collector sent its batch up; after the parent's deadline it was late itself (R15).</summary>
    public DateTimeOffset? CollectorSentAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Its cases are decided one by one, and whoever is admitted stays until removed: a pool (辽社指[2021]4号 一.3).</summary>
    public bool IsPool => Parameters["given"]?["selectionKind"]?.ToString() is "expertPool" or "teacherPool";

    /// <summary>The national call: the parent, or itself.</summary>
    public long NationalId => ParentId ?? Id;

    /// <summary>A child call is organised by its collector, a national one by whoever has it assessed or decided.</summary>
    public bool IsOrganisedBy(long organisationId) =>
        ParentId is null ? organisationId == AssessById || organisationId == DecideById : organisationId == CollectorId;

    string IAudited.Subject => Subject.Call(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Call>
    {
        public void Configure(EntityTypeBuilder<Call> call)
        {
            call.Property(c => c.Id).ValueGeneratedNever();
            call.Property(c => c.Code).HasMaxLength(40);
            call.HasIndex(c => c.Code).IsUnique();
            call.HasIndex(c => new { c.Status, c.ClosesOn });
            call.Ignore(c => c.NationalId);
            call.Ignore(c => c.IsPool);
            call.HasOne(c => c.Parent).WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
            call.HasOne(c => c.Document).WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Restrict);
            foreach (var reference in new[] { nameof(CollectorId), nameof(AssessById), nameof(DecideById), nameof(FileWithId), nameof(PublishById) })
                call.HasOne(typeof(Organisation)).WithMany().HasForeignKey(reference).OnDelete(DeleteBehavior.Restrict);
            call.Property(c => c.LevelDeadlines).AsJson();
            call.Property(c => c.DateHistory).AsJson();
            call.Property(c => c.Materials).AsJson();
            call.Property(c => c.Routes).AsJson();
            call.Property(c => c.Audience).AsJson();
            call.Property(c => c.EligibleKinds).AsJson();
            call.Property(c => c.Quota).AsJson();
            call.Property(c => c.PublishChannels).AsJson();
            call.Property(c => c.CopyUp).AsJson();
            call.Property(c => c.CopyTo).AsJson();
            call.Property(c => c.MeetingWindow).AsJson();
            call.Property(c => c.ReviewWindow).AsJson();
            call.Property(c => c.PublicityWindow).AsJson();
            call.Property(c => c.Reminders).AsJson();
            call.Property(c => c.Certificates).AsJson();
            call.Property(c => c.Contact).AsJson();
            call.Property(c => c.Parameters).AsJson();

            // Nothing reads it any more. The version before this one still writes the column, so a later migration drops it.
            call.Property<string?>("AfterEnd");
        }
    }
}
