namespace Workflows.Activities.Choices;

/// <summary>The windows of a call in which a <see cref="DecisionTask"/> asks for a day.</summary>
public sealed class WindowChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("不问日期", ""), new("会议时间", "meeting"), new("审核时间", "review"), new("宣传推广时间", "publicity")]);
}
