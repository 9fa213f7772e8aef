using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;
using Workflows.Persistence.Nodes;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>The one DbContext: the domain's tables, the accounts' tables and the engine's tables, so that they commit together.</summary>
public abstract class WorkflowsDb : ApprovalsDb
{
    private AuditGuard guard = new();
    private HashSet<long> principals = [];
    private HashSet<string> instances = [];
    private bool queueHasWork, definitions, outboxHasWork;

    /// <summary>
    /// Changes are looked for once, when the unit saves. Looking compares every tracked row, JSON and all; Entity Framework would do it at nearly every call.
    /// </summary>
    protected WorkflowsDb(DbContextOptions options) : base(options) => ChangeTracker.AutoDetectChangesEnabled = false;

    /// <summary>What this unit of work has written so far.</summary>
    internal Committed Changes => new(principals, guard.Recorded, queueHasWork, instances, definitions, outboxHasWork);

    /// <summary>How the other nodes are told of definitions when a save ends the transaction.</summary>
    internal NodeNews? News { get; set; }

    /// <summary>Ids of the published versions that this unit has read already, by definition.</summary>
    internal Dictionary<string, string> Published { get; } = [];

    /// <summary>What is sent to PostgreSQL again and again.</summary>
    internal PostgresCommands Commands { get; } = new();

    /// <summary>Set for the last save of a unit: where the database can, the transaction ends in the same round trip.</summary>
    internal bool CommitsWithSave { get; set; }

    /// <summary>The save has ended the transaction.</summary>
    internal bool HasCommitted { get; set; }

    /// <summary>What has to be written into the context before it saves.</summary>
    internal List<Func<CancellationToken, Task>> BeforeSave { get; } = [];

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Expected SaveChangesAsync; the database is never waited for on a thread.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellation = default)
    {
        foreach (var write in BeforeSave) await write(cancellation);
        ChangeTracker.DetectChanges();
        guard.Check(ChangeTracker);
        MoveVersions();
        foreach (var entry in ChangeTracker.Entries())
            if (entry.State is not (EntityState.Unchanged or EntityState.Detached)) Note(entry.Entity, entry.State);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
    }

    /// <summary>What others are told of after the commit.</summary>
    private void Note(object changed, EntityState state)
    {
        switch (changed)
        {
            case InboxRow row:
                principals.Add(row.Principal);
                break;
            case Escalation escalation when state == EntityState.Added:
                principals.Add(escalation.SeatId);
                break;
            case Notification told when state is EntityState.Added or EntityState.Modified:
                principals.Add(told.PersonId);
                break;
            case InstanceRow instance when state is EntityState.Added or EntityState.Modified:
                instances.Add(instance.Id);
                break;
            case OutboxRow or Delivery when state == EntityState.Added:
                outboxHasWork = true;
                break;
            case QueuedWork when state == EntityState.Added:
                queueHasWork = true;
                break;
            case DefinitionRow:
                definitions = true;
                break;
        }
    }

    /// <summary>Forgets the unit of work before: a context is used again by many.</summary>
    internal WorkflowsDb Renewed()
    {
        guard = new AuditGuard();
        principals = [];
        instances = [];
        queueHasWork = outboxHasWork = definitions = CommitsWithSave = HasCommitted = false;
        News = null;
        BeforeSave.Clear();
        Published.Clear();
        Forget();
        return this;
    }

    private void MoveVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified)) continue;
            var version = entry.Property(nameof(IVersioned.Version));
            version.CurrentValue = entry.State == EntityState.Added ? 1 : (long)version.OriginalValue! + 1;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(WorkflowsDb).Assembly);
        model.Entity<IdentityUserClaim<long>>(claim =>
        {
            claim.ToTable("AccountClaims");
            claim.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserLogin<long>>(login =>
        {
            login.ToTable("AccountLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            login.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserToken<long>>(token =>
        {
            token.ToTable("AccountTokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
