namespace Workflows.Activities.Choices;

/// <summary>Rules besides those of a form.</summary>
public sealed class RuleSetChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("公文", "document")]);
}
