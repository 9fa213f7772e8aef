namespace Workflows.Activities.Choices;

/// <summary>To whom cases are dispatched: the audience of the call, or a party.</summary>
public sealed class RecipientChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("批次的发文范围", "audience"), .. PartyChoices.All]);
}
