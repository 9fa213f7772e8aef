using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Documents;

/// <summary>What a main recipient does with a document.</summary>
public enum ReceiptAction { Acknowledge, AcknowledgeAndForward, NotForUs }

/// <summary>回执 (F-08): one main recipient of a document, and whether and when it signed for it.</summary>
public sealed class DocumentReceipt : IAudited
{
    public long Id { get; init; }
    public long DocumentId { get; init; }
    public Document? Document { get; init; }
    public long RecipientId { get; init; }
    public Organisation? Recipient { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Last instant at which it is in time.</summary>
    public DateTimeOffset DueAt { get; init; }
    public ReceiptAction? Action { get; private set; }
    public DateTimeOffset? ReceivedAt { get; private set; }
    public long? ReceivedById { get; private set; }
    public Person? ReceivedBy { get; init; }
    public string? Remark { get; private set; }

    /// <summary>The case in which the recipient forwards it.</summary>
    public long? ForwardCaseId { get; set; }

    public bool IsLate => ReceivedAt > DueAt;

    string IAudited.Subject => Subject.Document(DocumentId);

    /// <summary>Refused: <c>receipt.already-there</c>; <c>receipt.reason-required</c> for a document that is not for the recipient.</summary>
    internal Refusal? Sign(ReceiptAction action, string? remark, long? personId, DateTimeOffset at)
    {
        if (ReceivedAt is not null) return new Refusal("receipt.already-there");
        if (action == ReceiptAction.NotForUs && string.IsNullOrWhiteSpace(remark)) return new Refusal("receipt.reason-required");
        (Action, ReceivedAt, ReceivedById, Remark) = (action, at, personId, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim());
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<DocumentReceipt>
    {
        public void Configure(EntityTypeBuilder<DocumentReceipt> receipt)
        {
            receipt.Property(r => r.Id).ValueGeneratedNever();
            receipt.Ignore(r => r.IsLate);
            receipt.HasIndex(r => new { r.DocumentId, r.RecipientId }).IsUnique();
            receipt.HasIndex(r => r.RecipientId);
            receipt.HasOne(r => r.Document).WithMany(d => d.Receipts).HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Restrict);
            receipt.HasOne(r => r.Recipient).WithMany().HasForeignKey(r => r.RecipientId).OnDelete(DeleteBehavior.Restrict);
            receipt.HasOne(r => r.ReceivedBy).WithMany().HasForeignKey(r => r.ReceivedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
