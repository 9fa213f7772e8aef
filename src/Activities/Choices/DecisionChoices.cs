namespace Workflows.Activities.Choices;

/// <summary>The decisions that a case can wait for, and that a chain can tell its cases.</summary>
public sealed class DecisionChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("批次名单", "list"), new("推荐排序", "ranking"), new("上级推介名单", "promotion")]);
}
