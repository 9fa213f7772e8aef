using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Packages;

/// <summary>上报登记: what a province sent up, when and where to.</summary>
public sealed class PackageUpload : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }

    /// <summary>Where it went, as the call says.</summary>
    public required string Target { get; init; }

    /// <summary>The scans, each with the hash of its bytes.</summary>
    public List<PackageFile> Files { get; init; } = [];

    /// <summary>The cases that it recommends, in order.</summary>
    public List<long> Cases { get; init; } = [];
    public long PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<PackageUpload>
    {
        public void Configure(EntityTypeBuilder<PackageUpload> upload)
        {
            upload.Property(u => u.Id).ValueGeneratedNever();
            upload.Property(u => u.Files).AsJson();
            upload.Property(u => u.Cases).AsJson();
            upload.HasIndex(u => u.CaseId);
            upload.HasOne<Case>().WithMany().HasForeignKey(u => u.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A scan in a package.</summary>
public sealed record PackageFile(long AttachmentId, string Name, string ContentHash);
