using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>抄报, 抄送, 催办 (a call reminds a unit that has not answered it), and 传阅: one person puts a case before another.</summary>
public enum CopyKind { Up, To, Reminder, Circulated }

/// <summary>抄报 (up), 抄送 (to) or 催办 (reminder): something to read. No task, no answer, and silence never blocks (R4, R5).</summary>
public sealed class CopyItem : IAudited
{
    public long Id { get; init; }
    public CopyKind Kind { get; init; }
    public long? CaseId { get; init; }
    public long? CallId { get; init; }
    public long? DocumentId { get; init; }
    public long RecipientId { get; init; }

    /// <summary>传阅: the one person of the recipient who is to read it; empty: anybody there.</summary>
    public long? PersonId { get; init; }

    /// <summary>Who sent it, and what was said with it; empty for what a chain sends.</summary>
    public long? SentById { get; init; }
    public string? Note { get; init; }
    public required string Title { get; init; }
    public DateTimeOffset SentAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
    public long? ReadById { get; set; }

    string IAudited.Subject => DocumentId is { } document && CaseId is null && CallId is null ? Subject.Document(document) : Subject.Of(CaseId, CallId);

    private sealed class Mapping : IEntityTypeConfiguration<CopyItem>
    {
        public void Configure(EntityTypeBuilder<CopyItem> copy)
        {
            copy.Property(c => c.Id).ValueGeneratedNever();
            copy.HasIndex(c => new { c.RecipientId, c.SentAt });
            copy.HasIndex(c => c.CaseId);
            copy.HasOne<Organisations.Organisation>().WithMany().HasForeignKey(c => c.RecipientId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
