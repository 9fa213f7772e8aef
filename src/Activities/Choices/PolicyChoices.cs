namespace Workflows.Activities.Choices;

/// <summary>What becomes of a step that nobody can take.</summary>
public sealed class NobodyChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("等待，直到有人任职", "wait"), new("跳过，栏内注明原因", "skip"), new("交替补岗位办理", "standIn"), new("交本单位管理员处理", "administrator")]);
}

/// <summary>What becomes of a step whose approver filled the form.</summary>
public sealed class ApplicantChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("照常办理（外单位意见一律回避）", "ask"), new("由同岗位其他人办理", "another"), new("没有其他人时跳过，栏内注明原因", "skip")]);
}

/// <summary>What becomes of a step whose only approver has approved the case already.</summary>
public sealed class SameApproverChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("照常征求意见", "ask"), new("上一环节刚同意过的，不再重复征求", "consecutive"), new("此前任一环节同意过的，不再重复征求", "ever")]);
}
