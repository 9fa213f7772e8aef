using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Forms;

namespace Workflows.Activities;

/// <summary>
/// Checks the submitted form again, with the master data and the call as they are now. It was checked when it was submitted; meanwhile a unit
/// may have been renamed or its superior changed.
/// </summary>
[Activity("Approvals", "文件", "按表单规则和现行资料校验已提交的表单。", DisplayName = "校验表单")]
[InEnglish("Validate the form", "Checks the submitted form against its rules and the master data as they are now.")]
[FlowNode("Valid", "Invalid", "NeedsOverride")]
public sealed class ValidateForm([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>Which form, e.g. <c>pilot-site</c>. Default: the case's own.</summary>
    [Input(DisplayName = "表单", Description = "要校验的表单；不填则为申报件自己的表单。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form to check.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Further rules than the form's own: <c>document</c> checks a draft document against what there is (R1, R2, R6, R7). Default: none.</summary>
    [Input(DisplayName = "附加规则", Description = "表单规则以外的规则：公文（文号、转发、本级批次）。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(RuleSetChoices))]
    [InEnglish("Rule set", "Rules besides the form's own, such as those for a draft document.")]
    public Input<string?> RuleSet { get; set; } = new("");

    /// <summary>Whether a broken rule with 原则上 has to be let pass by somebody: then the outcome is <c>NeedsOverride</c>. Default no: it is a remark.</summary>
    [Input(DisplayName = "原则性规则须批准", Description = "违反“原则上”的规则时是否须有人批准；不选则仅作提示。", Order = 2, DefaultValue = false)]
    [InEnglish("Ask for an override", "Whether somebody has to let a broken rule with 原则上 pass; otherwise it is a remark.")]
    public Input<bool> Override { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var key = context.FormKey(FormKey) ?? item.FormKey ?? item.Call!.FormKey ?? "";
        var submitted = item.Form(key) ?? throw new InvalidOperationException(
            $"Expected a submitted form {key} on case {item.Number}, found none. Put a 填写表单 of that form before activity {Id}.");
        var form = context.GetRequiredService<FormDefinitions>().Find(key) ?? throw new InvalidOperationException(
            $"Expected the form {key} for activity {Id}, found none of that key. Put {key}.form.json into the folder of the chains, or choose another form.");
        var findings = FormValidator.Check(form, submitted.Content, await context.GetRequiredService<FormContexts>().OfCase(item, key, context.CancellationToken));
        var sentences = findings.Select(f => f.Sentence.Zh).Concat((await FurtherAsync(context, item, submitted)).Select(w => w.Zh)).ToList();
        var isInvalid = !FormValidator.Passes(findings) || sentences.Count > findings.Count;
        var outcome = isInvalid ? "Invalid" : context.Get(Override) && findings.Count > 0 ? "NeedsOverride" : "Valid";
        await context.AuditAsync("form.validated", new AuditDetail
        {
            Outcome = outcome,
            DocumentHash = submitted.ContentHash,
            Comment = sentences.Count == 0 ? null : string.Join(" ", sentences),
        });
        if (outcome == "Invalid")
        {
            await context.GetRequiredService<ChangeCaseStatus>().Run(
                item.Id, CaseStatus.Returned, reason: string.Join(" ", sentences), cancellation: context.CancellationToken);
        }

        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private async Task<IReadOnlyList<Label>> FurtherAsync(ActivityExecutionContext context, Case item, CaseForm submitted) => context.Get(RuleSet) switch
    {
        null or "" => [],
        "document" => await context.GetRequiredService<CheckNotice>().Run(item.ApplicantId, NoticeForm.Read(submitted.Content), context.CancellationToken),
        var unknown => throw new InvalidOperationException($"Expected the rule set document or none for activity {Id}, found {unknown}. Choose one of them."),
    };
}
