namespace Workflows.Activities.Choices;

/// <summary>What <see cref="RegisterCommunity"/> enters.</summary>
public sealed class CommunityChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("组建", "form"), new("改选组长单位", "elect"), new("终止", "close")]);
}
