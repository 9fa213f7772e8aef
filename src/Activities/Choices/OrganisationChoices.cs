using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Choices;

/// <summary>The organisations that exist now, area by area.</summary>
public sealed class OrganisationChoices(ApprovalsDb db) : DropDownOptionsProviderBase, IOfferWhatExists
{
    /// <summary>More than this nobody finds in a list; larger installations give units by an expression.</summary>
    internal const int Most = 2000;

    protected override async ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken)
    {
        var organisations = await db.Organisations.Where(o => o.Status == OrganisationStatus.Active).OrderBy(o => o.AreaCode).ThenBy(o => o.FullName)
            .Take(Most).Select(o => new { o.Id, o.FullName }).ToListAsync(cancellationToken);
        return [new("", ""), .. organisations.Select(o => new SelectListItem(o.FullName, $"{o.Id}"))];
    }
}
