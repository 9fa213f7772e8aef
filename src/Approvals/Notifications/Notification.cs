using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Notifications;

/// <summary>消息: one person was told of one event. It holds no words of anybody, so that what is erased from the audit trail does not live on here.</summary>
public sealed class Notification : IVersioned
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public NewsKind Kind { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What it is about: the title of the work item, the copy, the list or the outcome.</summary>
    public required Label Matter { get; init; }

    /// <summary>Number of the case.</summary>
    public string? Number { get; init; }

    /// <summary>Name of the unit whose case it is.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where it leads: a path of this site.</summary>
    public required string Link { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>How the person wants news of this kind by e-mail, at the time it came.</summary>
    public MailPace Pace { get; init; }

    /// <summary>When it was put into an e-mail, at once or with others of its day.</summary>
    public DateTimeOffset? MailedAt { get; set; }
    public long Version { get; private set; }

    private sealed class Mapping : IEntityTypeConfiguration<Notification>
    {
        public void Configure(EntityTypeBuilder<Notification> notification)
        {
            notification.ToTable("Notifications");
            notification.Property(n => n.Id).ValueGeneratedNever();
            notification.ComplexProperty(n => n.Matter);
            notification.Property(n => n.Link).HasMaxLength(200);
            notification.HasIndex(n => new { n.PersonId, n.Id });
            notification.HasIndex(n => new { n.PersonId, n.ReadAt });
            notification.HasIndex(n => new { n.Pace, n.MailedAt });
            notification.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
