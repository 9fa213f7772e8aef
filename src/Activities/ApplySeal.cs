using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Seals;

namespace Workflows.Activities;

/// <summary>
/// Asks the custodian to put the organisation's seal on a block of the form: only after the block's opinion (R24), only the block's own
/// organisation's seal (R25), and not by the hand that gave the opinion. A block that bears a valid seal already is not sealed twice.
/// </summary>
[Activity("Approvals", "意见与用印", "请印章管理员在表单的意见栏盖章；先有意见，后盖章，只盖本单位的章。", DisplayName = "盖章")]
[InEnglish("Affix the seal", "Asks the custodian to seal a block: after its opinion, with its own organisation's seal.")]
[FlowNode("Sealed", "Refused", "Recalled")]
public sealed class ApplySeal([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form; default: the one submitted last.</summary>
    [Input(DisplayName = "表单", Description = "在哪张表单上盖章。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form to seal.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Key of the block, e.g. <c>superiorOpinion</c>.</summary>
    [Input(DisplayName = "用印栏", Description = "表单上的哪一栏。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block of the form to seal.")]
    public Input<string> Block { get; set; } = new("");

    /// <summary>Whether the applicant may take the case back meanwhile. Default no.</summary>
    [Input(DisplayName = "可撤回", Description = "等待期间申报单位可否撤回。", Order = 4, DefaultValue = false)]
    [InEnglish("Recallable", "Whether the applicant may take the case back meanwhile.")]
    public Input<bool> Recallable { get; set; } = new(false);

    /// <summary>Every organisation of the party seals, each its own copy of the block. Default no.</summary>
    [Input(DisplayName = "各方盖章", Description = "该方的全部单位各自盖章（如共同体合作协议）；全部盖章才算盖章。", Order = 5, DefaultValue = false)]
    [InEnglish("Everyone", "Every organisation of the party seals its own copy of the block.")]
    public Input<bool> Everyone { get; set; } = new(false);

    /// <summary>The block, when the seal was refused: the opinion in it has to be written again.</summary>
    [Output(DisplayName = "续办环节", Description = "不予盖章时，为须重新出具意见的栏。")]
    [InEnglish("Resume at", "When the seal is refused: the block whose opinion has to be written again.")]
    public Output<string> ResumeAt { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var block = context.Get(Block)!;
        var item = await context.CaseAsync();
        if (context.Get(Everyone))
        {
            await AskEveryoneAsync(context, item, block);
            return;
        }

        // A step that was skipped is complete (R27): there is no opinion that a seal could attest.
        if (item.LivingSeal(block) is not null || item.LivingOpinion(block) is { Decision: OpinionDecision.NotApplicable })
        {
            await context.CompleteActivityWithOutcomesAsync("Sealed");
            return;
        }

        var request = new JsonObject { ["formKey"] = context.Get(FormKey), ["block"] = block };
        await AskAsync(
            context,
            new Question(["Sealed", "Refused"], request)
            {
                Block = block,
                IsRecallable = context.Get(Recallable),
                Barred = item.Approver(block) is { } approver ? [approver] : [],
            },
            OnDecidedAsync);
    }

    private async ValueTask AskEveryoneAsync(ActivityExecutionContext context, Case item, string block)
    {
        var unsealed = (await OrganisationsAsync(context)).Where(o => item.LivingSeal(PartyBlock.Of(block, o.Id)) is null).ToList();
        if (unsealed.Count == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("Sealed");
            return;
        }

        await AskEachAsync(
            context,
            unsealed,
            o => new Question(["Sealed", "Refused"], new JsonObject { ["formKey"] = context.Get(FormKey), ["block"] = block })
            {
                Block = PartyBlock.Of(block, o.Id), Barred = item.Approver(PartyBlock.Of(block, o.Id)) is { } approver ? [approver] : [],
            },
            OnDecidedAsync);
    }

    private string OwnBlock(ActivityExecutionContext context) => context.Get(Everyone) ? PartyBlock.Of(context.Get(Block)!, context.ActingFor()) : context.Get(Block)!;

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        switch (answer.Outcome)
        {
            case "Sealed" when await SealAsync(context, answer) is null:
                return;
            case "Refused" when answer.Comment.Length == 0:
                context.Refuse(new Refusal("seal.reason-required"));
                return;
            case "Refused":
                ResumeAt.Set(context, context.Get(Block));
                await context.GetRequiredService<ChangeCaseStatus>().Run(
                    context.CaseId(), CaseStatus.Returned, reason: answer.Comment, returnedBy: context.Get(Block), cancellation: context.CancellationToken);
                break;
        }

        if (context.Get(Everyone))
        {
            if (answer.Outcome == "Sealed" && (await UnansweredAsync(context)).Count > 0) return;
            await WithdrawUnansweredAsync(context);
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private async ValueTask<SealUse?> SealAsync(ActivityExecutionContext context, Answer answer)
    {
        _ = long.TryParse(answer.Data["sealId"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var sealId);
        var scanId = long.TryParse(answer.Data["scanId"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var scan) ? scan : (long?)null;
        return context.OrRefuse(await context.GetRequiredService<AffixSeal>().Run(
            context.CaseId(), OwnBlock(context), sealId, null, context.FormKey(FormKey), scanId, context.CancellationToken));
    }
}
