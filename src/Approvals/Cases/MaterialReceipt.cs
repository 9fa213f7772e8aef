using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>What a receiver registered: when the paper and the electronic version arrived. Received is only what is complete (R14).</summary>
public sealed class MaterialReceipt : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }

    /// <summary>The collector or the project group.</summary>
    public long ReceiverId { get; init; }
    public long? PersonId { get; init; }
    public DateTimeOffset? PaperReceivedAt { get; init; }
    public DateTimeOffset? ElectronicReceivedAt { get; init; }
    public required string ReceiptNumber { get; init; }
    public DateTimeOffset RegisteredAt { get; init; }
    public string? Remark { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<MaterialReceipt>
    {
        public void Configure(EntityTypeBuilder<MaterialReceipt> receipt)
        {
            receipt.Property(r => r.Id).ValueGeneratedNever();
            receipt.HasIndex(r => r.ReceiptNumber).IsUnique();
            receipt.HasOne<Case>().WithMany(c => c.Receipts).HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
            receipt.HasOne<Organisations.Organisation>().WithMany().HasForeignKey(r => r.ReceiverId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
