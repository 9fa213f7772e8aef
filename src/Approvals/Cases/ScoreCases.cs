using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Cases;

/// <summary>What an expert gives one case.</summary>
/// <param name="Scores">Points by criterion key; empty with a conflict.</param>
/// <param name="ConflictDeclared">The expert steps aside; nothing of it counts.</param>
public sealed record Score(long CaseId, IReadOnlyDictionary<string, decimal> Scores, string? Opinion, bool ConflictDeclared);

/// <summary>Keeps the score sheets of the current actor (F-24), one per assigned case.</summary>
public sealed class ScoreCases(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="criteria">What points are given for; each within 0 and its maximum.</param>
    /// <returns>The sheets, or <c>expert.not-assigned</c>, <c>score.already-there</c>, <c>score.missing</c>, <c>score.out-of-range</c>.</returns>
    public async Task<Result<IReadOnlyList<ScoreSheet>>> Run(
        IReadOnlyCollection<Score> scores, IReadOnlyList<ScoreCriterion> criteria, CancellationToken cancellation = default)
    {
        var expert = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to score, found {actor.Actor.Kind}.");
        var sheets = new List<ScoreSheet>();
        foreach (var score in scores)
        {
            if (await db.Cases.FindAsync([score.CaseId], cancellation) is not { } item
                || !await db.ExpertAssignments.AnyAsync(a => a.CaseId == score.CaseId && a.ExpertId == expert, cancellation))
                return new Refusal("expert.not-assigned", score.CaseId);
            if (await db.ScoreSheets.AnyAsync(s => s.CaseId == score.CaseId && s.ExpertId == expert, cancellation)) return new Refusal("score.already-there", item.Number);
            if (!score.ConflictDeclared && Check(item, score, criteria) is { } refusal) return refusal;
            var sheet = new ScoreSheet
            {
                Id = ids.Next(),
                CaseId = score.CaseId,
                ExpertId = expert,
                Scores = score.ConflictDeclared ? [] : new Dictionary<string, decimal>(score.Scores),
                Opinion = score.Opinion,
                ConflictDeclared = score.ConflictDeclared,
                At = clock.GetUtcNow(),
            };
            sheets.Add(sheet);
            await audit.Write(Subject.Case(score.CaseId), score.ConflictDeclared ? "case.conflict-declared" : "case.scored", new AuditDetail
            {
                Clause = "R33", Outcome = sheet.Total.ToString(CultureInfo.InvariantCulture), Comment = score.Opinion,
            }, cancellation);
        }

        db.ScoreSheets.AddRange(sheets);
        return sheets;
    }

    private static Refusal? Check(Case item, Score score, IReadOnlyList<ScoreCriterion> criteria)
    {
        foreach (var criterion in criteria)
        {
            if (!score.Scores.TryGetValue(criterion.Key, out var points)) return new Refusal("score.missing", item.Number, criterion.Label.ToString());
            if (points < 0 || points > criterion.Max) return new Refusal("score.out-of-range", item.Number, criterion.Label.ToString(), points, criterion.Max);
        }

        return null;
    }
}
