using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Notifications;

/// <summary>By which way something leaves the house.</summary>
public enum DeliveryChannel { Mail, Webhook }

/// <summary>Where a delivery stands; a dead one is tried again only when an administrator says so.</summary>
public enum DeliveryState { Waiting, Delivered, Dead }

/// <summary>
/// One e-mail, or one event for one webhook: a line of the delivery log. It is sent at least once; whoever receives it twice knows it by its id, which is in the
/// <c>Message-Id</c> of the e-mail and in the <c>Webhook-Id</c> of the request.
/// </summary>
public sealed class Delivery : IVersioned
{
    /// <summary>How long whoever sends it may take; after that another may try.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>The waits between tries; after the last one it is dead, about a day after the first try.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12)];

    public const int LongestError = 500;

    public long Id { get; init; }
    public DeliveryChannel Channel { get; init; }
    public NewsKind Kind { get; init; }

    /// <summary>Of an e-mail: to whom.</summary>
    public long? PersonId { get; init; }

    /// <summary>Of an e-mail: what is in it, one notification or those of a day.</summary>
    public List<long> NotificationIds { get; init; } = [];

    /// <summary>Of a webhook: which. It may be gone.</summary>
    public long? WebhookId { get; init; }

    /// <summary>Of a webhook: the event as it was.</summary>
    public NewsEvent? Event { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DeliveryState State { get; private set; }

    /// <summary>When it is tried next; while it is being sent, until when others leave it alone.</summary>
    public DateTimeOffset NextAt { get; private set; }
    public int Attempts { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public long Version { get; private set; }

    public static Delivery Mail(long id, NewsKind kind, long personId, IEnumerable<long> notificationIds, DateTimeOffset at) =>
        new() { Id = id, Channel = DeliveryChannel.Mail, Kind = kind, PersonId = personId, NotificationIds = [.. notificationIds], CreatedAt = at, NextAt = at };

    public static Delivery ToWebhook(long id, long webhookId, NewsEvent told, DateTimeOffset at) =>
        new() { Id = id, Channel = DeliveryChannel.Webhook, Kind = told.Kind, WebhookId = webhookId, Event = told, CreatedAt = at, NextAt = at };

    /// <summary>Somebody begins to send it; others leave it alone for <see cref="Lease"/>.</summary>
    /// <returns>False when it is not due.</returns>
    public bool Claim(DateTimeOffset at)
    {
        if (State != DeliveryState.Waiting || NextAt > at) return false;
        (Attempts, NextAt) = (Attempts + 1, at + Lease);
        return true;
    }

    public void Arrived(DateTimeOffset at) => (State, DeliveredAt, LastError) = (DeliveryState.Delivered, at, null);

    public void Failed(string error, DateTimeOffset at)
    {
        LastError = error.Length <= LongestError ? error : error[..LongestError];
        if (Attempts > Waits.Count) State = DeliveryState.Dead;
        else NextAt = at + Waits[Attempts - 1];
    }

    /// <summary>An administrator tries a dead one again, from the first wait on.</summary>
    /// <returns>Why not: <c>delivery.not-dead</c>.</returns>
    public Refusal? TryAgain(DateTimeOffset at)
    {
        if (State != DeliveryState.Dead) return new Refusal("delivery.not-dead");
        (State, Attempts, NextAt) = (DeliveryState.Waiting, 0, at);
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> delivery)
        {
            delivery.ToTable("Deliveries");
            delivery.Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.NotificationIds).AsJson();
            delivery.Property(d => d.Event).AsJson();
            delivery.Property(d => d.LastError).HasMaxLength(LongestError);
            delivery.HasIndex(d => new { d.State, d.NextAt });
            delivery.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
