using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Notifications;

/// <summary>What a webhook understands: our own signed JSON, or the messages of a group bot.</summary>
public enum WebhookFormat { Signed, WeCom, DingTalk }

/// <summary>Another system that is told of events.</summary>
public sealed class Webhook : IAudited, IVersioned
{
    /// <summary>Characters of a name and of an address.</summary>
    public const int LongestName = 60, LongestAddress = 1000;

    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>Absolute, http or https. Bots carry their key in it, so it is shown to flow administrators only and never logged.</summary>
    public required string Address { get; set; }
    public WebhookFormat Format { get; init; }

    /// <summary>Signs what is sent; encrypted. Empty where the format has no secret.</summary>
    public byte[]? ProtectedSecret { get; set; }

    /// <summary>What it is told of; empty: everything.</summary>
    public List<NewsKind> Kinds { get; set; } = [];
    public bool IsOn { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Webhook(Id);

    /// <summary>Whether it is told of this.</summary>
    public bool Wants(NewsKind kind) => IsOn && (Kinds.Count == 0 || Kinds.Contains(kind));

    private sealed class Mapping : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> webhook)
        {
            webhook.ToTable("Webhooks");
            webhook.Property(w => w.Id).ValueGeneratedNever();
            webhook.Property(w => w.Name).HasMaxLength(LongestName);
            webhook.Property(w => w.Address).HasMaxLength(LongestAddress);
            webhook.Property(w => w.Kinds).AsJson();
        }
    }
}
