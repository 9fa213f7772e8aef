using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Documents;

/// <summary>公文: an issued official document; it may open a call.</summary>
public sealed class Document : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The number as printed, e.g. 辽社指[2023]16号; empty until it is issued.</summary>
    public string? Number { get; private set; }

    /// <summary>The number folded by <see cref="DocumentNumber.Key"/>: one document, however it is typed (R2).</summary>
    public string? NumberKey { get; private set; }
    public required string Title { get; set; }
    public long IssuerId { get; init; }
    public Organisation? Issuer { get; init; }

    /// <summary>成文日期.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>The document that this one forwards.</summary>
    public long? UpstreamId { get; init; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Document(Id);

    public void SetNumber(string printed)
    {
        Number = printed.Trim();
        NumberKey = DocumentNumber.Key(printed);
    }

    private sealed class Mapping : IEntityTypeConfiguration<Document>
    {
        public void Configure(EntityTypeBuilder<Document> document)
        {
            document.Property(d => d.Id).ValueGeneratedNever();
            document.HasIndex(d => d.NumberKey).IsUnique();
            document.HasOne(d => d.Issuer).WithMany().HasForeignKey(d => d.IssuerId).OnDelete(DeleteBehavior.Restrict);
            document.HasOne<Document>().WithMany().HasForeignKey(d => d.UpstreamId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
