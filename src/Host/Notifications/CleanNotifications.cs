using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>
/// Old notifications go away, and with them what the delivery log says of old deliveries. They are news and no record: the record is the audit trail, which stays.
/// Settings: <c>Notifications:Days</c>, 30 to 3650, default 180, for what was read or delivered; <c>Notifications:UnreadDays</c>, not fewer, default 365, for what nobody has read and what did not arrive.
/// </summary>
public sealed class CleanNotifications(UnitOfWork unit, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>So many go at once, so that nobody waits for it.</summary>
    private const int Batch = 1_000;

    private readonly TimeSpan read = TimeSpan.FromDays(Days(configuration, "Notifications:Days", 180, 30));
    private readonly TimeSpan unread = TimeSpan.FromDays(Days(configuration, "Notifications:UnreadDays", Math.Max(365, Days(configuration, "Notifications:Days", 180, 30)), Days(configuration, "Notifications:Days", 180, 30)));

    /// <returns>How many notifications and deliveries went.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var (old, older, gone) = (clock.GetUtcNow() - read, clock.GetUtcNow() - unread, 0);
        gone += await All(db => db.Notifications.Where(n => (n.At < old && n.ReadAt != null) || n.At < older).OrderBy(n => n.Id), cancellation);
        gone += await All(db => db.Deliveries.Where(d => (d.CreatedAt < old && d.State == DeliveryState.Delivered) || d.CreatedAt < older).OrderBy(d => d.Id), cancellation);
        return gone;
    }

    private async Task<int> All<T>(Func<ApprovalsDb, IQueryable<T>> which, CancellationToken cancellation)
    {
        for (var gone = 0; ;)
        {
            var batch = await unit.Run<int>(Actor.Job, async (scope, token) => await which(scope.GetRequiredService<ApprovalsDb>()).Take(Batch).ExecuteDeleteAsync(token), cancellation);
            if (batch.IsRefused) return gone;
            gone += batch.Value;
            if (batch.Value < Batch) return gone;
        }
    }

    private static int Days(IConfiguration configuration, string name, int otherwise, int least) => configuration.GetValue(name, otherwise) is var days && days >= least && days <= 3650
        ? days
        : throw new InvalidOperationException($"Expected the setting {name} to be {least} to 3650, found {configuration[name]}. Correct it or leave it out for {otherwise}.");
}
