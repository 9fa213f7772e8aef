using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>专家评定表 (F-24): what one expert gave one case. A declared conflict counts for nothing.</summary>
public sealed class ScoreSheet : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public long ExpertId { get; init; }

    /// <summary>Points by criterion key.</summary>
    public Dictionary<string, decimal> Scores { get; init; } = [];
    public string? Opinion { get; init; }
    public bool ConflictDeclared { get; init; }
    public DateTimeOffset At { get; init; }

    public decimal Total => ConflictDeclared ? 0 : Scores.Values.Sum();

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<ScoreSheet>
    {
        public void Configure(EntityTypeBuilder<ScoreSheet> sheet)
        {
            sheet.Property(s => s.Id).ValueGeneratedNever();
            sheet.Property(s => s.Scores).AsJson();
            sheet.Ignore(s => s.Total);
            sheet.HasIndex(s => new { s.CaseId, s.ExpertId }).IsUnique();
            sheet.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
