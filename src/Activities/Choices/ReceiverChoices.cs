namespace Workflows.Activities.Choices;

/// <summary>Who accepts a duty: the centre that guides the unit, or a party.</summary>
public sealed class ReceiverChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([.. PartyChoices.All]);
}
