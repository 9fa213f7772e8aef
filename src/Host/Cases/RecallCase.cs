using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Cases;

/// <summary>The unit takes its case back, while the work item that is open allows it: until the collector or the project group has received it.</summary>
public sealed class RecallCase(UnitOfWork unit)
{
    private const string Outcome = "Recalled";

    /// <summary>Somebody else's work item that says so, or the unit's own one that has taking back among its answers.</summary>
    public static bool Allows(WorkItem open) => open.IsRecallable || open.Outcomes.Exists(outcome => outcome.Name == Outcome);

    public Task<Result<Done>> Run(Caller caller, long caseId, string? comment, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId, token);
                if (item is null || !await scope.GetRequiredService<MaySeeCase>().Run(caller, caseId, token)) return new Refusal("case.unknown", caseId);
                if (!caller.IsAt(item.ApplicantId)) return new Refusal("case.not-yours", item.Number);
                var open = await db.WorkItems.Where(w => w.CaseId == caseId).ToListAsync(token);
                if (open.Find(Allows) is not { } allowing) return new Refusal("case.not-recallable", item.Number);

                var close = scope.GetRequiredService<CloseWorkItem>();
                var closed = allowing.IsRecallable
                    ? await close.Recalled(allowing.Id, comment, token)
                    : await close.Decided(allowing.Id, new Decision(Outcome, comment), token);
                if (closed.Refusal is { } refusal) return refusal;
                var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, token);
                return resumed.Refusal is { } why ? why : Done.Result;
            },
            cancellation);
}
