using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Documents;

/// <summary>印发 an own document, 转发 another body's, or 发布 on a website.</summary>
public enum DocumentMode { Issue, Forward, Release }

/// <summary>公文: an issued official document; it may open a call.</summary>
public sealed class Document : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The number as printed, e.g. 辽社指[2023]16号; empty until it is issued.</summary>
    public string? Number { get; private set; }

    /// <summary>The number folded by <see cref="DocumentNumber.Key"/>: one document, however it is typed (R2).</summary>
    public string? NumberKey { get; private set; }

    /// <summary>代字 of the number, e.g. 辽社指; one issuer's own. Empty where the number could not be read.</summary>
    public string? Prefix { get; private set; }
    public required string Title { get; set; }
    public DocumentMode Mode { get; set; }
    public long IssuerId { get; init; }
    public Organisation? Issuer { get; init; }

    /// <summary>成文日期.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>The document that this one forwards.</summary>
    public long? UpstreamId { get; set; }

    /// <summary>The case in which it was drafted, approved and dispatched; empty for one that was only entered.</summary>
    public long? CaseId { get; init; }
    public Case? Case { get; init; }
    public string? Body { get; set; }

    /// <summary>主送: who signs for it.</summary>
    public Audience? MainRecipients { get; set; }

    /// <summary>抄报: superiors, to read (R4, R5).</summary>
    public List<long> CopyUp { get; set; } = [];

    /// <summary>抄送: others, to read; a list of its own (R5).</summary>
    public List<long> CopyTo { get; set; } = [];

    /// <summary>Working days within which it is to be signed for; default 2.</summary>
    public int ReceiptDays { get; set; } = 2;

    /// <summary>How often the missing recipients were reminded.</summary>
    public int Reminders { get; private set; }

    /// <summary>Where it is released, e.g. a website; empty: nowhere.</summary>
    public List<string> ReleaseChannels { get; set; } = [];

    /// <summary>Last day for the release.</summary>
    public DateOnly? ReleaseBy { get; set; }
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>The call that it opened.</summary>
    public long? OpenedCallId { get; set; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public long? VoidedById { get; private set; }

    /// <summary>作废理由. A void number is never given again.</summary>
    public string? VoidedWhy { get; private set; }
    public List<DocumentReceipt> Receipts { get; } = [];
    public long Version { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    string IAudited.Subject => Subject.Document(Id);

    public void SetNumber(string printed)
    {
        Number = printed.Trim();
        NumberKey = DocumentNumber.Key(printed);
        Prefix = DocumentNumber.Read(printed)?.Prefix;
    }

    /// <summary>作废. Refused: <c>document.void-already</c>, <c>document.reason-required</c>.</summary>
    public Refusal? Void(string? why, long? personId, DateTimeOffset at)
    {
        if (IsVoid) return new Refusal("document.void-already", Number ?? Title);
        if (string.IsNullOrWhiteSpace(why)) return new Refusal("document.reason-required");
        (VoidedAt, VoidedById, VoidedWhy) = (at, personId, why.Trim());
        return null;
    }

    internal void Release(DateTimeOffset at) => ReleasedAt ??= at;

    internal void Remind() => Reminders++;

    private sealed class Mapping : IEntityTypeConfiguration<Document>
    {
        public void Configure(EntityTypeBuilder<Document> document)
        {
            document.Property(d => d.Id).ValueGeneratedNever();
            document.Ignore(d => d.IsVoid);
            document.HasIndex(d => d.NumberKey).IsUnique();
            document.HasIndex(d => d.CaseId).IsUnique();
            document.HasIndex(d => new { d.IssuerId, d.IssuedOn });
            document.Property(d => d.Prefix).HasMaxLength(20);
            document.HasIndex(d => d.Prefix);
            document.Property(d => d.MainRecipients).AsJson();
            document.Property(d => d.CopyUp).AsJson();
            document.Property(d => d.CopyTo).AsJson();
            document.Property(d => d.ReleaseChannels).AsJson();
            document.HasOne(d => d.Issuer).WithMany().HasForeignKey(d => d.IssuerId).OnDelete(DeleteBehavior.Restrict);
            document.HasOne(d => d.Case).WithMany().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Restrict);
            document.HasOne<Document>().WithMany().HasForeignKey(d => d.UpstreamId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
