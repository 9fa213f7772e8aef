using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications;

/// <summary>One of the caller's own notifications.</summary>
/// <param name="Matter">What it is about.</param>
/// <param name="Number">Number of the case.</param>
/// <param name="Unit">Unit whose case it is.</param>
/// <param name="Link">Path on this site.</param>
public sealed record NotificationLine(long Id, NewsKind Kind, DateTimeOffset At, Label Matter, string? Number, string Unit, string Link, DateTimeOffset? ReadAt);

/// <summary>How many are unread.</summary>
/// <param name="IsCapped">There are more; nobody counts them.</param>
public sealed record UnreadNotifications(int Count, bool IsCapped);

/// <summary>Reads the caller's notifications, the newest first.</summary>
public sealed class ReadNotifications(ApprovalsDb db)
{
    /// <summary>Counting ends here.</summary>
    public const int CountLimit = 100;

    /// <summary>Most lines of a page.</summary>
    public const int Most = 100;

    /// <param name="after">Id of the last line of the page before.</param>
    /// <param name="take">Lines of a page, 1 to 100.</param>
    /// <param name="isUnread">Only what was not read yet.</param>
    public async Task<IReadOnlyList<NotificationLine>> Run(Caller caller, long? after = null, int take = 30, bool isUnread = false, CancellationToken cancellation = default) =>
        await db.Notifications.AsNoTracking()
            .Where(n => n.PersonId == caller.PersonId && (after == null || n.Id < after) && (!isUnread || n.ReadAt == null))
            .OrderByDescending(n => n.Id).Take(Math.Clamp(take, 1, Most))
            .Select(n => new NotificationLine(n.Id, n.Kind, n.At, n.Matter, n.Number, n.Unit, n.Link, n.ReadAt)).ToListAsync(cancellation);

    public async Task<UnreadNotifications> Unread(Caller caller, CancellationToken cancellation = default)
    {
        var count = await db.Notifications.Where(n => n.PersonId == caller.PersonId && n.ReadAt == null).OrderBy(n => n.Id).Take(CountLimit).CountAsync(cancellation);
        return new UnreadNotifications(count, count == CountLimit);
    }
}
