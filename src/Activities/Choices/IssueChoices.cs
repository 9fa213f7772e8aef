namespace Workflows.Activities.Choices;

/// <summary>The steps of issuing a document.</summary>
public sealed class IssueChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("编发文字号", "number"), new("网上发布", "release"), new("开放批次或变更截止日期", "open"), new("作废文号", "void")]);
}
