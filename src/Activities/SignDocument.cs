using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>Asks a person to sign a block of the form. A block that bears a valid signature already is not signed twice.</summary>
[Activity("Approvals", "意见与用印", "请承办人在表单的签字栏签字；该栏已有有效签字时直接通过。", DisplayName = "签字")]
[InEnglish("Sign", "Asks a person to sign a block of the form; a valid signature that is there already stands.")]
[FlowNode("Signed", "Declined")]
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

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var block = context.Get(Block)!;
        if ((await context.CaseAsync()).LivingSignature(block) is not null)
        {
            await context.CompleteActivityWithOutcomesAsync("Signed");
            return;
        }

        var request = new JsonObject { ["formKey"] = context.Get(FormKey), ["block"] = block };
        await AskAsync(context, new Question(["Signed", "Declined"], request) { Block = block }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Signed")
        {
            var signed = await context.GetRequiredService<SignBlock>().Run(context.CaseId(), context.Get(Block)!, context.FormKey(FormKey), context.CancellationToken);
            if (context.OrRefuse(signed) is null) return;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
