using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>A file on its way in, part by part; it goes on where it stopped, also on another day. Once all parts are here it becomes an <see cref="Attachment"/>.</summary>
public sealed class FileUpload : IVersioned
{
    /// <summary>Bytes of every part but the last: 1 MB. A power of two, so that the buffers of a pool are of just this size.</summary>
    public const int PartSize = 1024 * 1024;

    /// <summary>Largest file, in bytes: 500 MB, a lesson of 15 minutes at a high rate.</summary>
    public const long LargestFile = 500L * 1024 * 1024;

    public long Id { get; init; }
    public long CaseId { get; init; }
    public long PersonId { get; init; }

    /// <summary>The work item for whose opinion it comes; empty for a file of the form.</summary>
    public long? WorkItemId { get; init; }

    /// <summary>The name on the uploader's machine, cleaned.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of the whole file, as announced.</summary>
    public long Size { get; init; }

    /// <summary>Bytes that are here, from the front without a gap.</summary>
    public long Received { get; private set; }

    /// <summary>What the first bytes are; empty before the first part.</summary>
    public string? ContentType { get; set; }

    /// <summary>What was found in a video or audio file, as soon as its index was here.</summary>
    public MediaFacts? Media { get; set; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The attachment that it became.</summary>
    public long? AttachmentId { get; private set; }
    public long Version { get; private set; }

    public bool IsWhole => Received == Size;

    /// <summary>One more part, from where the upload stands. Refused: <c>upload.closed</c>, <c>upload.wrong-place</c>, <c>upload.part-size</c>.</summary>
    public Refusal? Take(long from, int count)
    {
        if (AttachmentId is not null) return new Refusal("upload.closed", Name);
        if (from != Received) return new Refusal("upload.wrong-place", Received, from);
        if (count == 0 || count > PartSize || (count < PartSize && from + count < Size) || from + count > Size) return new Refusal("upload.part-size", PartSize, count);
        Received += count;
        return null;
    }

    /// <summary>The last part was not taken after all.</summary>
    public void GiveBack(int count) => Received -= count;

    public void Became(long attachmentId) => AttachmentId = attachmentId;

    private sealed class Mapping : IEntityTypeConfiguration<FileUpload>
    {
        public void Configure(EntityTypeBuilder<FileUpload> upload)
        {
            upload.ToTable("FileUploads");
            upload.Property(u => u.Id).ValueGeneratedNever();
            upload.Ignore(u => u.IsWhole);
            upload.Property(u => u.Name).HasMaxLength(200);
            upload.Property(u => u.Media).AsJson();
            upload.HasIndex(u => u.CaseId);
            upload.HasOne<Case>().WithMany().HasForeignKey(u => u.CaseId).OnDelete(DeleteBehavior.Restrict);
            upload.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A part of a file.</summary>
public sealed class FilePart
{
    public long UploadId { get; init; }

    /// <summary>From 0.</summary>
    public int Number { get; init; }
    public required byte[] Bytes { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<FilePart>
    {
        public void Configure(EntityTypeBuilder<FilePart> part)
        {
            part.ToTable("FileParts");
            part.HasKey(p => new { p.UploadId, p.Number });

            // A part is written once and never changed: comparing and copying a megabyte for every one would be memory for nothing.
            part.Property(p => p.Bytes).Metadata.SetValueComparer(new ValueComparer<byte[]>((one, other) => ReferenceEquals(one, other), bytes => bytes.Length, bytes => bytes));
            part.HasOne<FileUpload>().WithMany().HasForeignKey(p => p.UploadId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
