using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Seals;

/// <summary>用印登记: a seal was affixed to a block of one revision of a form, or to a list or the certificate of its filing. A voided use stays in the register (R22).</summary>
public sealed class SealUse : IAudited
{
    public long Id { get; init; }
    public long SealId { get; init; }
    public Seal? Seal { get; init; }

    /// <summary>1, 2, 3 … per seal, without a gap.</summary>
    public long Number { get; init; }

    /// <summary>For a form: its case.</summary>
    public long? CaseId { get; init; }

    /// <summary>For a list or the certificate of its filing.</summary>
    public long? ListId { get; init; }

    /// <summary>The call of the list.</summary>
    public long? CallId { get; init; }

    /// <summary>Key of the form's block; on a list <see cref="Publisher"/> or <see cref="Registry"/>.</summary>
    public required string Block { get; init; }
    public int FormRevision { get; init; }

    /// <summary>Hash of the content that the seal attests.</summary>
    public required string ContentHash { get; init; }
    public long CustodianId { get; init; }
    public Person? Custodian { get; init; }

    /// <summary>The person whose opinion or signature the seal follows.</summary>
    public long? ApproverId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The confirmed scan, where the seal was put on paper by hand; empty for an electronic imprint.</summary>
    public long? ScanId { get; init; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidedWhy { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    /// <summary>Place of the publisher's seal on a list.</summary>
    public const string Publisher = "publisher";

    /// <summary>Start of the place of a unit's seal on an objection; the objection's id follows.</summary>
    public const string Objection = "objection:";

    /// <summary>Place of the filing body's seal on a certificate.</summary>
    public const string Registry = "registry";

    string IAudited.Subject => Subject.Of(CaseId, CallId);

    internal void Void(DateTimeOffset at, string why) => (VoidedAt, VoidedWhy) = (at, why);

    private sealed class Mapping : IEntityTypeConfiguration<SealUse>
    {
        public void Configure(EntityTypeBuilder<SealUse> use)
        {
            use.Property(u => u.Id).ValueGeneratedNever();
            use.HasIndex(u => new { u.SealId, u.Number }).IsUnique();
            use.HasIndex(u => new { u.CaseId, u.Block }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            use.HasIndex(u => new { u.ListId, u.Block }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            use.HasOne<PublishedList>().WithMany().HasForeignKey(u => u.ListId).OnDelete(DeleteBehavior.Restrict);
            use.HasOne(u => u.Seal).WithMany().HasForeignKey(u => u.SealId).OnDelete(DeleteBehavior.Restrict);
            use.HasOne<Case>().WithMany(c => c.Seals).HasForeignKey(u => u.CaseId).OnDelete(DeleteBehavior.Restrict);
            use.HasOne(u => u.Custodian).WithMany().HasForeignKey(u => u.CustodianId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
