namespace Workflows.Activities.Choices;

/// <summary>The tables that <see cref="BuildSummaryTable"/> can build.</summary>
public sealed class SummaryChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("推荐情况汇总表", "recommendation"), new("材料齐全性表", "completeness"), new("责任任务进展", "duties"), new("品牌项目汇总表（附件3）", "brandSummary"), new("全国汇总计数", "nationalCount")]);
}
