using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// 连续缺席判定: counts, for every unit that was absent, its unexcused absences in a row within the scope of this activity (R44, R45, R49). A first one is a
/// warning; the one that reaches the threshold triggers the exit. Nothing else than absence does (R46).
/// </summary>
[Activity("Approvals", "共同体", "按活动范围（项目或共同体）统计缺席单位的连续缺席次数：首次提醒，达到次数触发自动退出；准假不计，到场重计。", DisplayName = "连续缺席判定")]
[InEnglish("Judge absences", "Counts unexcused absences in a row within the activity's scope: a first one warns, the threshold triggers the exit.")]
[FlowNode("Clear", "Warned", "ExitTriggered")]
public sealed class EvaluateAbsence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The call's parameter that holds how many absences in a row count as leaving. Default <c>absenceThreshold</c>; where the call has none: 2.</summary>
    [Input(DisplayName = "次数参数", Description = "批次参数的名称，其值为视为退出的连续缺席次数；批次未设时为两次。", Order = 0, DefaultValue = "absenceThreshold")]
    [InEnglish("Threshold", "The call's parameter that holds the number of absences in a row; two where it has none.")]
    public Input<string> Threshold { get; set; } = new("absenceThreshold");

    /// <summary>Ids of the units whose exit is triggered, with commas.</summary>
    [Output(DisplayName = "触发退出的单位", Description = "单位编号，以逗号分隔。")]
    [InEnglish("Exiting", "Ids of the units whose exit is triggered, with commas.")]
    public Output<string> Exiting { get; set; } = new();

    /// <summary><c>project</c> or <c>community</c>.</summary>
    [Output(DisplayName = "范围", Description = "project（项目）或 community（共同体）。")]
    [InEnglish("Scope", "Project or community.")]
    public Output<string> Scope { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var gathering = await context.Db().GatheringOf(context.CaseId(), context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected case {context.CaseId()} to have an activity with its sheet, found none. Put 活动签到 before activity {Id}.");
        var threshold = int.TryParse((await context.ParameterAsync(context.Get(Threshold)!))?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own > 0 ? own : 2;
        var judged = await context.GetRequiredService<JudgeAbsences>().Run(gathering, threshold, context.CancellationToken);
        Exiting.Set(context, string.Join(',', judged.Exiting.Select(a => a.OrganisationId.ToString(CultureInfo.InvariantCulture))));
        Scope.Set(context, gathering.Scope == GatheringScope.Project ? "project" : "community");
        await context.CompleteActivityWithOutcomesAsync(judged.Exiting.Count > 0 ? "ExitTriggered" : judged.Warned.Count > 0 ? "Warned" : "Clear");
    }
}
