using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Duties;

namespace Workflows.Activities;

/// <summary>
/// 最低要求核对: counts the activities of a community against what its year asks: two learning activities, two work meetings, and one training in the cycle (R85).
/// The numbers are the call's. At the end of the cycle it also names the evidence (管理办法 第十六条) that the chain gave out as duties and that was not handed in.
/// A shortfall is reported; it never leads to an exit (R46).
/// </summary>
[Activity("Approvals", "共同体", "按活动签到记录核对一年（或整个周期）的最低要求：学习活动、研讨会议、培训；周期届满时并列出未提交的佐证。数量取自批次；未达到只提醒，不引起退出。", DisplayName = "最低要求核对")]
[InEnglish("Check the minima", "Counts a community's recorded activities against what its year or cycle asks, and at its end names evidence that was not handed in; a shortfall is only reported.")]
[FlowNode("Met", "Shortfall")]
public sealed class CheckMinima([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The year, e.g. <c>2024</c>. Default: the year before now.</summary>
    [Input(DisplayName = "年度", Description = "核对哪一年；不填为上一年。", Order = 0)]
    [InEnglish("Year", "Which year; empty: the last one.")]
    public Input<string?> Year { get; set; } = new("");

    /// <summary>Whether the cycle has ended, so that its training and its evidence are looked at too. Default no.</summary>
    [Input(DisplayName = "周期届满", Description = "是否核对整个周期的要求（培训、佐证）。", Order = 1, DefaultValue = false)]
    [InEnglish("Whole cycle", "Whether what a whole cycle asks is counted too.")]
    public Input<bool> WholeCycle { get; set; } = new(false);

    /// <summary>What is missing, in words.</summary>
    [Output(DisplayName = "缺项", Description = "未达到的要求。")]
    [InEnglish("Missing", "What is missing, in words.")]
    public Output<string> Missing { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var cycle = await context.GetRequiredService<CycleDates>().Of(item, context.CancellationToken);
        var year = int.TryParse(context.Get(Year), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : context.Now().Year - 1;
        var minima = await context.GetRequiredService<CountMinima>().Run(cycle, year, await context.ParameterAsync("minima") as JsonObject, context.Get(WholeCycle), context.CancellationToken);
        var evidence = context.Get(WholeCycle) ? await NotHandedInAsync(context, item) : [];
        var missing = string.Join("；", minima.Where(m => m.Missing > 0).Select(m => $"{Words(m.Kind)}应有 {m.Wanted} 次，实有 {m.Found} 次，缺 {m.Missing} 次").Concat(evidence));
        var outcome = missing.Length == 0 ? "Met" : "Shortfall";
        Missing.Set(context, missing);
        await context.AuditAsync("minima.checked", new AuditDetail
        {
            Clause = "R85", Outcome = outcome, Before = year.ToString(CultureInfo.InvariantCulture), Comment = missing.Length == 0 ? null : missing,
        });
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    /// <summary>The evidence that is still owed to the chain of this case, in the order in which it was given out.</summary>
    private static async Task<IReadOnlyList<string>> NotHandedInAsync(ActivityExecutionContext context, Case item)
    {
        var owed = await context.Db().Duties.AsNoTracking()
            .Where(d => d.Case!.ParentId == item.Id && d.Kind == DutyKind.Evidence && (d.State == DutyState.Open || d.State == DutyState.Overdue))
            .OrderBy(d => d.CaseId).Select(d => new { d.Title, d.Period }).ToListAsync(context.CancellationToken);
        return [.. owed.Select(d => d.Period.Length == 0 ? $"未提交佐证：{d.Title}" : $"未提交佐证：{d.Title}（{d.Period} 年）")];
    }

    private static string Words(GatheringKind kind) => kind switch
    {
        GatheringKind.LearningActivity => "市民学习活动",
        GatheringKind.Training => "社区教育工作者培训",
        _ => "研讨工作会议",
    };
}
