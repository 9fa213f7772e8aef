using System.Globalization;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Rankings;

/// <summary>The current actor moves a case on the board of a call.</summary>
public sealed class MoveInRanking(ApprovalsDb db, AuditTrail audit, CurrentActor actor, DraftRanking draft, IdSource ids, TimeProvider clock)
{
    /// <param name="to">Place in the order of its kind, from 1; empty: the waiting list.</param>
    /// <returns>The move, or <c>ranking.final</c>, <c>ranking.unknown-case</c>, <c>ranking.recused</c>, <c>ranking.reason-required</c>, <c>ranking.place</c>.</returns>
    public async Task<Result<RankingMove>> Run(Call call, long caseId, int? to, string? reason, CancellationToken cancellation = default)
    {
        var ranking = await draft.Run(call, cancellation);
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to move a case, found {actor.Actor.Kind}.");
        var now = clock.GetUtcNow();
        var move = ranking.Move(ids.Next(), caseId, to, reason, person, now, await db.RecusedCases(ranking, person, now, cancellation));
        if (move.IsRefused) return move;
        db.Add(move.Value);
        db.Touch(ranking);
        await audit.Write(Subject.Call(call.Id), "ranking.moved", new AuditDetail
        {
            Comment = move.Value.Reason, Clause = "R35", Before = InWords(ranking.Entry(caseId)!, move.Value.From), After = InWords(ranking.Entry(caseId)!, move.Value.To),
        }, cancellation);
        return move;
    }

    private static string InWords(RankingEntry entry, int? rank) => rank is null ? $"{entry.Name}：候补" : string.Create(CultureInfo.InvariantCulture, $"{entry.Name}：{rank}");
}

/// <summary>Decides the order of a call: as it stands on the board, or as it is given whole.</summary>
public sealed class DecideRanking(ApprovalsDb db, AuditTrail audit, CurrentActor actor, DraftRanking draft, TimeProvider clock)
{
    /// <param name="ranks">Place per case; empty: the order on the board.</param>
    /// <param name="overQuota">Why a soft quota is gone over (R34).</param>
    /// <returns>Whether it goes over a quota, or <c>ranking.gap</c> (R35), <c>ranking.over-quota</c> (R34), <c>ranking.unknown-case</c>, <c>ranking.recused</c>, <c>ranking.empty</c>, <c>ranking.final</c>.</returns>
    public async Task<Result<Excess>> Run(Call call, IReadOnlyDictionary<long, int>? ranks, string? overQuota, CancellationToken cancellation = default)
    {
        var ranking = await draft.Run(call, cancellation);
        var now = clock.GetUtcNow();
        if (ranks is not null && ranking.Place(ranks, actor.Actor.PersonId is { } person ? await db.RecusedCases(ranking, person, now, cancellation) : null) is { } refusal) return refusal;
        var decided = ranking.Decide(await db.QuotasOf(call, cancellation), overQuota, now);
        if (decided.IsRefused) return decided;
        db.Touch(ranking);
        await audit.Write(Subject.Call(call.Id), "ranking.decided", new AuditDetail
        {
            Outcome = decided.Value.IsOver ? "OverQuota" : "WithinQuota", Clause = "R34, R35", Comment = ranking.OverQuota,
            After = string.Join("、", ranking.Selected.OrderBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Rank).Select(e => $"{e.Rank} {e.Name}")),
        }, cancellation);
        return decided;
    }
}

/// <summary>Makes the order of a call final.</summary>
public sealed class FinishRanking(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <returns>The final order, or <c>ranking.not-decided</c>, <c>ranking.over-quota</c> (R34) where it was moved over it since.</returns>
    public async Task<Result<Ranking>> Run(Call call, CancellationToken cancellation = default)
    {
        if (await db.RankingOf(call.Id, cancellation) is not { } ranking) return new Refusal("ranking.not-decided");
        if (ranking.FinalAt is not null) return ranking;
        if (ranking.Finish(await db.QuotasOf(call, cancellation), clock.GetUtcNow()) is { } refusal) return refusal;
        db.Touch(ranking);
        await audit.Write(Subject.Call(call.Id), "ranking.final", new AuditDetail { Clause = "R36" }, cancellation);
        return ranking;
    }
}
