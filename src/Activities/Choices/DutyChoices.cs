namespace Workflows.Activities.Choices;

/// <summary>Kinds of duty (domain §3.16).</summary>
public sealed class DutyChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([
            new("工作要点任务", "workPoint"),
            new("半年报告", "halfYearReport"),
            new("年度工作总结", "yearlySummary"),
            new("年度工作总结与计划", "yearlySummaryAndPlan"),
            new("工作推进计划", "workPlan"),
            new("缴费", "fee"),
            new("统计", "statistics"),
            new("调研报告", "surveyReport"),
            new("工作要求佐证", "evidence"),
        ]);
}
