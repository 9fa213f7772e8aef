using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <param name="Next">Empty on the last page.</param>
public sealed record FinishedPage(IReadOnlyList<FinishedWorkItem> Rows, FinishedCursor? Next);

/// <summary>Where a page ended.</summary>
public sealed record FinishedCursor(DateTimeOffset FinishedAt, long WorkItemId);

/// <summary>What a person decided, the latest first.</summary>
public sealed class ReadFinished(ApprovalsDb db)
{
    /// <param name="size">Rows per page, 1 to 200.</param>
    /// <param name="text">Only what has it in its title, its unit's name or its case number.</param>
    public async Task<FinishedPage> Run(long personId, FinishedCursor? after = null, int size = 20, string? text = null, CancellationToken cancellation = default)
    {
        size = Math.Clamp(size, 1, 200);
        var items = db.FinishedWorkItems.AsNoTracking().Where(i => i.DecidedById == personId);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (part, number) = (text.Trim(), text.Trim().ToUpperInvariant());
            var renamed = db.Renamed(part);
            items = items.Where(i => i.Title.Zh.Contains(part) || i.Title.En.Contains(part) || i.Unit.Contains(part) || i.CaseNumber!.Contains(number) || db.Cases.Any(c => c.Id == i.CaseId && renamed.Contains(c.ApplicantId)));
        }
        if (after is not null)
            items = items.Where(i => i.FinishedAt <= after.FinishedAt && (i.FinishedAt < after.FinishedAt || i.Id < after.WorkItemId));
        var page = await items.OrderByDescending(i => i.FinishedAt).ThenByDescending(i => i.Id).Take(size + 1).ToListAsync(cancellation);
        if (page.Count <= size) return new FinishedPage(page, null);
        page.RemoveAt(size);
        return new FinishedPage(page, new FinishedCursor(page[^1].FinishedAt, page[^1].Id));
    }
}
