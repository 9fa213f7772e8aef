using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;

namespace Workflows.Activities.Choices;

/// <summary>The calls that are being prepared or open, newest first.</summary>
public sealed class CallChoices(ApprovalsDb db) : DropDownOptionsProviderBase, IOfferWhatExists
{
    protected override async ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken)
    {
        var calls = await db.Calls.Where(c => c.Status == CallStatus.Draft || c.Status == CallStatus.Open).OrderByDescending(c => c.Id)
            .Select(c => new { c.Code, c.Title }).ToListAsync(cancellationToken);
        return [new("", ""), .. calls.Select(c => new SelectListItem($"{c.Code} {c.Title}", c.Code))];
    }
}
