using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Filings;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Rankings;
using Workflows.Approvals.Seals;
using Workflows.Approvals.Statistics;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals;

/// <summary>The domain's tables, without a database. Persistence adds the engine's tables and the provider.</summary>
public abstract class ApprovalsDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Area> Areas => Set<Area>();
    public DbSet<Seat> Seats => Set<Seat>();
    public DbSet<SeatHolding> SeatHoldings => Set<SeatHolding>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Substitution> Substitutions => Set<Substitution>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<TokenUse> TokenUses => Set<TokenUse>();
    public DbSet<OpenSession> OpenSessions => Set<OpenSession>();
    public DbSet<FormerName> FormerNames => Set<FormerName>();
    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();

    public DbSet<Call> Calls => Set<Call>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentReceipt> DocumentReceipts => Set<DocumentReceipt>();

    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseForm> CaseForms => Set<CaseForm>();
    public DbSet<FormDraft> FormDrafts => Set<FormDraft>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<FileContent> FileContents => Set<FileContent>();
    public DbSet<FileUpload> FileUploads => Set<FileUpload>();
    public DbSet<FilePart> FileParts => Set<FilePart>();
    public DbSet<Phrase> Phrases => Set<Phrase>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<SignatureRecord> Signatures => Set<SignatureRecord>();
    public DbSet<MaterialReceipt> MaterialReceipts => Set<MaterialReceipt>();
    public DbSet<Recommendation> Recommendations => Set<Recommendation>();
    public DbSet<CopyItem> CopyItems => Set<CopyItem>();
    public DbSet<ExpertAssignment> ExpertAssignments => Set<ExpertAssignment>();
    public DbSet<ScoreSheet> ScoreSheets => Set<ScoreSheet>();

    public DbSet<Duty> Duties => Set<Duty>();
    public DbSet<DutyNote> DutyNotes => Set<DutyNote>();

    public DbSet<Community> Communities => Set<Community>();
    public DbSet<CommunityMember> CommunityMembers => Set<CommunityMember>();
    public DbSet<Cycle> Cycles => Set<Cycle>();
    public DbSet<Gathering> Gatherings => Set<Gathering>();
    public DbSet<Attendance> Attendance => Set<Attendance>();

    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<FinishedWorkItem> FinishedWorkItems => Set<FinishedWorkItem>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<Escalation> Escalations => Set<Escalation>();
    public DbSet<BarredPerson> BarredPersons => Set<BarredPerson>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<NotificationChoice> NotificationChoices => Set<NotificationChoice>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Seal> Seals => Set<Seal>();
    public DbSet<SealUse> SealUses => Set<SealUse>();
    public DbSet<SealedPaper> SealedPapers => Set<SealedPaper>();
    public DbSet<PaperScan> PaperScans => Set<PaperScan>();
    public DbSet<SigningCertificate> SigningCertificates => Set<SigningCertificate>();
    public DbSet<PublishedList> Lists => Set<PublishedList>();
    public DbSet<ListEntry> ListEntries => Set<ListEntry>();
    public DbSet<ListObjection> Objections => Set<ListObjection>();
    public DbSet<FilingRecord> Filings => Set<FilingRecord>();
    public DbSet<Ranking> Rankings => Set<Ranking>();
    public DbSet<StatisticsRollUp> RollUps => Set<StatisticsRollUp>();
    public DbSet<PackageUpload> PackageUploads => Set<PackageUpload>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<LogLeaf> LogLeaves => Set<LogLeaf>();
    public DbSet<LogNode> LogNodes => Set<LogNode>();
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();
    public DbSet<Counter> Counters => Set<Counter>();

    private readonly HashSet<object> read = [];

    /// <summary>True the first time it is asked in this unit of work: what was read whole once is in the context and is not read again.</summary>
    public bool Once(object what) => read.Add(what);

    /// <summary>The unit of work is over.</summary>
    protected void Forget() => read.Clear();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(ApprovalsDb).Assembly);
        foreach (var entity in model.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IVersioned))))
            model.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }
}
