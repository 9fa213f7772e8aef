using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Rankings;

namespace Workflows.Host.Parts;

/// <summary>A case on the board.</summary>
/// <param name="Rank">Its place; empty: waiting.</param>
/// <param name="IsRecused">回避: the reader takes no part in its place, because it is of the own unit or a conflict was declared.</param>
public sealed record RankedCase(long CaseId, string Number, string Name, string Unit, int? Rank, bool IsRecused = false);

/// <summary>One order of the board.</summary>
/// <param name="Quota">At most so many; empty: no limit.</param>
/// <param name="IsSoft">原则上: may be gone over with a reason.</param>
/// <param name="Left">How many places are left; below zero: over the quota.</param>
public sealed record RankedKind(string Kind, string Title, int? Quota, bool IsSoft, int? Left, IReadOnlyList<RankedCase> Ranked, IReadOnlyList<RankedCase> Waiting);

/// <summary>A move on the board.</summary>
public sealed record RankedMove(DateTimeOffset At, string Person, string Name, int? From, int? To, string Reason);

/// <summary>A declared conflict of interest over a case.</summary>
public sealed record RankedRecusal(DateTimeOffset At, string Person, string Name, string Reason);

/// <summary>The board of a call: every order, what waits, every move with author and reason, and who takes no part in what.</summary>
/// <param name="IsFinal">The cases have been told; nothing moves any more.</param>
/// <param name="OverQuota">Why a quota is gone over.</param>
public sealed record RankingBoard(long CallId, string CallCode, bool IsFinal, string? OverQuota, IReadOnlyList<RankedKind> Kinds, IReadOnlyList<RankedMove> Moves, IReadOnlyList<RankedRecusal> Recusals);

/// <summary>Reads the board of a call for those who rank, for whoever decides on it once it is decided, and for auditors.</summary>
public sealed class ReadRanking(ApprovalsDb db, TimeProvider clock)
{
    /// <returns>Null when there is no such board for the caller.</returns>
    public async Task<RankingBoard?> Run(Caller caller, long callId, CancellationToken cancellation = default)
    {
        if (await db.Calls.AsNoTracking().Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == callId, cancellation) is not { } call) return null;
        var ranking = await db.Rankings.AsNoTracking().Include(r => r.Entries).ThenInclude(e => e.Case).Include(r => r.Moves).Include(r => r.Recusals).AsSplitQuery().FirstOrDefaultAsync(r => r.CallId == callId, cancellation);
        if (!await MaySee(caller, call, ranking, cancellation)) return null;

        var quotas = await db.QuotasOf(call, cancellation);
        var titles = await TitlesOf(call, cancellation);
        var recused = ranking is null ? new HashSet<long>() : await db.RecusedCases(ranking, caller.PersonId, clock.GetUtcNow(), cancellation);
        var lines = (await Lines(call, ranking, cancellation)).ConvertAll(l => (l.Kind, Case: l.Case with { IsRecused = recused.Contains(l.Case.CaseId) }));
        var kinds = (await db.KindsOf(call, cancellation)).Union(lines.Select(l => l.Kind)).ToList();
        return new RankingBoard(
            call.Id, call.Code, ranking?.FinalAt is not null, ranking?.OverQuota,
            [.. kinds.Select(kind => Board(kind, titles.GetValueOrDefault(kind) ?? kind, quotas.GetValueOrDefault(kind), [.. lines.Where(l => l.Kind == kind).Select(l => l.Case)]))],
            await Moves(ranking, cancellation), await Recusals(ranking, cancellation));
    }

    private static RankedKind Board(string kind, string title, Quota? quota, List<RankedCase> cases)
    {
        var ranked = cases.Where(c => c.Rank is not null).OrderBy(c => c.Rank).ToList();
        return new(kind, title, quota?.Count, quota?.Strength == QuotaStrength.Soft, quota is null ? null : quota.Count - ranked.Count, ranked, [.. cases.Where(c => c.Rank is null).OrderBy(c => c.Number, StringComparer.Ordinal)]);
    }

    /// <summary>What is on the board, and what was shortlisted since it was drawn up.</summary>
    private async Task<List<(string Kind, RankedCase Case)>> Lines(Call call, Ranking? ranking, CancellationToken cancellation)
    {
        var there = (ranking?.Entries ?? []).Select(e => (e.Kind, new RankedCase(e.CaseId, e.Case!.Number, e.Name, e.Unit, e.Rank))).ToList();
        if (ranking?.FinalAt is not null) return there;
        var shortlisted = await db.ShortlistOf(call, cancellation);
        return
        [
            .. there.Where(t => shortlisted.Any(c => c.Id == t.Item2.CaseId)),
            .. shortlisted.Where(c => there.All(t => t.Item2.CaseId != c.Id)).Select(c => (c.Call!.Kind, new RankedCase(c.Id, c.Number, c.Applicant!.FullName, c.Applicant.FullName, null))),
        ];
    }

    private async Task<IReadOnlyList<RankedMove>> Moves(Ranking? ranking, CancellationToken cancellation)
    {
        if (ranking is null) return [];
        var names = await Names(ranking.Moves.Select(m => m.PersonId), cancellation);
        return [.. ranking.Moves.OrderByDescending(m => m.Id).Select(m => new RankedMove(m.At, names.GetValueOrDefault(m.PersonId) ?? "", ranking.Entry(m.CaseId)?.Name ?? "", m.From, m.To, m.Reason))];
    }

    private async Task<IReadOnlyList<RankedRecusal>> Recusals(Ranking? ranking, CancellationToken cancellation)
    {
        if (ranking is null) return [];
        var names = await Names(ranking.Recusals.Select(r => r.PersonId), cancellation);
        return [.. ranking.Recusals.OrderBy(r => r.At).Select(r => new RankedRecusal(r.At, names.GetValueOrDefault(r.PersonId) ?? "", ranking.Entry(r.CaseId)?.Name ?? "", r.Reason))];
    }

    private Task<Dictionary<long, string>> Names(IEnumerable<long> personIds, CancellationToken cancellation)
    {
        var people = personIds.Distinct().ToList();
        return db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
    }

    private Task<Dictionary<string, string>> TitlesOf(Call call, CancellationToken cancellation)
    {
        var national = call.NationalId;
        return db.Calls.AsNoTracking().Where(c => (c.ParentId == national || c.Id == call.Id) && c.ScopeAreaCode == call.ScopeAreaCode)
            .GroupBy(c => c.Kind).Select(g => new { g.Key, Title = g.Min(c => c.Title)! }).ToDictionaryAsync(c => c.Key, c => c.Title, cancellation);
    }

    private async Task<bool> MaySee(Caller caller, Call call, Ranking? ranking, CancellationToken cancellation)
    {
        if (MaySeeCase.SeesEverything(caller)) return true;
        if (ranking?.RankedAt is not null && (caller.IsAt(call.DecideById) || caller.IsAt(call.Parent?.DecideById))) return true;
        var organisations = caller.Seats.Select(s => s.OrganisationId).Distinct().ToList();
        return await db.WorkItems.AnyAsync(w => w.Kind == "RankCases" && w.CallId == call.Id && organisations.Contains(w.OrganisationId), cancellation)
            || await db.FinishedWorkItems.AnyAsync(w => w.Kind == "RankCases" && w.CallId == call.Id && organisations.Contains(w.OrganisationId), cancellation);
    }
}
