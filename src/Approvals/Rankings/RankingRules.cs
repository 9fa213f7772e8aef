using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Rankings;

/// <summary>Moving on the board, and deciding it.</summary>
public sealed partial class Ranking
{
    /// <summary>The order of one kind, the first place first.</summary>
    public IEnumerable<RankingEntry> Order(string kind) => Entries.Where(e => e.Kind == kind && e.Rank is not null).OrderBy(e => e.Rank);

    /// <summary>Everything that has a place, kind by kind as the calls say.</summary>
    public IEnumerable<RankingEntry> Selected => Entries.Where(e => e.Rank is not null);

    public RankingEntry? Entry(long caseId) => Entries.Find(e => e.CaseId == caseId);

    /// <summary>Puts a case at a place of its order, or into the waiting list; the others close up, so that no gap comes about (R35).</summary>
    /// <param name="to">1 … n; more than n: the end. Empty: the waiting list.</param>
    /// <param name="barred">Cases in whose place the person takes no part.</param>
    public Result<RankingMove> Move(long id, long caseId, int? to, string? reason, long personId, DateTimeOffset at, IReadOnlySet<long>? barred = null)
    {
        if (FinalAt is not null) return new Refusal("ranking.final");
        if (Entry(caseId) is not { } moved) return new Refusal("ranking.unknown-case", caseId);
        if (barred?.Contains(caseId) == true) return new Refusal("ranking.recused", moved.Name);
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("ranking.reason-required");
        if (to < 1) return new Refusal("ranking.place", to);
        var from = moved.Rank;
        var order = Order(moved.Kind).Where(e => e != moved).ToList();
        if (to is { } place) order.Insert(Math.Min(place - 1, order.Count), moved);
        else moved.Rank = null;
        Number(order);
        var move = new RankingMove { Id = id, RankingId = Id, CallId = CallId, CaseId = caseId, From = from, To = moved.Rank, Reason = reason.Trim(), PersonId = personId, At = at };
        Moves.Add(move);
        return move;
    }

    /// <summary>回避: the person takes no part in the place of a case from now on.</summary>
    public Result<RankingRecusal> Recuse(long caseId, long personId, string? reason, DateTimeOffset at)
    {
        if (FinalAt is not null) return new Refusal("ranking.final");
        if (Entry(caseId) is not { } entry) return new Refusal("ranking.unknown-case", caseId);
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > RankingRecusal.ReasonLength) return new Refusal("ranking.recusal-reason", RankingRecusal.ReasonLength);
        if (Recusals.Exists(r => r.CaseId == caseId && r.PersonId == personId)) return new Refusal("ranking.recused", entry.Name);
        var recusal = new RankingRecusal { RankingId = Id, CallId = CallId, CaseId = caseId, PersonId = personId, Reason = reason.Trim(), At = at };
        Recusals.Add(recusal);
        return recusal;
    }

    /// <summary>Takes a whole order at once. In each kind every rank 1 … n occurs once, without gap or tie (R35); what is not named waits.</summary>
    /// <param name="barred">Cases in whose place the person takes no part: they keep theirs.</param>
    public Refusal? Place(IReadOnlyDictionary<long, int> ranks, IReadOnlySet<long>? barred = null)
    {
        if (FinalAt is not null) return new Refusal("ranking.final");
        if (ranks.Keys.FirstOrDefault(id => Entry(id) is null) is var unknown and not 0) return new Refusal("ranking.unknown-case", unknown);
        foreach (var kind in Entries.GroupBy(e => e.Kind))
        {
            var given = kind.Where(e => ranks.ContainsKey(e.CaseId)).Select(e => ranks[e.CaseId]).Order().ToList();
            if (!given.SequenceEqual(Enumerable.Range(1, given.Count))) return new Refusal("ranking.gap", string.Join("、", given));
        }

        if (barred is not null && Entries.Find(e => barred.Contains(e.CaseId) && e.Rank != (ranks.TryGetValue(e.CaseId, out var place) ? place : null)) is { } kept) return new Refusal("ranking.recused", kept.Name);
        foreach (var entry in Entries) entry.Rank = ranks.TryGetValue(entry.CaseId, out var rank) ? rank : null;
        return null;
    }

    /// <summary>Decides the order. Over a hard quota it is refused; over a soft one ("原则上") unless a reason is given, which stays with it (R34).</summary>
    /// <param name="quotas">The quota of each kind; a kind without one has no limit.</param>
    /// <returns>Whether a quota is gone over.</returns>
    public Result<Excess> Decide(IReadOnlyDictionary<string, Quota> quotas, string? overQuota, DateTimeOffset at)
    {
        if (FinalAt is not null) return new Refusal("ranking.final");
        if (!Selected.Any()) return new Refusal("ranking.empty");
        var over = quotas.Where(q => Order(q.Key).Count() > q.Value.Count).ToList();
        foreach (var (kind, quota) in over)
            if (quota.Strength == QuotaStrength.Hard || string.IsNullOrWhiteSpace(overQuota))
                return new Refusal("ranking.over-quota", Order(kind).Count(), quota.Count);
        (RankedAt, OverQuota) = (at, over.Count > 0 ? overQuota!.Trim() : null);
        return new Excess(over.Count > 0);
    }

    /// <summary>The order is final: the cases are told, and nothing moves any more. What was moved since the decision is held to the quotas once more (R34).</summary>
    public Refusal? Finish(IReadOnlyDictionary<string, Quota> quotas, DateTimeOffset at)
    {
        if (RankedAt is null) return new Refusal("ranking.not-decided");
        foreach (var (kind, quota) in quotas)
            if (FinalAt is null && Order(kind).Count() > quota.Count && (quota.Strength == QuotaStrength.Hard || OverQuota is null))
                return new Refusal("ranking.over-quota", Order(kind).Count(), quota.Count);
        FinalAt ??= at;
        return null;
    }

    /// <summary>A case came onto the shortlist after the board was drawn up.</summary>
    internal void Add(RankingEntry entry) => Entries.Add(entry);

    /// <summary>A case left the shortlist, e.g. was returned: it leaves the order, which closes up.</summary>
    internal void Remove(RankingEntry entry)
    {
        Entries.Remove(entry);
        Number([.. Order(entry.Kind)]);
    }

    private static void Number(List<RankingEntry> order)
    {
        for (var place = 0; place < order.Count; place++) order[place].Rank = place + 1;
    }
}

/// <summary>Whether a decided order goes over a quota.</summary>
public sealed record Excess(bool IsOver);
