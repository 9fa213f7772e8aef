using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Statistics;

/// <summary>One roll-up of helper forms into the row of a province, with the figures it was made from. The next one is another; this one stays as it is.</summary>
public sealed class StatisticsRollUp : IAudited
{
    public long Id { get; init; }

    /// <summary>The case of the province's statistics.</summary>
    public long CaseId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who rolled up.</summary>
    public long? PersonId { get; init; }

    /// <summary>The row of 附件5.</summary>
    public required JsonObject Row { get; init; }

    /// <summary>Where the row comes from, unit by unit.</summary>
    public List<StatisticsSource> Sources { get; init; } = [];

    /// <summary>What does not fit; empty: the row stands.</summary>
    public List<StatisticsFinding> Findings { get; init; } = [];

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<StatisticsRollUp>
    {
        public void Configure(EntityTypeBuilder<StatisticsRollUp> rollUp)
        {
            rollUp.Property(r => r.Id).ValueGeneratedNever();
            rollUp.Property(r => r.Row).AsJson();
            rollUp.Property(r => r.Sources).AsJson();
            rollUp.Property(r => r.Findings).AsJson();
            rollUp.HasIndex(r => r.CaseId);
            rollUp.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The figures of one unit, as submitted.</summary>
/// <param name="CaseId">The unit's case.</param>
/// <param name="FormKey"><c>county-statistics</c> or <c>city-statistics</c>.</param>
/// <param name="Revision">Revision of the form; 0: nothing is submitted yet.</param>
/// <param name="ContentHash">Hash of that revision.</param>
/// <param name="IsAccepted">Whoever checks it has accepted it.</param>
public sealed record StatisticsSource(
    long CaseId, string Number, long UnitId, string Unit, string FormKey, int Revision, string ContentHash, bool IsAccepted, Dictionary<string, decimal> Values);

/// <summary>What does not fit.</summary>
/// <param name="Code"><c>missing</c>, <c>part-above-whole</c> (R55), <c>above-master-data</c>.</param>
/// <param name="UnitId">The unit whose figures it is about; 0: the province's row.</param>
/// <param name="Actual">The figure found.</param>
/// <param name="Limit">What it may not be above.</param>
public sealed record StatisticsFinding(string Code, long UnitId, string Unit, Label Sentence, string? Column = null, decimal? Actual = null, decimal? Limit = null);
