using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>附件: a file handed in with a case, e.g. the 教育主管部门同意证明. A form's file field holds its id.</summary>
public sealed class Attachment : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }

    /// <summary>The name it was uploaded under, without a path.</summary>
    public required string Name { get; init; }

    /// <summary>What the bytes are (found by looking at them, not by the name), e.g. <c>application/pdf</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex; names the <see cref="FileContent"/>.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The work item for whose opinion it was handed in; empty for a file of the form. Until it goes with a decision only whoever handed it in sees it.</summary>
    public long? WorkItemId { get; init; }

    /// <summary>When it went with a decision.</summary>
    public DateTimeOffset? EnclosedAt { get; private set; }

    /// <summary>What was found in a video or audio file; empty for other files.</summary>
    public MediaFacts? Media { get; init; }
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    /// <summary>What a person sees who may see the case.</summary>
    public static System.Linq.Expressions.Expression<Func<Attachment, bool>> SeenBy(long personId) => file => file.WorkItemId == null || file.EnclosedAt != null || file.PersonId == personId;

    internal void Enclose(DateTimeOffset at) => EnclosedAt = at;

    private sealed class Mapping : IEntityTypeConfiguration<Attachment>
    {
        public void Configure(EntityTypeBuilder<Attachment> attachment)
        {
            attachment.Property(a => a.Id).ValueGeneratedNever();
            attachment.Property(a => a.Name).HasMaxLength(200);
            attachment.Property(a => a.ContentHash).HasMaxLength(64);
            attachment.Property(a => a.Media).AsJson();
            attachment.HasIndex(a => a.CaseId);
            attachment.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
            attachment.HasOne<FileContent>().WithMany().HasForeignKey(a => a.ContentHash).OnDelete(DeleteBehavior.Restrict);
            attachment.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The bytes of a file, kept once however often it is handed in. Apart from <see cref="Attachment"/>, so that a list of files does not read them.</summary>
public sealed class FileContent
{
    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Empty where the file came in parts.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The upload in whose parts the bytes lie; empty where they lie here.</summary>
    public long? UploadId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<FileContent>
    {
        public void Configure(EntityTypeBuilder<FileContent> content)
        {
            content.ToTable("FileContents");
            content.HasKey(c => c.Hash);
            content.Property(c => c.Hash).HasMaxLength(64);
            content.HasOne<FileUpload>().WithMany().HasForeignKey(c => c.UploadId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
