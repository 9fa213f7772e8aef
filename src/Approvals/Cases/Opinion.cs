using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>What an opinion says. NotApplicable prints 不适用: the level was skipped (R27).</summary>
public enum OpinionDecision { Approve, Return, Reject, NotApplicable }

/// <summary>意见: the text in a block of the form, on one revision of it.</summary>
public sealed class Opinion : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }

    /// <summary>Key of the block on the form, e.g. <c>superiorOpinion</c>.</summary>
    public required string Block { get; init; }
    public OpinionDecision Decision { get; init; }

    /// <summary>The opinion; for a skipped level the reason.</summary>
    public required string Text { get; init; }

    /// <summary>Empty for a skipped level.</summary>
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public long? SeatId { get; init; }
    public long? PersonId { get; init; }
    public Person? Person { get; init; }

    /// <summary>The person for whom a substitute wrote it.</summary>
    public long? OnBehalfOfId { get; init; }
    public DateTimeOffset At { get; init; }
    public int FormRevision { get; init; }

    /// <summary>意见附件.</summary>
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidedWhy { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    string IAudited.Subject => Subject.Case(CaseId);

    internal void Void(DateTimeOffset at, string why) => (VoidedAt, VoidedWhy) = (at, why);

    private sealed class Mapping : IEntityTypeConfiguration<Opinion>
    {
        public void Configure(EntityTypeBuilder<Opinion> opinion)
        {
            opinion.Property(o => o.Id).ValueGeneratedNever();
            opinion.Property(o => o.Enclosures).AsJson();
            opinion.HasIndex(o => new { o.CaseId, o.Block }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            opinion.HasOne<Case>().WithMany(c => c.Opinions).HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
            opinion.HasOne(o => o.Organisation).WithMany().HasForeignKey(o => o.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            opinion.HasOne(o => o.Person).WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
