namespace Workflows.Activities.Choices;

/// <summary>The lists that <see cref="PublishList"/> publishes.</summary>
public sealed class ListChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("批次名单", ""), new("退出名单", "exit")]);
}
