using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Lists;

/// <summary>The editions of a list: one after another, the newest counts.</summary>
public static class Editions
{
    /// <summary>Lists whose place no other edition has taken.</summary>
    public static IQueryable<PublishedList> Newest(this IQueryable<PublishedList> lists, ApprovalsDb db) => lists.Where(l => !db.Lists.Any(n => n.ReplacesId == l.Id));

    /// <summary>Every edition of the list that this one belongs to, the first one first.</summary>
    public static async Task<IReadOnlyList<PublishedList>> EditionsOf(this ApprovalsDb db, PublishedList list, CancellationToken cancellation = default)
    {
        var of = await db.Lists.AsNoTracking().Where(l => l.CallId == list.CallId && l.Kind == list.Kind).ToListAsync(cancellation);
        var editions = new List<PublishedList> { of.Find(l => l.Id == list.Id) ?? list };
        while (of.Find(l => l.Id == editions[0].ReplacesId) is { } before) editions.Insert(0, before);
        while (of.Find(l => l.ReplacesId == editions[^1].Id) is { } after) editions.Add(after);
        return editions;
    }
}
