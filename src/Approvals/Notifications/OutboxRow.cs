using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Notifications;

/// <summary>Something of which people are told after the commit.</summary>
/// <param name="About">Id of what it is about: the work item (assigned, urged, reminded), the companion (asked, answered), the escalation, the copy, the case (returned, decided) or the list.</param>
public sealed record News(NewsKind Kind, long About);

/// <summary>
/// Written in the transaction of the act that causes it, with that act's audit entry; it names the event and nothing else. Who is told, where and in which words is found
/// after the commit, and the row goes away in the transaction that writes the notifications.
/// </summary>
public sealed class OutboxRow
{
    public long Id { get; init; }
    public NewsKind Kind { get; init; }

    /// <summary>See <see cref="News"/>.</summary>
    public long About { get; init; }

    /// <summary>Who did it; that person is not told.</summary>
    public long? ActorId { get; init; }
    public DateTimeOffset At { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> row)
        {
            row.ToTable("Outbox");
            row.Property(r => r.Id).ValueGeneratedNever();
        }
    }
}
