using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Cases;

/// <summary>The unit takes its case back, while the work item that is open allows it: until the collector or the project group has received it.</summary>
public sealed class RecallCase(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long caseId, string? comment, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId, token);
                if (item is null || !await scope.GetRequiredService<MaySeeCase>().Run(caller, caseId, token)) return new Refusal("case.unknown", caseId);
                if (!caller.IsAt(item.ApplicantId)) return new Refusal("case.not-yours", item.Number);
                var open = await db.WorkItems.Where(w => w.CaseId == caseId && w.IsRecallable).FirstOrDefaultAsync(token);
                if (open is null) return new Refusal("case.not-recallable", item.Number);

                var closed = await scope.GetRequiredService<CloseWorkItem>().Recalled(open.Id, comment, token);
                if (closed.Refusal is { } refusal) return refusal;
                var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, token);
                return resumed.Refusal is { } why ? why : Done.Result;
            },
            cancellation);
}
