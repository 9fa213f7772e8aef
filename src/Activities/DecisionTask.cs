using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;

namespace Workflows.Activities;

/// <summary>
/// Asks a question with a few answers; each answer is a port of the box. It may have a cut-off, at which one of the answers is taken. With a window of the call, the first answer names a
/// day in it; a call that has no such window is not asked.
/// </summary>
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

    /// <summary>Working days for the answer: a number, or the call's parameter that holds one. Then <see cref="ChoiceWhenDue"/> is taken. Default: none.</summary>
    [Input(DisplayName = "答复期限（工作日）", Description = "几个工作日内答复：数字，或批次参数的名称；期满按“截止时的选项”处理。", Order = 6)]
    [InEnglish("Within", "Working days for the answer: a number, or the call's parameter that holds one.")]
    public Input<string?> Within { get; set; } = new("");

    /// <summary>Ask every organisation of the party. The first choice is taken when all took it, any other one at once. Default no.</summary>
    [Input(DisplayName = "逐一征询", Description = "逐一征询该方的全部单位：全部选第一项才算第一项，有一家选其他项即按其他项处理。", Order = 7, DefaultValue = false)]
    [InEnglish("Everyone", "Asks every organisation of the party: the first choice needs all of them, any other is taken at once.")]
    public Input<bool> Everyone { get; set; } = new(false);

    /// <summary>Choices that need a reason. Default: none.</summary>
    [Input(DisplayName = "须说明理由的选项", Description = "选择这些选项时必须写明理由。", Order = 8, UIHint = InputUIHints.MultiText)]
    [InEnglish("Reason for", "The choices that need a reason.")]
    public Input<ICollection<string>> ReasonFor { get; set; } = new([]);

    /// <summary>
    /// <c>meeting</c>, <c>review</c> or <c>publicity</c>: the window of the call in which the first choice names a day. Where the call has none, nobody is asked and the first choice is taken.
    /// Default: none, no day is asked for.
    /// </summary>
    [Input(DisplayName = "日期窗口", Description = "选第一项时须写明批次哪一时间段中的一天；批次没有设该时间段的不询问，按第一项处理。", Order = 9, UIHint = InputUIHints.DropDown, UIHandler = typeof(WindowChoices))]
    [InEnglish("Window", "The window of the call in which the first choice names a day; a call without it is not asked, and the first choice is taken. Empty: no day.")]
    public Input<string?> Window { get; set; } = new("");

    /// <summary>The reason that was given.</summary>
    [Output(DisplayName = "理由", Description = "选择时写明的理由。")]
    [InEnglish("Reason", "The reason that was given.")]
    public Output<string> Reason { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var whenDue = context.Get(ChoiceWhenDue) is { Length: > 0 } choice ? choice : null;
        var cutOff = await WithinAsync(context, context.Get(Within)) ?? await CutOffAsync(context);
        if (whenDue is not null && context.Now() > cutOff)
        {
            await context.CompleteActivityWithOutcomesAsync(whenDue);
            return;
        }

        var choices = context.Get(Choices) ?? [];
        var window = await WindowAsync(context);
        if (window is null && context.Get(Window) is { Length: > 0 })
        {
            await context.CompleteActivityWithOutcomesAsync(choices.First());
            return;
        }

        var request = new JsonObject
        {
            ["question"] = context.Get(Question),
            ["choices"] = new JsonArray([.. choices.Select(c => new JsonObject { ["name"] = c, ["label"] = c })]),
        };
        if (window is not null) (request["from"], request["to"]) = (Text(window.From), Text(window.To));
        var question = new Question([.. choices], request) { CutOff = whenDue is null ? null : cutOff, OutcomeAtCutOff = whenDue };
        if (!context.Get(Everyone))
        {
            await AskAsync(context, question, OnDecidedAsync);
            return;
        }

        var organisations = await OrganisationsAsync(context);
        if (organisations.Count == 0) await context.CompleteActivityWithOutcomesAsync(choices.First());
        else await AskEachAsync(context, organisations, _ => question with { Request = (JsonObject)request.DeepClone() }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Comment.Length == 0 && context.Get(ReasonFor)?.Contains(answer.Outcome) == true)
        {
            context.Refuse(new Refusal("opinion.reason-required"));
            return;
        }

        if (answer.Outcome == context.Get(Choices)!.First() && await WindowAsync(context) is { } window && !await NameDayAsync(context, answer, window)) return;
        Reason.Set(context, answer.Comment);
        if (context.Get(Everyone))
        {
            if (answer.Outcome == context.Get(Choices)!.First() && (await UnansweredAsync(context)).Count > 0) return;
            await WithdrawUnansweredAsync(context);
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    /// <summary>Enters the day that was named. False: it was refused, with <c>day.required</c> or <c>day.outside-window</c>.</summary>
    private static async ValueTask<bool> NameDayAsync(ActivityExecutionContext context, Answer answer, DayRange window)
    {
        if (!DateOnly.TryParseExact(answer.Data["day"]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            context.Refuse(new Refusal("day.required", window.From, window.To));
            return false;
        }

        if (day < window.From || day > window.To)
        {
            context.Refuse(new Refusal("day.outside-window", day, window.From, window.To));
            return false;
        }

        await context.AuditAsync("day.set", new AuditDetail { Outcome = answer.Outcome, After = Text(day), Comment = answer.Comment.Length == 0 ? null : answer.Comment });
        return true;
    }

    private async ValueTask<DayRange?> WindowAsync(ActivityExecutionContext context)
    {
        if (context.Get(Window) is not { Length: > 0 } named) return null;
        foreach (var (name, days) in (await context.NationalCallAsync()).Windows())
            if (name == named) return days;
        throw new InvalidOperationException($"Expected the window of activity {Id} to be meeting, review or publicity, found {named}. Choose one of them.");
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async ValueTask<DateTimeOffset?> CutOffAsync(ActivityExecutionContext context) => context.Get(Deadline) switch
    {
        null or "" => null,
        "collector" => (await context.CaseAsync()).Call!.ClosesAt,
        _ => (await context.NationalCallAsync()).ClosesAt,
    };
}
