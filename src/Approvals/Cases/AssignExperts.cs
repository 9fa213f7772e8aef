using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>Gives cases to experts of the assessing body: at least so many per case, and nobody a case of the own unit (R33).</summary>
public sealed class AssignExperts(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="assignments">Experts (persons) per case; those assigned before stay.</param>
    /// <param name="bodyId">Who has the cases assessed.</param>
    /// <param name="minExperts">Experts per case who have declared no conflict, at least.</param>
    /// <returns>The new assignments, or <c>case.unknown</c>, <c>person.unknown</c>, <c>expert.not-an-expert</c>, <c>expert.own-unit</c>, <c>expert.too-few</c>.</returns>
    public async Task<Result<IReadOnlyList<ExpertAssignment>>> Run(
        IReadOnlyDictionary<long, IReadOnlyCollection<long>> assignments, long bodyId, int minExperts, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var by = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to assign experts, found {actor.Actor.Kind}.");
        var ofBody = await db.ExpertsOf(bodyId, now).Select(h => h.PersonId).ToHashSetAsync(cancellation);
        var cases = assignments.Keys.ToList();
        var there = await db.ExpertAssignments.Where(a => cases.Contains(a.CaseId)).ToListAsync(cancellation);
        var conflicts = await db.ScoreSheets.Where(s => cases.Contains(s.CaseId) && s.ConflictDeclared).Select(s => new { s.CaseId, s.ExpertId }).ToListAsync(cancellation);
        var added = new List<ExpertAssignment>();
        foreach (var (caseId, experts) in assignments)
        {
            if (await db.Cases.FindAsync([caseId], cancellation) is not { } item) return new Refusal("case.unknown", caseId);
            var fresh = new List<string>();
            foreach (var id in experts.Distinct().Where(e => !there.Exists(a => a.CaseId == caseId && a.ExpertId == e)))
            {
                var expert = await db.People.Include(p => p.Holdings.Where(h => h.From <= now && (h.To == null || h.To > now))).ThenInclude(h => h.Seat)
                    .FirstOrDefaultAsync(p => p.Id == id, cancellation);
                if (expert is null) return new Refusal("person.unknown", id);
                if (ExpertRules.MayAssess(expert, ofBody.Contains(id), expert.Holdings, item) is { } refusal) return refusal;
                added.Add(new ExpertAssignment { Id = ids.Next(), CaseId = caseId, ExpertId = id, AssignedById = by, AssignedAt = now });
                fresh.Add(expert.Name);
            }

            var able = there.Concat(added).Count(a => a.CaseId == caseId && !conflicts.Exists(c => c.CaseId == caseId && c.ExpertId == a.ExpertId));
            if (able < minExperts) return new Refusal("expert.too-few", item.Number, able, minExperts);
            if (fresh.Count > 0)
            {
                await audit.Write(Subject.Case(caseId), "experts.assigned", new AuditDetail
                {
                    Clause = "R33", Outcome = fresh.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", fresh),
                }, cancellation);
            }
        }

        db.ExpertAssignments.AddRange(added);
        return added;
    }
}
