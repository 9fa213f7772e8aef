using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Workflows.Approvals.Audit;

namespace Workflows.Persistence;

/// <summary>Holds the rule that nothing changes without its audit entry, per unit of work.</summary>
internal sealed class AuditGuard
{
    private readonly HashSet<string> recorded = [];

    /// <summary>The subjects that this unit recorded something for.</summary>
    public IReadOnlyCollection<string> Recorded => recorded;

    public void Check(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added))
            recorded.Add(entry.Entity.Subject);

        foreach (var entry in tracker.Entries<IAudited>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted) || recorded.Contains(entry.Entity.Subject)) continue;
            throw new InvalidOperationException(
                $"Expected an audit entry for {entry.Entity.Subject}, because a {entry.Entity.GetType().Name} of it was {entry.State.ToString().ToLowerInvariant()}; found none in this unit of work. "
                + "Write one with AuditTrail.Write in the same unit.");
        }
    }
}
