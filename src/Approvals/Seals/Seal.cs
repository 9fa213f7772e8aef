using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Seals;

/// <summary>公章, or a seal for one business.</summary>
public enum SealKind { Official, Business }

/// <summary>The life of a seal: applied for, made, filed with the registry of seals, in use (active) or set aside for a while, revoked for good.</summary>
public enum SealStatus { Applied, Made, Filed, Active, Suspended, Revoked }

/// <summary>印章: the thing. Affixing it is the act, a <see cref="SealUse"/>.</summary>
public sealed partial class Seal : IAudited, IVersioned
{
    /// <summary>Longest reason of an application, in characters.</summary>
    public const int ReasonLength = 400;

    public long Id { get; init; }
    public long OwnerId { get; init; }
    public Organisation? Owner { get; init; }

    /// <summary>The text round the arc, normally the owner's full name.</summary>
    public required string Name { get; init; }
    public SealKind Kind { get; init; }

    /// <summary>What it may be used for; empty: for everything of its kind.</summary>
    public string? Purpose { get; set; }

    /// <summary>申请理由: why it was applied for; empty for a seal that was entered when it was in use already.</summary>
    public string? AppliedBecause { get; init; }

    /// <summary>Who makes its electronic imprint; see <see cref="ISealProvider.Key"/>.</summary>
    public string Provider { get; init; } = ISealProvider.Internal;

    /// <summary>The seat that keeps it.</summary>
    public long CustodianSeatId { get; set; }
    public SealStatus Status { get; set; } = SealStatus.Active;
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day; empty: without end.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Since when it is revoked. What it sealed before stays sealed, and who checks it is told.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Seal(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Seal>
    {
        public void Configure(EntityTypeBuilder<Seal> seal)
        {
            seal.Property(s => s.Id).ValueGeneratedNever();
            seal.Ignore(s => s.NextSteps);
            seal.Property(s => s.Provider).HasMaxLength(40);
            seal.Property(s => s.Purpose).HasMaxLength(400);
            seal.Property(s => s.AppliedBecause).HasMaxLength(ReasonLength);
            seal.HasIndex(s => s.OwnerId);
            seal.HasOne(s => s.Owner).WithMany().HasForeignKey(s => s.OwnerId).OnDelete(DeleteBehavior.Restrict);
            seal.HasOne<Seat>().WithMany().HasForeignKey(s => s.CustodianSeatId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
