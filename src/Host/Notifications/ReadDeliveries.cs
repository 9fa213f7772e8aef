using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications;

/// <summary>A line of the delivery log.</summary>
/// <param name="To">Name of the person or of the webhook.</param>
/// <param name="Count">Of an e-mail: how many notifications are in it.</param>
/// <param name="Matter">What it is about, where it is about one thing.</param>
/// <param name="NextAt">When it is tried next; empty once it arrived or is dead.</param>
public sealed record DeliveryLine(
    long Id, DeliveryChannel Channel, NewsKind Kind, string To, int Count, string? Matter, DateTimeOffset CreatedAt, DeliveryState State, int Attempts, DateTimeOffset? NextAt, string? LastError, DateTimeOffset? DeliveredAt);

/// <summary>The delivery log for administrators: what, to whom, when, how often it was tried, and why it did not arrive.</summary>
public sealed class ReadDeliveries(ApprovalsDb db)
{
    /// <param name="after">Id of the last line of the page before.</param>
    /// <param name="take">Lines of a page, 1 to 100.</param>
    public async Task<IReadOnlyList<DeliveryLine>> Run(DeliveryState? state = null, long? after = null, int take = 50, CancellationToken cancellation = default)
    {
        var page = await db.Deliveries.AsNoTracking().Where(d => (state == null || d.State == state) && (after == null || d.Id < after)).OrderByDescending(d => d.Id).Take(Math.Clamp(take, 1, 100)).ToListAsync(cancellation);
        var people = page.Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        var hooks = page.Select(d => d.WebhookId).OfType<long>().Distinct().ToList();
        var first = page.Where(d => d.NotificationIds.Count == 1).Select(d => d.NotificationIds[0]).ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var hookNames = await db.Webhooks.Where(w => hooks.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, cancellation);
        var matters = await db.Notifications.AsNoTracking().Where(n => first.Contains(n.Id)).ToDictionaryAsync(n => n.Id, n => $"{n.Matter} {n.Number}".Trim(), cancellation);
        return page.ConvertAll(d => new DeliveryLine(
            d.Id, d.Channel, d.Kind, d.PersonId is { } person ? names.GetValueOrDefault(person, "") : hookNames.GetValueOrDefault(d.WebhookId ?? 0, ""), d.NotificationIds.Count,
            d.Event is { } told ? $"{told.Matter} {told.Number}".Trim() : d.NotificationIds.Count == 1 ? matters.GetValueOrDefault(d.NotificationIds[0]) : null,
            d.CreatedAt, d.State, d.Attempts, d.State == DeliveryState.Waiting ? d.NextAt : null, d.LastError, d.DeliveredAt));
    }
}
