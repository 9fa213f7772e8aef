using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// 周期日程: sleeps until the next date of the cycle, and says which it is; each comes once. What comes due, and when, are parameters of the call (R80): a call
/// without half-year reports has none. Meanwhile the party may send a fee notice, give other work, or end the cycle before its time.
/// </summary>
[Activity("Approvals", "共同体", "等到周期内的下一个日期（半年、年度、周期将满、届满），每个日期到一次；其间可随时下达缴费通知、交办工作或提前终止。日期规则取自批次。", DisplayName = "周期日程")]
[InEnglish("Cycle dates", "Sleeps until the next date of the cycle and says which it is; meanwhile a fee notice or other work can be given.")]
[FlowNode("Plans", "HalfYear", "YearEnd", "WrapUp", "CycleEnd", "FeeNotice", "OtherWork", "Ended")]
public sealed class AwaitCycleDate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    private const string ByTheClock = "Due";

    /// <summary>The half-year or year that came due, e.g. <c>2023-H2</c>.</summary>
    [Output(DisplayName = "期间", Description = "到期的半年度或年度。")]
    [InEnglish("Period", "The half-year or year that came due.")]
    public Output<string> Period { get; set; } = new();

    /// <summary>The last day for what is owed, <c>yyyy-MM-dd</c>.</summary>
    [Output(DisplayName = "期限", Description = "应交材料的最后一天。")]
    [InEnglish("Due", "The last day for what is owed.")]
    public Output<string> Due { get; set; } = new();

    /// <summary>The last day of the cycle, <c>yyyy-MM-dd</c>: the term of what is owed once in it.</summary>
    [Output(DisplayName = "周期届满日", Description = "周期的最后一天；周期内只交一次的材料以此为期限。")]
    [InEnglish("Cycle end", "The last day of the cycle: the term of what is owed once in it.")]
    public Output<string> CycleEnd { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var cycle = await context.GetRequiredService<CycleDates>().Of(item, context.CancellationToken);
        if (cycle.Next(CycleDates.RulesOf(item)) is not { } next || await HasEndedAsync(context))
        {
            await context.CompleteActivityWithOutcomesAsync("Ended");
            return;
        }

        if (ShanghaiTime.StartOf(next.On) <= context.Now())
        {
            await ComeAsync(context, cycle, next);
            return;
        }

        var request = new JsonObject
        {
            ["event"] = next.Event.ToString(), ["period"] = next.Period, ["on"] = next.On.ToString("O", CultureInfo.InvariantCulture),
            ["startsOn"] = cycle.StartsOn.ToString("O", CultureInfo.InvariantCulture), ["endsOn"] = cycle.EndsOn.ToString("O", CultureInfo.InvariantCulture),
        };
        await AskAsync(
            context, new Question(["FeeNotice", "OtherWork", "Ended"], request) { CutOff = ShanghaiTime.StartOf(next.On), OutcomeAtCutOff = ByTheClock }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome != ByTheClock)
        {
            if (answer is { Outcome: "Ended", Comment.Length: 0 }) context.Refuse(new Approvals.Refusal("opinion.reason-required"));
            else await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
            return;
        }

        var item = await context.CaseAsync();
        var cycle = await context.GetRequiredService<CycleDates>().Of(item, context.CancellationToken);
        if (await HasEndedAsync(context)) await context.CompleteActivityWithOutcomesAsync("Ended");
        else await ComeAsync(context, cycle, cycle.Next(CycleDates.RulesOf(item))!);
    }

    private async ValueTask ComeAsync(ActivityExecutionContext context, Cycle cycle, CycleDate date)
    {
        await context.GetRequiredService<CycleDates>().Pass(cycle, date, context.CancellationToken);
        Period.Set(context, date.Period);
        Due.Set(context, date.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        CycleEnd.Set(context, cycle.EndsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await context.CompleteActivityWithOutcomesAsync(date.Event.ToString());
    }

    /// <summary>The community was closed meanwhile, e.g. because too few members were left.</summary>
    private static async ValueTask<bool> HasEndedAsync(ActivityExecutionContext context) =>
        (await context.Db().LoadCommunity((await context.CaseAsync()).ApplicantId, context.CancellationToken))?.Status == CommunityStatus.Closed;
}
