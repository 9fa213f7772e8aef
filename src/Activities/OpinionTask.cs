using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>
/// Asks for an opinion: approve, return for correction (a comment is obligatory, R18), reject (a reason is obligatory, R19).
/// Time never decides it (R23). The applicant's own people give no outside opinion (R29).
/// </summary>
[Activity("Approvals", "意见与用印", "请承办方出具意见：同意、退回修改（须写明）、不同意（须说明理由）。逾期只督办，不自动决定。", DisplayName = "意见")]
[InEnglish("Opinion", "Asks for an opinion: approve, return with a comment, reject with a reason. Time never decides it.")]
[FlowNode("Approve", "Return", "Reject", "Recalled")]
public sealed class OpinionTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form; default: the one submitted last.</summary>
    [Input(DisplayName = "表单", Description = "对哪张表单出具意见。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form that the opinion is about.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Key of the block, e.g. <c>superiorOpinion</c>; <c>recommendation</c> stands on no form.</summary>
    [Input(DisplayName = "意见栏", Description = "意见写入的栏。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block that the opinion is written into.")]
    public Input<string> Block { get; set; } = new("");

    /// <summary>What the approver shall look at before giving an opinion; shown as a list of ticks.</summary>
    [Input(DisplayName = "核对事项", Description = "出具意见前要核对的事项，逐条列出。", Order = 4, UIHint = InputUIHints.MultiText)]
    [InEnglish("Checks", "What to look at before giving the opinion, one item a line.")]
    public Input<ICollection<string>> Checks { get; set; } = new([]);

    /// <summary>Whether the applicant may take the case back meanwhile. Default no.</summary>
    [Input(DisplayName = "可撤回", Description = "等待期间申报单位可否撤回。", Order = 5, DefaultValue = false)]
    [InEnglish("Recallable", "Whether the applicant may take the case back meanwhile.")]
    public Input<bool> Recallable { get; set; } = new(false);

    /// <summary>Whether it may be rejected; where it may not, it is approved or returned. Default yes.</summary>
    [Input(DisplayName = "可不同意", Description = "是否提供“不同意”；验收、确认一类的环节只有同意和退回修改。", Order = 6, DefaultValue = true)]
    [InEnglish("Rejectable", "Whether it may be rejected; otherwise it is approved or returned.")]
    public Input<bool> Rejectable { get; set; } = new(true);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var block = context.Get(Block)!;
        await context.GetRequiredService<ChangeCaseStatus>().Run(context.CaseId(), CaseStatus.InReview, level: block, cancellation: context.CancellationToken);
        var request = new JsonObject
        {
            ["formKey"] = context.Get(FormKey),
            ["block"] = block,
            ["checks"] = new JsonArray([.. (context.Get(Checks) ?? []).Select(c => JsonValue.Create(c))]),
        };
        await AskAsync(
            context,
            new Question(context.Get(Rejectable) ? ["Approve", "Return", "Reject"] : ["Approve", "Return"], request) { Block = block, IsRecallable = context.Get(Recallable), IsOutsideOpinion = true },
            OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var answer = Answer.Of(context);
        if (Enum.TryParse<OpinionDecision>(answer.Outcome, out var decision))
        {
            var block = context.Get(Block)!;
            var written = await context.GetRequiredService<WriteOpinion>().Run(
                context.CaseId(), block, decision, answer.Comment, context.FormKey(FormKey), context.CancellationToken);
            if (context.OrRefuse(written) is null) return;
            if (decision == OpinionDecision.Return)
            {
                await context.GetRequiredService<ChangeCaseStatus>().Run(
                    context.CaseId(), CaseStatus.Returned, reason: answer.Comment, returnedBy: block, cancellation: context.CancellationToken);
            }
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
