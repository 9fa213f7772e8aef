using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Notifications;

/// <summary>How somebody wants news by e-mail. In the application they are always listed.</summary>
public enum MailPace { Off, Immediately, Daily }

/// <summary>What a person chose for one kind; without a row <see cref="NewsKinds.Pace"/> holds.</summary>
public sealed class NotificationChoice
{
    public long PersonId { get; init; }
    public NewsKind Kind { get; init; }
    public MailPace Pace { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<NotificationChoice>
    {
        public void Configure(EntityTypeBuilder<NotificationChoice> choice)
        {
            choice.ToTable("NotificationChoices");
            choice.HasKey(c => new { c.PersonId, c.Kind });
            choice.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
