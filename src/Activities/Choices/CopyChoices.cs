namespace Workflows.Activities.Choices;

/// <summary>抄报 or 抄送.</summary>
public sealed class CopyChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("抄报", "up"), new("抄送", "to")]);
}
