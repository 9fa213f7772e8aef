using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>已办: a work item that was decided, or withdrawn because its chain went another way. Append-only.</summary>
public sealed class FinishedWorkItem : IAudited
{
    /// <summary>The id it had while it was open.</summary>
    public long Id { get; init; }
    public required string Kind { get; init; }
    public long? CaseId { get; init; }
    public long CallId { get; init; }
    public required string ChainId { get; init; }
    public int? DefinitionVersion { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityId { get; init; }

    /// <summary>The bookmark that its decision resumed.</summary>
    public string? BookmarkId { get; init; }
    public long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public long? SeatId { get; init; }
    public string? Block { get; init; }
    public required Label Title { get; init; }
    public JsonObject Request { get; init; } = [];
    public int Priority { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string? CaseNumber { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>What its holder could do with it beside deciding it.</summary>
    public WorkItemActions Allows { get; init; }

    /// <summary>The work item from which this one was asked, for what, and by whom.</summary>
    public long? ParentId { get; init; }
    public CompanionKind? Companion { get; init; }
    public long? AskedById { get; init; }

    /// <summary>Name of the outcome; empty when it was withdrawn.</summary>
    public string? Outcome { get; init; }
    public string? Comment { get; init; }
    public JsonObject? Data { get; init; }
    public long? DecidedById { get; init; }
    public Person? DecidedBy { get; init; }

    /// <summary>The person for whom a substitute decided.</summary>
    public long? OnBehalfOfId { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? Withdrawn { get; init; }
    public DateTimeOffset FinishedAt { get; init; }

    string IAudited.Subject => Subject.Of(CaseId, CallId);

    private sealed class Mapping : IEntityTypeConfiguration<FinishedWorkItem>
    {
        public void Configure(EntityTypeBuilder<FinishedWorkItem> item)
        {
            item.Property(i => i.Id).ValueGeneratedNever();
            item.Property(i => i.Kind).HasMaxLength(80);
            item.ComplexProperty(i => i.Title);
            item.Property(i => i.Request).AsJson();
            item.Property(i => i.Data).AsJson();
            item.HasIndex(i => new { i.DecidedById, i.FinishedAt, i.Id }).IsDescending(false, true, true);
            item.HasIndex(i => i.FinishedAt);
            item.HasIndex(i => i.CaseId);
            item.HasIndex(i => i.CallId);
            item.Property(i => i.Allows).HasConversion<int>();
            item.HasIndex(i => i.ParentId);
            item.HasOne(i => i.Organisation).WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(i => i.DecidedBy).WithMany().HasForeignKey(i => i.DecidedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
