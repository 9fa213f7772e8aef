using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Host.Refusals;

namespace Workflows.Host.Lists;

/// <summary>A published list.</summary>
public sealed record PublicList(long Id, string Kind, string Title, string CallCode, string CallTitle, DateTimeOffset PublishedAt, string? FilingNumber, string? Publisher, int Count);

/// <summary>A published list with its units.</summary>
public sealed record PublicListView(PublicList List, IReadOnlyList<PublicListEntry> Units);

/// <summary>A unit on a published list.</summary>
public sealed record PublicListEntry(int Number, string Unit, string CaseNumber);

/// <summary>Reads what everybody may read: published lists. Nothing else leaves here, neither scores nor reasons nor who is not listed.</summary>
public sealed class ReadLists(ApprovalsDb db)
{
    /// <param name="text">Part of a list's title or of the name of a unit on it.</param>
    public async Task<IReadOnlyList<PublicList>> All(string? text = null, CancellationToken cancellation = default)
    {
        var lists = Published();
        if (!string.IsNullOrWhiteSpace(text)) lists = lists.Where(l => l.Title.Contains(text.Trim()) || l.Entries.Any(e => e.IsListed && e.Unit.Contains(text.Trim())));
        return await Views(lists.OrderByDescending(l => l.PublishedAt).Take(200)).ToListAsync(cancellation);
    }

    public async Task<PublicListView?> One(long id, CancellationToken cancellation = default)
    {
        if (await Views(Published().Where(l => l.Id == id)).SingleOrDefaultAsync(cancellation) is not { } list) return null;
        var entries = await db.ListEntries.AsNoTracking().Where(e => e.ListId == id && e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.Case!.Number)
            .Select(e => new { e.Unit, e.Case!.Number }).ToListAsync(cancellation);
        return new PublicListView(list, [.. entries.Select((e, i) => new PublicListEntry(i + 1, e.Unit, e.Number))]);
    }

    private IQueryable<PublishedList> Published() => db.Lists.AsNoTracking().Where(list => list.Status == ListStatus.Published && list.PublishedAt != null);

    private IQueryable<PublicList> Views(IQueryable<PublishedList> lists) =>
        from list in lists
        select new PublicList(
            list.Id, list.Kind, list.Title, list.Call!.Code, list.Call.Title, list.PublishedAt!.Value,
            db.Filings.Where(f => f.ListId == list.Id && f.FilingNumber != null).OrderByDescending(f => f.At).Select(f => f.FilingNumber).FirstOrDefault(),
            db.Organisations.Where(o => o.Id == (list.PublisherId ?? list.Call.PublishById ?? list.Call.FileWithId)).Select(o => o.FullName).FirstOrDefault(),
            list.Entries.Count(e => e.IsListed));
}

internal static class ListsApi
{
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/lists").WithTags("Published lists").AllowAnonymous();
        lists.MapGet("", async (ReadLists read, string? text, CancellationToken cancellation) => await read.All(text, cancellation))
            .WithSummary("Published lists, the latest first").WithDescription("Without signing in. At most 200; `text` finds a part of the title or of the name of a unit on the list.");
        lists.MapGet("/{id:long}", async (long id, ReadLists read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(id, cancellation)).OrUnknown(context, "list", id)).Produces<PublicListView>().WithSummary("One published list with its units").WithDescription("Without signing in.");
    }
}
