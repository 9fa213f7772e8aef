using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Inbox.Panels;

/// <summary>What one expert gave a case.</summary>
/// <param name="Total">Empty with a declared conflict.</param>
public sealed record GivenScore(string Expert, decimal? Total, string? Opinion);

/// <summary>A case with the points its experts gave.</summary>
/// <param name="Unit">As its list names it.</param>
public sealed record ScoredCase(long Id, string Number, string Unit, IReadOnlyList<GivenScore> Given)
{
    /// <summary>Mean of those who declared no conflict.</summary>
    public decimal? Mean => Counting.Count == 0 ? null : Math.Round(Counting.Average(), 2, MidpointRounding.AwayFromZero);

    /// <summary>From the fewest to the most points.</summary>
    public decimal? Spread => Counting.Count == 0 ? null : Counting.Max() - Counting.Min();

    private List<decimal> Counting => [.. Given.Select(g => g.Total).OfType<decimal>()];
}

/// <summary>Reads the points of cases for whoever decides on them.</summary>
public sealed class ReadScores(ApprovalsDb db)
{
    public async Task<IReadOnlyList<ScoredCase>> Run(IReadOnlyCollection<long> caseIds, CancellationToken cancellation = default)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).Select(c => new { c.Id, c.Number, Unit = c.Applicant!.FullName }).ToListAsync(cancellation);
        var entries = await db.ListEntries.AsNoTracking().Where(e => caseIds.Contains(e.CaseId)).OrderBy(e => e.ListId).Select(e => new { e.CaseId, e.Unit }).ToListAsync(cancellation);
        var asListed = entries.GroupBy(e => e.CaseId).ToDictionary(e => e.Key, e => e.Last().Unit);
        var sheets = await db.ScoreSheets.AsNoTracking().Where(s => caseIds.Contains(s.CaseId)).OrderBy(s => s.At).ToListAsync(cancellation);
        var experts = sheets.Select(s => s.ExpertId).Distinct().ToList();
        var names = await db.People.Where(p => experts.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        return
        [
            .. cases.Select(c => new ScoredCase(c.Id, c.Number, asListed.GetValueOrDefault(c.Id, c.Unit),
                [.. sheets.Where(s => s.CaseId == c.Id).Select(s => new GivenScore(names.GetValueOrDefault(s.ExpertId) ?? "", s.ConflictDeclared ? null : s.Total, s.Opinion))])),
        ];
    }
}
