using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>Keeps what a person has typed into the form of a case, as long as the form is theirs to fill. Nothing is checked: a draft may be wrong.</summary>
public sealed class SaveCaseDraft(UnitOfWork unit)
{
    /// <summary>Longest draft, as JSON characters.</summary>
    public const int LargestDraft = 1_000_000;

    public Task<Result<Done>> Run(Caller caller, long caseId, string formKey, JsonObject content, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (content.ToJsonString().Length > LargestDraft) return new Refusal("draft.too-large", LargestDraft);
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (!await scope.GetRequiredService<MaySeeCase>().Run(caller, caseId, token)) return new Refusal("case.unknown", caseId);
                var fills = await db.WorkItems.Include(w => w.Barred).Where(w => w.CaseId == caseId && w.Kind == "FillForm").ToListAsync(token);
                var mine = fills.Find(w => w.Request["formKey"]?.GetValue<string>() == formKey);
                if (mine is null) return new Refusal("draft.not-open", caseId);
                if (mine.MayBeDecidedBy(caller.AsDecider) is { } refusal) return refusal;
                var saved = await scope.GetRequiredService<SaveDraft>().Run(caseId, formKey, content, token);
                return saved.Refusal is { } why ? why : Done.Result;
            },
            cancellation);
}
