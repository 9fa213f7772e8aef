using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Statistics;

namespace Workflows.Host.Parts;

/// <summary>The row of a province with what it is made from.</summary>
/// <param name="KeptAt">When it was rolled up; empty: as it would be now.</param>
public sealed record RollUpView(
    long CaseId, JsonObject Row, IReadOnlyList<StatisticsSource> Sources, IReadOnlyList<StatisticsFinding> Findings, DateTimeOffset? KeptAt, int Rounds);

/// <summary>Reads the statistics of a province: while they are worked on as they would be now, afterwards as they were rolled up.</summary>
public sealed class ReadRollUp(ApprovalsDb db, MaySeeCase maySee, RollUp rollUp)
{
    /// <returns>Null when there is no such case for the caller.</returns>
    public async Task<RollUpView?> Run(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || await db.LoadCase(caseId, cancellation) is not { } item) return null;
        var rounds = await db.RollUps.CountAsync(r => r.CaseId == caseId, cancellation);
        var isOpen = await db.WorkItems.AnyAsync(w => w.CaseId == caseId && w.Kind == "RollUpStatistics", cancellation);
        if (!isOpen && await db.RollUpOf(caseId, cancellation) is { } kept)
            return new RollUpView(caseId, kept.Row, kept.Sources, kept.Findings, kept.At, rounds);
        var (row, sources) = await rollUp.Preview(item, cancellation);
        return new RollUpView(caseId, row.Values, sources, row.Findings, null, rounds);
    }
}
