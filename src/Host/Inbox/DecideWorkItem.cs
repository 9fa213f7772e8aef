using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Account;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>
/// A person decides a work item. Whether the person may, and whether the answer fits, is asked of the work item; then the
/// bookmark that waits for it is resumed, and everything the chain does next commits together with the decision.
/// </summary>
public sealed class DecideWorkItem(UnitOfWork unit, SecondFactors factors)
{
    public async Task<Result<Done>> Run(Caller caller, long workItemId, Decision decision, CancellationToken cancellation = default)
    {
        var result = await factors.Guard(caller, () => unit.Run<Done>(caller.AsPerson, (scope, token) => Decide(scope, caller, workItemId, decision, token), cancellation), cancellation);
        if (!result.IsRefused) return result;

        // Whoever may not know of it learns nothing from the refusal; asked afterwards, it costs a decision nothing.
        if (await unit.Read((scope, token) => scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token), cancellation) is null) return new Refusal("work-item.unknown", workItemId);
        if (FormOf(decision) is { } typed) await KeepDraft(caller, workItemId, typed, cancellation);
        return result;
    }

    private async Task<Result<Done>> Decide(IServiceProvider scope, Caller caller, long workItemId, Decision decision, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        await scope.GetRequiredService<ReadForDecision>().Run(workItemId, scope.GetRequiredService<Approvals.Audit.CurrentActor>().Actor.PersonId!.Value, cancellation);
        var open = await db.FindOpen(workItemId, cancellation);
        if (open is not null && FillsForm(open, decision))
        {
            // Whoever may not decide it learns that first, not what is wrong with the form.
            var decider = await scope.GetRequiredService<ReadDecider>().Run(scope.GetRequiredService<Approvals.Audit.CurrentActor>().Actor.PersonId!.Value, cancellation: cancellation);
            if (open.MayBeDecidedBy(decider) is { } notYours) return notYours;
            var form = await Checked(scope, db, open, decision, cancellation);
            if (form.Refusal is { } wrong) return wrong;
            var data = (JsonObject?)decision.Data?.DeepClone() ?? [];
            data["form"] = form.Value;
            decision = decision with { Data = data };
        }

        if (await factors.Use(scope, caller, decision.Data?["secondFactor"]?.ToString(), cancellation) is { } wrongCode) return wrongCode;
        var closed = await scope.GetRequiredService<CloseWorkItem>().Decided(workItemId, decision, cancellation);
        if (closed.Refusal is { } refusal) return refusal;
        var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, cancellation);
        return resumed.Refusal is { } why ? why : Done.Result;
    }

    private static bool FillsForm(WorkItem item, Decision decision) => item.Kind == "FillForm" && decision.Outcome == "Submitted" && item.CaseId is not null;

    private static JsonObject? FormOf(Decision decision) => decision.Data?["form"] as JsonObject;

    /// <summary>The form as it will be stored, or <c>form.invalid</c> with every finding.</summary>
    private static async Task<Result<JsonObject>> Checked(IServiceProvider scope, ApprovalsDb db, WorkItem item, Decision decision, CancellationToken cancellation)
    {
        var formKey = item.Request["formKey"]?.GetValue<string>() ?? "";
        if (scope.GetRequiredService<FormDefinitions>().Find(formKey) is not { } definition) return new Refusal("form.unknown", formKey);
        if (FormOf(decision) is not { } values) return new Refusal("form.missing", formKey);
        var @case = await db.Cases.SingleAsync(c => c.Id == item.CaseId, cancellation);
        var context = await scope.GetRequiredService<FormContexts>().OfCase(@case, formKey, cancellation);
        var findings = FormValidator.Check(definition, values, context);
        if (!FormValidator.Passes(findings))
            return new Refusal("form.invalid", findings.Count(f => f.Strength == FormRuleStrength.Hard), Words(findings), findings);
        return FormValues.Normalise(definition, FormValues.Complete(definition, values, context));
    }

    private static string Words(IReadOnlyList<FormFinding> findings) =>
        Shell.Words.Of(findings.First(f => f.Strength == FormRuleStrength.Hard).Sentence);

    /// <summary>A refused form is not lost: it is kept as the draft, in a unit of its own.</summary>
    private Task<Result<Done>> KeepDraft(Caller caller, long workItemId, JsonObject typed, CancellationToken cancellation) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await db.WorkItems.Include(i => i.Barred).SingleOrDefaultAsync(i => i.Id == workItemId && i.Kind == "FillForm", token);
                if (item?.CaseId is not { } caseId || item.Request["formKey"]?.GetValue<string>() is not { } formKey) return new Refusal("work-item.unknown", workItemId);
                if (item.MayBeDecidedBy(caller.AsDecider) is { } refusal) return refusal;
                var saved = await scope.GetRequiredService<SaveDraft>().Run(caseId, formKey, typed, token);
                return saved.Refusal is { } why ? why : Done.Result;
            },
            cancellation);
}
