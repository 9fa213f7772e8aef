using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Host.Jobs;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;
using Workflows.Paper.Tables;

namespace Workflows.Host.Lists;

/// <summary>A published list.</summary>
/// <param name="Edition">1, or more where it was corrected or withdrawn.</param>
/// <param name="WithdrawnAt">Since when it no longer counts.</param>
public sealed record PublicList(
    long Id, string Kind, string Title, string CallCode, string CallTitle, DateTimeOffset PublishedAt, string? FilingNumber, string? Publisher, int Count, int Edition = 1, DateTimeOffset? WithdrawnAt = null);

/// <summary>A published list with its units.</summary>
/// <param name="Editions">Every edition, the first one first.</param>
public sealed record PublicListView(PublicList List, IReadOnlyList<PublicListEntry> Units, IReadOnlyList<ListEdition> Editions);

/// <summary>A unit on a published list.</summary>
public sealed record PublicListEntry(int Number, string Unit, string CaseNumber);

/// <summary>Reads what everybody may read: published lists. Nothing else leaves here, neither scores nor reasons nor who is not listed.</summary>
public sealed class ReadLists(ApprovalsDb db)
{
    /// <param name="text">Part of a list's title or of the name of a unit on it.</param>
    public async Task<IReadOnlyList<PublicList>> All(string? text = null, CancellationToken cancellation = default)
    {
        var lists = Published().Newest(db);
        if (!string.IsNullOrWhiteSpace(text)) lists = lists.Where(l => l.Title.Contains(text.Trim()) || l.Entries.Any(e => e.IsListed && e.Unit.Contains(text.Trim())));
        return await Views(lists.OrderByDescending(l => l.PublishedAt).Take(200), cancellation);
    }

    public async Task<PublicListView?> One(long id, CancellationToken cancellation = default)
    {
        if (await Views(Published().Where(l => l.Id == id), cancellation) is not [var list]) return null;
        var entries = await db.ListEntries.AsNoTracking().Where(e => e.ListId == id && e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.Case!.Number)
            .Select(e => new { e.Unit, e.Case!.Number }).ToListAsync(cancellation);
        var editions = await db.EditionsOf(await db.Lists.AsNoTracking().SingleAsync(l => l.Id == id, cancellation), cancellation);
        return new PublicListView(list, [.. entries.Select((e, i) => new PublicListEntry(i + 1, e.Unit, e.Number))],
            [.. editions.Select(e => new ListEdition(e.Id, e.Edition, e.PublishedAt!.Value, e.ChangeNote, e.WithdrawnAt is not null))]);
    }

    private IQueryable<PublishedList> Published() => db.Lists.AsNoTracking().Where(list => list.Status == ListStatus.Published && list.PublishedAt != null);

    /// <summary>The publisher stands there by its name of that time.</summary>
    private async Task<IReadOnlyList<PublicList>> Views(IQueryable<PublishedList> lists, CancellationToken cancellation)
    {
        var found = await (
            from list in lists
            let publisherId = list.PublisherId ?? list.Call!.PublishById ?? list.Call.FileWithId
            select new
            {
                PublisherId = publisherId,
                List = new PublicList(
                    list.Id, list.Kind, list.Title, list.Call!.Code, list.Call.Title, list.PublishedAt!.Value,
                    db.Filings.Where(f => f.CallId == list.CallId && list.RequiresFiling && f.FilingNumber != null).OrderByDescending(f => f.At).Select(f => f.FilingNumber).FirstOrDefault(),
                    db.Organisations.Where(o => o.Id == publisherId).Select(o => o.FullName).FirstOrDefault(),
                    list.Entries.Count(e => e.IsListed), list.Edition, list.WithdrawnAt),
            }).ToListAsync(cancellation);
        if (found.Count == 0) return [];
        var names = await NamesInTime.Since(db, found.Min(f => f.List.PublishedAt), cancellation);
        return found.ConvertAll(f => f.List with { Publisher = names.At(f.PublisherId, f.List.PublishedAt, f.List.Publisher) });
    }
}

internal static class ListsApi
{
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/lists").WithTags("Published lists").AllowAnonymous();
        lists.MapGet("", async (ReadLists read, string? text, CancellationToken cancellation) => await read.All(text, cancellation))
            .WithSummary("Published lists, the latest first").WithDescription("Without signing in. At most 200; `text` finds a part of the title or of the name of a unit on the list.");
        lists.MapGet("/{id:long}", async (long id, ReadLists read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(id, cancellation)).OrUnknown(context, "list", id)).Produces<PublicListView>().WithSummary("One published list with its units").WithDescription("Without signing in. An edition that was corrected or withdrawn stays readable; `editions` names all of them.");

        lists.MapGet("/{id:long}/table.xlsx", async (long id, ReadListOnPaper read, HttpContext context, CancellationToken cancellation) =>
            await read.Run(id, publishedOnly: true, cancellation) is { } list ? Results.File(ListTable.Xlsx(Table(list)), FileKinds.Xlsx, $"{list.Title}.xlsx") : context.Unknown("list", id))
            .Produces<byte[]>(contentType: FileKinds.Xlsx).WithSummary("A published list as a spreadsheet").WithDescription("Without signing in. What a spreadsheet would take for a formula is made harmless.");

        lists.MapGet("/{id:long}/table.csv", async (long id, ReadListOnPaper read, HttpContext context, CancellationToken cancellation) =>
            await read.Run(id, publishedOnly: true, cancellation) is { } list ? Results.File(ListTable.Csv(Table(list)), "text/csv; charset=utf-8", $"{list.Title}.csv") : context.Unknown("list", id))
            .Produces<byte[]>(contentType: "text/csv").WithSummary("A published list as comma-separated text").WithDescription("Without signing in. UTF-8 with a byte order mark; what a spreadsheet would take for a formula is made harmless.");

        lists.MapGet("/feed", async (ReadLists read, PaperAddress address, TimeProvider clock, CancellationToken cancellation) =>
            Results.Bytes(ListFeed.Write(await read.All(null, cancellation), address.Site, clock.GetUtcNow()), "application/atom+xml; charset=utf-8"))
            .Produces<byte[]>(contentType: "application/atom+xml").WithSummary("Published lists as an Atom feed, the latest first").WithDescription("Without signing in. A corrected or withdrawn list comes again, under the number of its edition.");

        var revise = api.MapGroup("/lists").WithTags("Published lists");
        revise.MapPost("/{id:long}/corrections", async (long id, ListCorrection correction, Caller caller, ReviseAsPublisher run, HttpContext context, CancellationToken cancellation) =>
            (await run.Correct(caller, id, correction, cancellation)).Answer(context)).Produces<RevisedList>().WithSummary("Correct a published list")
            .WithDescription("For its publisher. A new edition takes the place of this one; spelling may be corrected and units taken off, never added.");
        revise.MapPost("/{id:long}/withdrawal", async (long id, ListWithdrawal withdrawal, Caller caller, ReviseAsPublisher run, HttpContext context, CancellationToken cancellation) =>
            (await run.Withdraw(caller, id, withdrawal.Note, cancellation)).Answer(context)).Produces<RevisedList>().WithSummary("Withdraw a published list").WithDescription("For its publisher. A new edition says so; the one before stays readable.");
    }

    private static ListTable Table(ListOnPaper list) => new(list.Title, list.Publisher, list.FilingNumber, list.Day, list.Edition?.Note, [.. list.Units.Select(u => new ListRow(u.Number, u.Province, u.Unit))]);
}
