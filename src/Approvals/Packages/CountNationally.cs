using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Lists;

namespace Workflows.Approvals.Packages;

/// <summary>How many items of a kind have passed in the whole country, against the number aimed at.</summary>
/// <param name="Kind">Kind of the items' calls, e.g. <c>brandCentre</c>.</param>
/// <param name="Target">左右: a counter, never a limit (R37); empty: none is named.</param>
public sealed record NationalCount(string Kind, string Title, int Count, int? Target);

/// <summary>Counts what has passed under a national call, over all provinces. It counts and limits nothing (R37).</summary>
public sealed class CountNationally(ApprovalsDb db, AuditTrail audit)
{
    public async Task<IReadOnlyList<NationalCount>> Read(long nationalCallId, CancellationToken cancellation = default)
    {
        var calls = await db.Calls.AsNoTracking().Where(c => (c.ParentId == nationalCallId || c.Id == nationalCallId) && c.IsOrdered).OrderBy(c => c.Id).ToListAsync(cancellation);
        var kinds = calls.ToDictionary(c => c.Id, c => c.Kind);

        // A list that is decided in this very unit stands in memory as it is, and in the database as it was.
        var (here, ids) = (db.Lists.Local.ToList(), db.Lists.Local.Select(l => l.Id).ToList());
        var passed = await db.ListEntries.AsNoTracking()
            .Where(e => e.IsListed && e.Case!.NationalCallId == nationalCallId && !ids.Contains(e.ListId) && db.Lists.Any(l => l.Id == e.ListId && l.Status != ListStatus.Draft))
            .GroupBy(e => e.Case!.Call!.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var decided = here.Where(l => l.Status != ListStatus.Draft).SelectMany(l => l.Entries).Where(e => e.IsListed && e.Case?.NationalCallId == nationalCallId)
            .Select(e => kinds.GetValueOrDefault(e.Case!.CallId)).OfType<string>().CountBy(kind => kind).ToDictionary();
        return [.. calls.GroupBy(c => c.Kind).Select(g => new NationalCount(
            g.Key, g.First().Title, passed.GetValueOrDefault(g.Key) + decided.GetValueOrDefault(g.Key), g.Select(c => c.TargetCount).FirstOrDefault(t => t is not null)))];
    }

    /// <summary>Counts, and writes the count into the trail of a case or call.</summary>
    public async Task<IReadOnlyList<NationalCount>> Run(Call national, string subject, CancellationToken cancellation = default)
    {
        var counts = await Read(national.Id, cancellation);
        await audit.Write(subject, "table.national", new AuditDetail { Clause = "R37", After = string.Join("；", counts.Select(InWords)) }, cancellation);
        return counts;
    }

    private static string InWords(NationalCount count) => count.Target is { } target
        ? string.Create(CultureInfo.InvariantCulture, $"{count.Title} {count.Count}/≈{target}")
        : string.Create(CultureInfo.InvariantCulture, $"{count.Title} {count.Count}");
}
