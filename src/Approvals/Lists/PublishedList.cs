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
    /// <summary>Longest explanation of a correction, in characters.</summary>
    public const int ChangeNoteLength = 400;

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

    /// <summary>1 for the list as it was first published; a correction or a withdrawal is one more.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The edition that this one takes the place of; it stays, and is shown.</summary>
    public long? ReplacesId { get; init; }

    /// <summary>更正或撤回说明: why this edition took the place of the one before.</summary>
    public string? ChangeNote { get; init; }

    /// <summary>Since when the list is taken back as a whole.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>公示: from when the decided list is open to objections; empty where the call asks for none.</summary>
    public DateTimeOffset? NoticeFrom { get; private set; }

    /// <summary>End of the last working day of the public notice.</summary>
    public DateTimeOffset? NoticeUntil { get; private set; }

    /// <summary>When the notice ended: without an objection that stands, or because one was upheld.</summary>
    public DateTimeOffset? NoticeEndedAt { get; private set; }
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
            list.HasIndex(l => l.NoticeUntil);
            list.Property(l => l.Edition).HasDefaultValue(1).ValueGeneratedNever();
            list.Property(l => l.ChangeNote).HasMaxLength(ChangeNoteLength);
            list.HasIndex(l => l.ReplacesId).IsUnique();
            list.HasOne<PublishedList>().WithMany().HasForeignKey(l => l.ReplacesId).OnDelete(DeleteBehavior.Restrict);
            list.HasOne<Organisation>().WithMany().HasForeignKey(l => l.PublisherId).OnDelete(DeleteBehavior.Restrict);
            list.HasOne(l => l.Call).WithMany().HasForeignKey(l => l.CallId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
