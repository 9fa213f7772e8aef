using Workflows.Approvals.Forms;

namespace Workflows.Activities.Choices;

/// <summary>The forms of this installation.</summary>
public sealed class FormChoices(FormDefinitions forms) : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([.. forms.All.Select(f => new SelectListItem($"{f.Number} {f.Title}".Trim(), f.Key))]);
}
