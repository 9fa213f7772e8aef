using Workflows.Activities.Choices;
using Workflows.Activities.Words;

namespace Workflows.Activities;

/// <summary>Asks a question with a few answers; each answer is a port of the box. It may have a cut-off, at which one of the answers is taken.</summary>
[Activity("Approvals", "统计与任务", "请承办方在几个选项中选择一项；每个选项是一个出口。", DisplayName = "选择")]
[InEnglish("Decision", "Asks a question with a few answers; each answer is a port.")]
public sealed class DecisionTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>The question as the person reads it.</summary>
    [Input(DisplayName = "问题", Description = "承办人看到的问题。", Order = 2, UIHint = InputUIHints.MultiLine)]
    [InEnglish("Question", "What the person is asked.")]
    public Input<string> Question { get; set; } = new("");

    /// <summary>The answers: words on the buttons and names of the ports.</summary>
    [Input(DisplayName = "选项", Description = "每个选项对应一个按钮和一个出口。", Order = 3, UIHint = InputUIHints.DynamicOutcomes)]
    [InEnglish("Choices", "The answers; each is a button and a port.")]
    public Input<ICollection<string>> Choices { get; set; } = new([]);

    /// <summary>Whose deadline is the cut-off: <c>collector</c> (the call of the case), <c>projectGroup</c> (the national call) or none. Default none.</summary>
    [Input(DisplayName = "截止", Description = "以哪一方的截止时间为限；不填则不限。", Order = 4, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices))]
    [InEnglish("Deadline of", "The party whose deadline ends the question; empty: none.")]
    public Input<string?> Deadline { get; set; } = new("");

    /// <summary>The answer that is taken at the cut-off; one of <see cref="Choices"/>.</summary>
    [Input(DisplayName = "截止时的选项", Description = "到截止时间仍未选择时，按此项处理。", Order = 5)]
    [InEnglish("Choice at the deadline", "The answer that is taken when the deadline has passed.")]
    public Input<string?> ChoiceWhenDue { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var whenDue = context.Get(ChoiceWhenDue) is { Length: > 0 } choice ? choice : null;
        var cutOff = await CutOffAsync(context);
        if (whenDue is not null && context.Now() > cutOff)
        {
            await context.CompleteActivityWithOutcomesAsync(whenDue);
            return;
        }

        var choices = context.Get(Choices) ?? [];
        var request = new JsonObject
        {
            ["question"] = context.Get(Question),
            ["choices"] = new JsonArray([.. choices.Select(c => new JsonObject { ["name"] = c, ["label"] = c })]),
        };
        await AskAsync(context, new Question([.. choices], request) { CutOff = whenDue is null ? null : cutOff, OutcomeAtCutOff = whenDue }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        await context.CompleteActivityWithOutcomesAsync(Answer.Of(context).Outcome);
    }

    private async ValueTask<DateTimeOffset?> CutOffAsync(ActivityExecutionContext context) => context.Get(Deadline) switch
    {
        null or "" => null,
        "collector" => (await context.CaseAsync()).Call!.ClosesAt,
        _ => (await context.NationalCallAsync()).ClosesAt,
    };
}
