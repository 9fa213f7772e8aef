using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox.Panels;

/// <summary>
/// Notes when one version of the materials arrived while the other is still missing, so that whoever sits on the seat later goes on from there.
/// A note is a draft: received is only what was accepted (R14).
/// </summary>
public sealed class NoteArrival(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long workItemId, JsonObject arrivals, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await db.WorkItems.Include(w => w.Barred).SingleOrDefaultAsync(w => w.Id == workItemId && w.Kind == "ReceiveMaterials", token);
                if (item?.CaseId is not { } caseId) return new Refusal("work-item.unknown", workItemId);
                if (item.MayBeDecidedBy(caller.AsDecider) is { } refusal) return refusal;
                var saved = await scope.GetRequiredService<SaveDraft>().Run(caseId, KeyOf(workItemId), arrivals, token);
                return saved.Refusal is { } why ? why : Done.Result;
            },
            cancellation);

    /// <summary>What was noted for a work item; null when nothing was.</summary>
    public Task<JsonObject?> Noted(long workItemId, CancellationToken cancellation = default)
    {
        var key = KeyOf(workItemId);
        return unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().FormDrafts.Where(d => d.FormKey == key).Select(d => d.Content).SingleOrDefaultAsync(token), cancellation);
    }

    private static string KeyOf(long workItemId) => string.Create(CultureInfo.InvariantCulture, $"arrival-{workItemId}");
}
