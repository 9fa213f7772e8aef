using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Seals;

/// <summary>用印登记: a seal was affixed to a block of one revision of a form. A voided use stays in the register (R22).</summary>
public sealed class SealUse : IAudited
{
    public long Id { get; init; }
    public long SealId { get; init; }
    public Seal? Seal { get; init; }

    /// <summary>1, 2, 3 … per seal, without a gap.</summary>
    public long Number { get; init; }
    public long CaseId { get; init; }
    public required string Block { get; init; }
    public int FormRevision { get; init; }

    /// <summary>Hash of the form's content that the seal attests.</summary>
    public required string ContentHash { get; init; }
    public long CustodianId { get; init; }
    public Person? Custodian { get; init; }

    /// <summary>The person whose opinion or signature the seal follows.</summary>
    public long? ApproverId { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidedWhy { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    string IAudited.Subject => Subject.Case(CaseId);

    internal void Void(DateTimeOffset at, string why) => (VoidedAt, VoidedWhy) = (at, why);

    private sealed class Mapping : IEntityTypeConfiguration<SealUse>
    {
        public void Configure(EntityTypeBuilder<SealUse> use)
        {
            use.Property(u => u.Id).ValueGeneratedNever();
            use.HasIndex(u => new { u.SealId, u.Number }).IsUnique();
            use.HasIndex(u => new { u.CaseId, u.Block }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            use.HasOne(u => u.Seal).WithMany().HasForeignKey(u => u.SealId).OnDelete(DeleteBehavior.Restrict);
            use.HasOne<Case>().WithMany(c => c.Seals).HasForeignKey(u => u.CaseId).OnDelete(DeleteBehavior.Restrict);
            use.HasOne(u => u.Custodian).WithMany().HasForeignKey(u => u.CustodianId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
