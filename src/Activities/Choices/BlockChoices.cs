using Workflows.Approvals.Forms;

namespace Workflows.Activities.Choices;

/// <summary>The opinion, signature and seal blocks of all forms, and the recommendation, which stands on no form.</summary>
public sealed class BlockChoices(FormDefinitions forms) : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([
            .. forms.All.SelectMany(f => f.Blocks).DistinctBy(b => b.Key).Select(b => new SelectListItem(b.Label.ToString(), b.Key)),
            new("推荐意见（不在表上）", "recommendation"),
        ]);
}
