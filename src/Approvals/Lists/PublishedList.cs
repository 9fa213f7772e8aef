using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Lists;

public enum ListStatus { Draft, Decided, Filed, Published }

/// <summary>名单. Its order is a rule: decide → file → publish (R30). Filed means 备案, which is no approval (R31).</summary>
public sealed partial class PublishedList : IAudited, IVersioned
{
    public long Id { get; init; }
    public long CallId { get; init; }
    public Call? Call { get; init; }

    /// <summary>Key such as <c>pilotSite</c>, <c>award</c>, <c>exit</c>.</summary>
    public required string Kind { get; init; }
    public required string Title { get; set; }

    /// <summary>Who publishes it; empty: whom its call names.</summary>
    public long? PublisherId { get; init; }

    /// <summary>A filing body is named, so the list must be filed before it is published.</summary>
    public bool RequiresFiling { get; init; }
    public ListStatus Status { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public DateTimeOffset? FiledAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public List<string> Channels { get; private set; } = [];
    public List<ListEntry> Entries { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<PublishedList>
    {
        public void Configure(EntityTypeBuilder<PublishedList> list)
        {
            list.Property(l => l.Id).ValueGeneratedNever();
            list.Property(l => l.Channels).AsJson();
            list.HasIndex(l => l.CallId);
            list.HasIndex(l => l.PublishedAt);
            list.HasOne<Organisation>().WithMany().HasForeignKey(l => l.PublisherId).OnDelete(DeleteBehavior.Restrict);
            list.HasOne(l => l.Call).WithMany().HasForeignKey(l => l.CallId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
