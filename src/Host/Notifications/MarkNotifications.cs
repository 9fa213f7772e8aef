using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>Somebody has read own notifications. Nobody else sees it, so it leaves no trace in the audit trail.</summary>
public sealed class MarkNotifications(UnitOfWork unit)
{
    /// <returns><c>notification.unknown</c>, also for one of somebody else.</returns>
    public Task<Result<Done>> Read(Caller caller, long id, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            if (await scope.GetRequiredService<ApprovalsDb>().Notifications.SingleOrDefaultAsync(n => n.Id == id && n.PersonId == caller.PersonId, token) is not { } notification) return new Refusal("notification.unknown", id);
            notification.ReadAt ??= scope.GetRequiredService<TimeProvider>().GetUtcNow();
            return Done.Result;
        },
        cancellation);

    /// <summary>All that are unread now.</summary>
    public Task<Result<Done>> AllRead(Caller caller, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var notification in await scope.GetRequiredService<ApprovalsDb>().Notifications.Where(n => n.PersonId == caller.PersonId && n.ReadAt == null).ToListAsync(token)) notification.ReadAt = now;
            return Done.Result;
        },
        cancellation);
}
