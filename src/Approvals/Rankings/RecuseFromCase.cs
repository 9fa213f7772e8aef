using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Rankings;

/// <summary>The current actor declares a conflict of interest over a case on the board, and takes no part in its place from now on.</summary>
public sealed class RecuseFromCase(ApprovalsDb db, AuditTrail audit, CurrentActor actor, DraftRanking draft, TimeProvider clock)
{
    /// <returns>The recusal, or <c>ranking.final</c>, <c>ranking.unknown-case</c>, <c>ranking.recusal-reason</c>, <c>ranking.recused</c> where it was declared before.</returns>
    public async Task<Result<RankingRecusal>> Run(Call call, long caseId, string? reason, CancellationToken cancellation = default)
    {
        var ranking = await draft.Run(call, cancellation);
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to declare a conflict, found {actor.Actor.Kind}.");
        var recused = ranking.Recuse(caseId, person, reason, clock.GetUtcNow());
        if (recused.IsRefused) return recused;
        db.Add(recused.Value);
        db.Touch(ranking);
        await audit.Write(Subject.Call(call.Id), "ranking.recused", new AuditDetail { Comment = recused.Value.Reason, After = ranking.Entry(caseId)!.Name }, cancellation);
        return recused;
    }
}

/// <summary>Who takes no part in what.</summary>
public static class ReadingRecusals
{
    /// <summary>The cases of a board in whose place a person takes no part: those of the own unit, by membership or by a seat, and those that the person declared.</summary>
    public static async Task<IReadOnlySet<long>> RecusedCases(this ApprovalsDb db, Ranking ranking, long personId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var cases = ranking.Entries.ConvertAll(e => e.CaseId);
        var ofOwn = await db.Cases
            .Where(c => cases.Contains(c.Id) && db.People.Any(p => p.Id == personId
                && (p.OrganisationId == c.ApplicantId || p.Holdings.Any(h => h.Seat!.OrganisationId == c.ApplicantId && h.From <= now && (h.To == null || h.To > now)))))
            .Select(c => c.Id).ToListAsync(cancellation);
        return ranking.Recusals.Where(r => r.PersonId == personId).Select(r => r.CaseId).Concat(ofOwn).ToHashSet();
    }
}
