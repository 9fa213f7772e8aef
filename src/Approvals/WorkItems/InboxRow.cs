using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>
/// One line of an inbox: one row per open work item and principal, written with the work item in one transaction.
/// A principal is a seat's id or, once claimed or assigned, a person's id; ids are unique across both.
/// </summary>
public sealed class InboxRow
{
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset? dueAt;

    public long Principal { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public long WorkItemId { get; init; }
    public required string Kind { get; init; }
    public long? CaseId { get; init; }
    public long CallId { get; init; }
    public required string ChainId { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? DueAt
    {
        get => dueAt;
        init => (dueAt, Deadline) = (value, value ?? Never);
    }

    /// <summary>The order by due date: <see cref="DueAt"/>, or far away where it is never due.</summary>
    public DateTimeOffset Deadline { get; private init; } = Never;
    public string? CaseNumber { get; init; }
    public required Label Title { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>The organisation of that name, and its level.</summary>
    public long UnitId { get; init; }
    public AdminLevel UnitLevel { get; init; }

    /// <summary>The last reminder.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>Whose answer it waits for before it can be decided.</summary>
    public CompanionKind? Waits { get; init; }

    /// <summary>It may be approved together with others; the chain says so.</summary>
    public bool IsBatchable { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<InboxRow>
    {
        public void Configure(EntityTypeBuilder<InboxRow> row)
        {
            row.ToTable("Inbox");
            row.HasKey(r => new { r.Principal, r.CreatedAt, r.WorkItemId });
            row.Property(r => r.Kind).HasMaxLength(80);
            row.ComplexProperty(r => r.Title);
            row.HasIndex(r => new { r.Principal, r.CallId, r.CreatedAt, r.WorkItemId });
            row.HasIndex(r => new { r.Principal, r.Deadline, r.WorkItemId });
            row.HasIndex(r => new { r.WorkItemId, r.Principal }).IsUnique();
        }
    }
}
