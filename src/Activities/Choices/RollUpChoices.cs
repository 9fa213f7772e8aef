namespace Workflows.Activities.Choices;

/// <summary>What <see cref="RollUpStatistics"/> works on.</summary>
public sealed class RollUpChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("各县、市的填报", "duties"), new("本省已完成的统计", "province")]);
}
