using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.WorkItems;

/// <summary>
/// One line of an inbox: one row per open work item and principal, written with the work item in one transaction.
/// A principal is a seat's id or, once claimed or assigned, a person's id; ids are unique across both.
/// </summary>
public sealed class InboxRow
{
    public long Principal { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public long WorkItemId { get; init; }
    public required string Kind { get; init; }
    public long? CaseId { get; init; }
    public long CallId { get; init; }
    public required string ChainId { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? CaseNumber { get; init; }
    public required Label Title { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>The last reminder.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>Whose answer it waits for before it can be decided.</summary>
    public CompanionKind? Waits { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<InboxRow>
    {
        public void Configure(EntityTypeBuilder<InboxRow> row)
        {
            row.ToTable("Inbox");
            row.HasKey(r => new { r.Principal, r.CreatedAt, r.WorkItemId });
            row.Property(r => r.Kind).HasMaxLength(80);
            row.ComplexProperty(r => r.Title);
            row.HasIndex(r => new { r.Principal, r.CallId, r.CreatedAt, r.WorkItemId });
            row.HasIndex(r => new { r.WorkItemId, r.Principal }).IsUnique();
        }
    }
}
