using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Rankings;

/// <summary>回避: somebody who ranks has declared to take no part in the place of a case. It stands until the order is final.</summary>
public sealed class RankingRecusal : IAudited
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLength = 300;

    public long RankingId { get; init; }
    public long CallId { get; init; }
    public long CaseId { get; init; }
    public long PersonId { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<RankingRecusal>
    {
        public void Configure(EntityTypeBuilder<RankingRecusal> recusal)
        {
            recusal.ToTable("RankingRecusals");
            recusal.HasKey(r => new { r.RankingId, r.CaseId, r.PersonId });
            recusal.Property(r => r.Reason).HasMaxLength(ReasonLength);
            recusal.HasOne<Ranking>().WithMany(r => r.Recusals).HasForeignKey(r => r.RankingId).OnDelete(DeleteBehavior.Cascade);
            recusal.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
            recusal.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
