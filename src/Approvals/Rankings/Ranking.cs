using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Rankings;

/// <summary>
/// 推荐顺序: the order in which a province recommends what it has shortlisted, one board per call. Each kind of item has an order of its own,
/// 1 … n; what has no place stands in the waiting list. Every move is kept with its author and reason.
/// </summary>
public sealed partial class Ranking : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The call on whose board it is, e.g. the province's part of the national call.</summary>
    public long CallId { get; init; }
    public Call? Call { get; init; }
    public List<RankingEntry> Entries { get; } = [];
    public List<RankingMove> Moves { get; } = [];
    public List<RankingRecusal> Recusals { get; } = [];

    /// <summary>Why a soft quota ("原则上") is gone over; empty: it is kept (R34).</summary>
    public string? OverQuota { get; private set; }

    /// <summary>When the order was decided; from then on it is no draft.</summary>
    public DateTimeOffset? RankedAt { get; private set; }

    /// <summary>When it became final and the cases were told; it cannot change any more.</summary>
    public DateTimeOffset? FinalAt { get; private set; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<Ranking>
    {
        public void Configure(EntityTypeBuilder<Ranking> ranking)
        {
            ranking.Property(r => r.Id).ValueGeneratedNever();
            ranking.Ignore(r => r.Selected);
            ranking.HasIndex(r => r.CallId).IsUnique();
            ranking.HasOne(r => r.Call).WithMany().HasForeignKey(r => r.CallId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A shortlisted case on the board.</summary>
public sealed class RankingEntry : IAudited
{
    public long RankingId { get; init; }

    /// <summary>The call of the board.</summary>
    public long CallId { get; init; }
    public long CaseId { get; init; }
    public Case? Case { get; init; }

    /// <summary>The order it belongs to: the kind of its own call, e.g. <c>brandCentre</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What stands in the order: the centre's full name, or the course's.</summary>
    public required string Name { get; set; }

    /// <summary>Name of the unit that applied.</summary>
    public required string Unit { get; set; }

    /// <summary>1 … n within its kind; empty: waiting list.</summary>
    public int? Rank { get; internal set; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<RankingEntry>
    {
        public void Configure(EntityTypeBuilder<RankingEntry> entry)
        {
            entry.HasKey(e => new { e.RankingId, e.CaseId });
            entry.Property(e => e.Kind).HasMaxLength(80);
            entry.HasIndex(e => e.CaseId);
            entry.HasOne<Ranking>().WithMany(r => r.Entries).HasForeignKey(e => e.RankingId).OnDelete(DeleteBehavior.Cascade);
            entry.HasOne(e => e.Case).WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One move on the board: who, when, from where to where, and why.</summary>
public sealed class RankingMove : IAudited
{
    public long Id { get; init; }
    public long RankingId { get; init; }
    public long CallId { get; init; }
    public long CaseId { get; init; }

    /// <summary>Place before; empty: the waiting list.</summary>
    public int? From { get; init; }

    /// <summary>Place after; empty: the waiting list.</summary>
    public int? To { get; init; }
    public required string Reason { get; init; }
    public long PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<RankingMove>
    {
        public void Configure(EntityTypeBuilder<RankingMove> move)
        {
            move.Property(m => m.Id).ValueGeneratedNever();
            move.HasOne<Ranking>().WithMany(r => r.Moves).HasForeignKey(m => m.RankingId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
