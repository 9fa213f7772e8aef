using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

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

    public static BookmarkRow Of(StoredBookmark bookmark) => new()
    {
        Id = bookmark.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        WorkflowInstanceId = bookmark.WorkflowInstanceId,
        ActivityTypeName = bookmark.ActivityTypeName,
        ActivityInstanceId = bookmark.ActivityInstanceId,
        CorrelationId = bookmark.CorrelationId,
        Payload = bookmark.Payload is null ? null : EngineJson.Serialize(bookmark.Payload),
        Metadata = bookmark.Metadata is null ? null : EngineJson.Serialize(bookmark.Metadata),
        CreatedAt = bookmark.CreatedAt,
    };

    public StoredBookmark ToBookmark() => new()
    {
        Id = Id,
        Name = Name,
        Hash = Hash,
        WorkflowInstanceId = WorkflowInstanceId,
        ActivityTypeName = ActivityTypeName,
        ActivityInstanceId = ActivityInstanceId,
        CorrelationId = CorrelationId,
        Payload = Payload is null ? null : EngineJson.Deserialize<object>(Payload),
        Metadata = Metadata is null ? null : EngineJson.Deserialize<Dictionary<string, string>>(Metadata),
        CreatedAt = CreatedAt,
    };

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
