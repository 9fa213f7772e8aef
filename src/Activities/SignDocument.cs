using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// Asks a person to sign a block of the form, or each of several parties its own copy of it, as an agreement is signed: then it is signed when the last of
/// them has. A block that bears a valid signature already is not signed twice.
/// </summary>
[Activity("Approvals", "意见与用印", "请承办人在表单的签字栏签字；该栏已有有效签字时直接通过。", DisplayName = "签字")]
[InEnglish("Sign", "Asks a person to sign a block of the form; a valid signature that is there already stands.")]
[FlowNode("Signed", "Declined", "Expired")]
public sealed class SignDocument([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form; default: the one submitted last.</summary>
    [Input(DisplayName = "表单", Description = "在哪张表单上签字。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form to sign.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Key of the block, e.g. <c>pledgeSignature</c>.</summary>
    [Input(DisplayName = "签字栏", Description = "表单上的哪一栏。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block of the form to sign.")]
    public Input<string> Block { get; set; } = new("");

    /// <summary>Every organisation of the party signs, each its own copy of the block. Default no.</summary>
    [Input(DisplayName = "各方签署", Description = "该方的全部单位各自签署（如共同体合作协议）；全部签署才算签字。", Order = 4, DefaultValue = false)]
    [InEnglish("Everyone", "Every organisation of the party signs its own copy of the block.")]
    public Input<bool> Everyone { get; set; } = new(false);

    /// <summary>Working days for signing: a number, or the call's parameter that holds one; then the outcome is <c>Expired</c>. Default: no limit.</summary>
    [Input(DisplayName = "签署期限（工作日）", Description = "几个工作日内签署：数字，或批次参数的名称；不填则不限期。", Order = 5)]
    [InEnglish("Within", "Working days for signing: a number, or the call's parameter that holds one; empty: no limit.")]
    public Input<string?> Within { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var block = context.Get(Block)!;
        var within = await WithinAsync(context, context.Get(Within));
        if (context.Get(Everyone))
        {
            await AskEveryoneAsync(context, block, within);
            return;
        }

        if ((await context.CaseAsync()).LivingSignature(block) is not null)
        {
            await context.CompleteActivityWithOutcomesAsync("Signed");
            return;
        }

        var request = new JsonObject { ["formKey"] = context.Get(FormKey), ["block"] = block };
        await AskAsync(context, new Question(["Signed", "Declined"], request) { Block = block, CutOff = within, OutcomeAtCutOff = within is null ? null : "Expired" }, OnDecidedAsync);
    }

    private async ValueTask AskEveryoneAsync(ActivityExecutionContext context, string block, DateTimeOffset? within)
    {
        var item = await context.CaseAsync();
        var unsigned = (await OrganisationsAsync(context)).Where(o => item.LivingSignature(PartyBlock.Of(block, o.Id)) is null).ToList();
        if (unsigned.Count == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("Signed");
            return;
        }

        await AskEachAsync(
            context,
            unsigned,
            o => new Question(["Signed", "Declined"], new JsonObject { ["formKey"] = context.Get(FormKey), ["block"] = block })
            {
                Block = PartyBlock.Of(block, o.Id), CutOff = within, OutcomeAtCutOff = within is null ? null : "Expired",
            },
            OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Signed")
        {
            var block = context.Get(Everyone) ? PartyBlock.Of(context.Get(Block)!, context.ActingFor()) : context.Get(Block)!;
            var signed = await context.GetRequiredService<SignBlock>().Run(context.CaseId(), block, context.FormKey(FormKey), context.CancellationToken);
            if (context.OrRefuse(signed) is null) return;
            if (context.Get(Everyone) && (await UnansweredAsync(context)).Count > 0) return;
        }

        if (context.Get(Everyone)) await WithdrawUnansweredAsync(context);

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
