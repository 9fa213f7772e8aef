namespace Workflows.Activities.Choices;

/// <summary>The statuses of a case (one vocabulary for all chains).</summary>
public sealed class StatusChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([
            new("已提交", "submitted"),
            new("审核中", "inReview"),
            new("退回修改", "returned"),
            new("不同意", "rejected"),
            new("逾期", "late"),
            new("已收件", "received"),
            new("已推荐", "recommended"),
            new("未上报", "notForwarded"),
            new("评定中", "inAssessment"),
            new("已研究决定", "decided"),
            new("已备案", "filed"),
            new("已公布", "listed"),
            new("未入选", "notListed"),
            new("已撤回", "recalled"),
            new("已组建共同体", "inCommunity"),
            new("退出中", "exiting"),
            new("已退出", "exited"),
            new("省级入围", "shortlisted"),
            new("已入选推荐", "selected"),
            new("仅为省级品牌", "provincialOnly"),
            new("已上报", "uploaded"),
            new("教育部推介", "promoted"),
            new("未通过审核", "notPassed"),
            new("办理中", "open"),
            new("已完成", "accepted"),
            new("逾期未完成", "overdue"),
            new("已印发", "dispatched"),
        ]);
}
