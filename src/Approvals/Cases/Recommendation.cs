using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>
/// 推荐情况 (F-23): the collector recommends a case or not. A record of its own; the form has no block for it.
/// </summary>
public sealed class Recommendation : IAudited
{
    public long Id { get; init; }
    public long CallId { get; init; }
    public long CaseId { get; init; }
    public long CollectorId { get; init; }
    public bool IsRecommended { get; init; }
    public string? Reason { get; init; }
    public int? Rank { get; init; }
    public long PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>When the batch with this case went up and the copies went out (R16).</summary>
    public DateTimeOffset? SentAt { get; set; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<Recommendation>
    {
        public void Configure(EntityTypeBuilder<Recommendation> recommendation)
        {
            recommendation.Property(r => r.Id).ValueGeneratedNever();
            recommendation.HasIndex(r => r.CallId);
            recommendation.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
