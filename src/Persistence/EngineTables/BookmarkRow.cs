using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Persistence.EngineTables;

/// <summary>A bookmark, to be found by hash.</summary>
internal sealed class BookmarkRow
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public required string Hash { get; init; }
    public required string WorkflowInstanceId { get; init; }
    public string? ActivityTypeName { get; init; }
    public string? ActivityInstanceId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Payload { get; init; }
    public string? Metadata { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<BookmarkRow>
    {
        public void Configure(EntityTypeBuilder<BookmarkRow> row)
        {
            row.ToTable("Bookmarks");
            row.Property(r => r.Id).HasMaxLength(64);
            row.HasIndex(r => r.Hash);
            row.HasIndex(r => r.WorkflowInstanceId);
        }
    }
}
