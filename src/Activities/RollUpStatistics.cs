using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Statistics;

namespace Workflows.Activities;

/// <summary>
/// 统计汇总: makes one row of a province from the figures that its counties and cities reported (<c>duties</c>): sums, funding over people (R56), and no part
/// above its whole (R55). Whoever rolls up sees every figure with the unit it comes from. With <c>province</c> it takes the finished row into the package of
/// the province, at once and without asking.
/// </summary>
[Activity("Approvals", "统计与任务", "把各县、市填报的数字汇总成一行并核对：求和、人均按合计相除、部分不大于整体；也可把已完成的统计并入上报材料。", DisplayName = "统计汇总")]
[InEnglish("Roll up statistics", "Makes one row from the reported figures and checks it, or takes the finished row into the package.")]
[FlowNode("Complete", "Inconsistent")]
public sealed class RollUpStatistics([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary><c>duties</c>: from the cases that this chain opened; <c>province</c>: the finished row of the province. Default duties.</summary>
    [Input(DisplayName = "汇总对象", Description = "汇总各县、市的填报，或并入本省已完成的统计。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(RollUpChoices), DefaultValue = "duties")]
    [InEnglish("Of", "The reports of counties and cities, or the finished row of the province.")]
    public Input<string> Of { get; set; } = new("duties");

    /// <summary>Which form holds the row. Default <c>institution-statistics</c>.</summary>
    [Input(DisplayName = "表单", Description = "汇总结果所在的表单。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices), DefaultValue = RollUp.FormKey)]
    [InEnglish("Form", "The form that holds the row.")]
    public Input<string> FormKey { get; set; } = new(RollUp.FormKey);

    /// <summary>Ids of the units that have to report again, with commas; empty: none.</summary>
    [Output(DisplayName = "须更正的单位", Description = "数字不一致、须重新填报的单位编号，用逗号隔开。")]
    [InEnglish("Units", "Ids of the units that have to report again, with commas.")]
    public Output<string> Units { get; set; } = new();

    /// <summary>The form that those units have to fill again.</summary>
    [Output(DisplayName = "须更正的表单", Description = "须重新填报的表单。")]
    [InEnglish("Form to correct", "The form that those units fill again.")]
    public Output<string> FormToCorrect { get; set; } = new();

    /// <summary>Tells the rounds of reporting apart: <c>2</c> for the first correction.</summary>
    [Output(DisplayName = "轮次", Description = "第几轮填报。")]
    [InEnglish("Round", "Which round of reporting comes next.")]
    public Output<string> Round { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        if (context.Get(Of) == "province")
        {
            var adopted = (await context.GetRequiredService<AdoptStatistics>().Run(context.CaseId(), context.Get(FormKey)!, context.CancellationToken))
                .OrFault($"the statistics to be taken into case {context.CaseId()}");
            await context.CompleteActivityWithOutcomesAsync(adopted.IsThere ? "Complete" : "Inconsistent");
            return;
        }

        await AskAsync(context, new Question(["Complete", "Inconsistent"], new JsonObject { ["formKey"] = context.Get(FormKey) }), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Inconsistent" && answer.Comment.Length == 0)
        {
            context.Refuse(new Refusal("opinion.comment-required"));
            return;
        }

        var rollUp = context.OrRefuse(await context.GetRequiredService<RollUp>().Run(context.CaseId(), context.CancellationToken));
        if (rollUp is null) return;
        var toCorrect = Chosen(answer, rollUp);
        var forms = rollUp.Sources.Where(s => toCorrect.Contains(s.UnitId)).GroupBy(s => s.FormKey).FirstOrDefault();
        Units.Set(context, string.Join(',', forms?.Select(s => s.UnitId.ToString(CultureInfo.InvariantCulture)) ?? []));
        FormToCorrect.Set(context, forms?.Key ?? "");
        var kept = await context.Db().RollUps.CountAsync(r => r.CaseId == rollUp.CaseId, context.CancellationToken);
        Round.Set(context, (kept + 2).ToString(CultureInfo.InvariantCulture));
        await context.CompleteActivityWithOutcomesAsync(answer.Outcome == "Complete" && rollUp.Findings.Count == 0 ? "Complete" : "Inconsistent");
    }

    /// <summary>The units whose figures do not fit, and those that the person names; whoever has not reported is not asked a second time.</summary>
    private static HashSet<long> Chosen(Answer answer, StatisticsRollUp rollUp)
    {
        var named = (answer.Data["units"] as JsonArray ?? []).Select(u => long.TryParse(u?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
        var accepted = rollUp.Sources.Where(s => s.IsAccepted).Select(s => s.UnitId).ToHashSet();
        return [.. rollUp.Findings.Where(f => f.Code == "part-above-whole").Select(f => f.UnitId).Concat(named).Where(accepted.Contains)];
    }
}
