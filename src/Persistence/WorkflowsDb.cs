using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;

namespace Workflows.Persistence;

/// <summary>The one DbContext: the domain's tables, the accounts' tables and the engine's tables, so that they commit together.</summary>
public abstract class WorkflowsDb : ApprovalsDb
{
    private readonly AuditGuard guard = new();
    private readonly HashSet<long> principals = [];
    private readonly HashSet<string> instances = [];

    /// <summary>
    /// Changes are looked for once, when the unit saves. Looking compares every tracked row, JSON and all; Entity Framework would do it at nearly every call.
    /// </summary>
    protected WorkflowsDb(DbContextOptions options) : base(options) => ChangeTracker.AutoDetectChangesEnabled = false;

    /// <summary>Principals whose inbox, or what was put before them, changed in this unit of work.</summary>
    internal IReadOnlyCollection<long> ChangedPrincipals => principals;

    /// <summary>Audit subjects that this unit of work recorded something for.</summary>
    internal IReadOnlyCollection<string> ChangedSubjects => guard.Recorded;

    /// <summary>Instances of chains that this unit of work wrote.</summary>
    internal IReadOnlyCollection<string> ChangedInstances => instances;

    /// <summary>There is work in the queue that this unit put there.</summary>
    internal bool QueueHasWork { get; private set; }

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
        foreach (var row in ChangeTracker.Entries<InboxRow>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
            principals.Add(row.Entity.Principal);
        foreach (var escalation in ChangeTracker.Entries<Escalation>().Where(e => e.State == EntityState.Added))
            principals.Add(escalation.Entity.SeatId);
        foreach (var row in ChangeTracker.Entries<InstanceRow>().Where(e => e.State is EntityState.Added or EntityState.Modified))
            instances.Add(row.Entity.Id);
        QueueHasWork |= ChangeTracker.Entries<QueuedWork>().Any(e => e.State == EntityState.Added);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
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
