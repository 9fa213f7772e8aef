using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Rankings;

/// <summary>Draws up the board of a call, or brings it up to date: what is shortlisted now is on it, what no longer is has left it.</summary>
public sealed class DraftRanking(ApprovalsDb db, AuditTrail audit, IdSource ids)
{
    public async Task<Ranking> Run(Call call, CancellationToken cancellation = default)
    {
        var ranking = await db.RankingOf(call.Id, cancellation);
        if (ranking is { FinalAt: not null }) return ranking;
        var isChanged = ranking is null;
        if (ranking is null)
        {
            ranking = new Ranking { Id = ids.Next(), CallId = call.Id };
            db.Add(ranking);
        }

        var shortlisted = await db.ShortlistOf(call, cancellation);
        var (listed, placed) = (shortlisted.Select(c => c.Id).ToHashSet(), ranking.Entries.Select(e => e.CaseId).ToHashSet());
        foreach (var gone in ranking.Entries.Where(e => !listed.Contains(e.CaseId)).ToList())
        {
            isChanged = true;
            ranking.Remove(gone);
            db.Remove(gone);
        }

        foreach (var item in shortlisted.Where(c => !placed.Contains(c.Id)))
        {
            isChanged = true;
            var unit = item.Applicant!.FullName;
            var entry = new RankingEntry { RankingId = ranking.Id, CallId = call.Id, CaseId = item.Id, Kind = item.Call!.Kind, Name = NameOf(item, unit), Unit = unit };
            ranking.Add(entry);
            db.Add(entry);
        }

        if (isChanged)
            await audit.Write(Subject.Call(call.Id), "ranking.drafted", new AuditDetail { After = string.Join("、", ranking.Entries.Select(e => e.Name)) }, cancellation);
        return ranking;
    }

    private static string NameOf(Case item, string unit) => item.Call!.NameOfItem(item.Forms.MaxBy(f => (f.At, f.Revision))?.Content) ?? unit;
}

/// <summary>The board of a call.</summary>
public static class ReadingRankings
{
    /// <summary>The board with its entries, moves and recusals; null before it is drawn up.</summary>
    public static async Task<Ranking?> RankingOf(this ApprovalsDb db, long callId, CancellationToken cancellation = default) =>
        db.Rankings.Local.FirstOrDefault(r => r.CallId == callId)
        ?? await db.Rankings.Include(r => r.Entries).Include(r => r.Moves).Include(r => r.Recusals).AsSplitQuery().FirstOrDefaultAsync(r => r.CallId == callId, cancellation);

    /// <summary>
    /// What the call may recommend: shortlisted cases of the call itself, and of the other calls under the same national call for the same area.
    /// </summary>
    public static async Task<IReadOnlyList<Case>> ShortlistOf(this ApprovalsDb db, Call call, CancellationToken cancellation = default)
    {
        var national = call.NationalId;
        return await db.Cases
            .Include(c => c.Call).Include(c => c.Applicant).Include(c => c.Forms).AsSplitQuery()
            .Where(c => c.NationalCallId == national && (c.CallId == call.Id || c.Call!.ScopeAreaCode == call.ScopeAreaCode) && c.Status == CaseStatus.Shortlisted)
            .OrderBy(c => c.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>The quotas of the kinds that the board orders, each from the call of its items.</summary>
    public static async Task<IReadOnlyDictionary<string, Quota>> QuotasOf(this ApprovalsDb db, Call call, CancellationToken cancellation = default)
    {
        var national = call.NationalId;
        var calls = await db.Calls.Where(c => (c.ParentId == national || c.Id == call.Id) && c.ScopeAreaCode == call.ScopeAreaCode).OrderBy(c => c.Id).ToListAsync(cancellation);
        return calls.Where(c => c.Quota is not null).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => g.First().Quota!);
    }

    /// <summary>The kinds in the order in which their calls name it (parameter <c>rankingPlace</c>), e.g. cases before courses.</summary>
    public static async Task<IReadOnlyList<string>> KindsOf(this ApprovalsDb db, Call call, CancellationToken cancellation = default)
    {
        var national = call.NationalId;
        var calls = await db.Calls.Where(c => (c.ParentId == national || c.Id == call.Id) && c.ScopeAreaCode == call.ScopeAreaCode && c.IsOrdered).OrderBy(c => c.Id).ToListAsync(cancellation);
        return [.. calls.OrderBy(c => int.TryParse(c.Parameters["rankingPlace"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue).Select(c => c.Kind).Distinct()];
    }
}
