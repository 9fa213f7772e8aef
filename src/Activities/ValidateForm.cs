using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;

namespace Workflows.Activities;

/// <summary>
/// Checks the submitted form again, with the master data and the call as they are now. It was checked when it was submitted; meanwhile a unit
/// may have been renamed or its superior changed.
/// </summary>
[Activity("Approvals", "文件", "按表单规则和现行资料校验已提交的表单。", DisplayName = "校验表单")]
[InEnglish("Validate the form", "Checks the submitted form against its rules and the master data as they are now.")]
[FlowNode("Valid", "Invalid")]
public sealed class ValidateForm([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>Which form, e.g. <c>pilot-site</c>.</summary>
    [Input(DisplayName = "表单", Description = "要校验的表单。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form to check.")]
    public Input<string> FormKey { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var key = context.Get(FormKey)!;
        var item = await context.CaseAsync();
        var submitted = item.Form(key) ?? throw new InvalidOperationException(
            $"Expected a submitted form {key} on case {item.Number}, found none. Put a 填写表单 of that form before activity {Id}.");
        var form = context.GetRequiredService<FormDefinitions>().Find(key) ?? throw new InvalidOperationException(
            $"Expected the form {key} for activity {Id}, found none of that key. Put {key}.form.json into the folder of the chains, or choose another form.");
        var findings = FormValidator.Check(form, submitted.Content, await context.GetRequiredService<FormContexts>().OfCase(item, key, context.CancellationToken));
        var outcome = FormValidator.Passes(findings) ? "Valid" : "Invalid";
        await context.AuditAsync("form.validated", new AuditDetail
        {
            Outcome = outcome,
            DocumentHash = submitted.ContentHash,
            Comment = findings.Count == 0 ? null : string.Join(" ", findings.Select(f => f.Sentence.Zh)),
        });
        if (outcome == "Invalid")
        {
            await context.GetRequiredService<ChangeCaseStatus>().Run(
                item.Id, CaseStatus.Returned, reason: string.Join(" ", findings.Select(f => f.Sentence.Zh)), cancellation: context.CancellationToken);
        }

        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}
