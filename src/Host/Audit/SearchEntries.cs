using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Host.Parts;

namespace Workflows.Host.Audit;

/// <summary>Which entries of all chains are wanted; every member that is given must fit.</summary>
/// <param name="Subject">What they are about, e.g. <c>Person:12</c>, or a kind: <c>Definition</c>.</param>
/// <param name="Person">A part of the name of who did it, for whom it was done, or whom it is about.</param>
/// <param name="Action">A part of what was done, in words or as its code.</param>
/// <param name="From">On this day or later.</param>
/// <param name="To">On this day or earlier.</param>
/// <param name="Before">Only entries older than this one: the next page.</param>
public sealed record EntryQuery(string? Subject = null, string? Person = null, string? Action = null, DateOnly? From = null, DateOnly? To = null, long? Before = null);

/// <summary>An entry of any chain.</summary>
public sealed record FoundEntry : AuditEntryView
{
    public FoundEntry(AuditEntry entry, AuditEntryView view) : base(view) => (Id, Subject) = (entry.Id, entry.Subject);

    public long Id { get; }
    public string Subject { get; }
}

/// <summary>A page of entries.</summary>
/// <param name="Older">The <see cref="EntryQuery.Before"/> of the next page; null: this was the last.</param>
public sealed record FoundEntries(IReadOnlyList<FoundEntry> Entries, long? Older);

/// <summary>Finds what was done by whom in all chains of the trail, for those who may read every one.</summary>
public sealed class SearchEntries(ApprovalsDb db, ActionWords words)
{
    /// <summary>Entries of a page.</summary>
    public const int Most = 50;

    /// <returns>The newest first.</returns>
    public async Task<FoundEntries> Run(EntryQuery query, CancellationToken cancellation = default)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (Asked.Words(query.Subject) is { } subject)
        {
            var kind = $"{subject}:";
            entries = subject.Contains(':', StringComparison.Ordinal) ? entries.Where(e => e.Subject == subject) : entries.Where(e => e.Subject.StartsWith(kind));
        }
        if (Asked.Words(query.Person) is { } person)
        {
            var people = await db.People.Where(p => p.Name.Contains(person)).Select(p => p.Id).ToListAsync(cancellation);
            var subjects = people.ConvertAll(Subject.Person);
            entries = entries.Where(e => people.Contains(e.PersonId!.Value) || people.Contains(e.OnBehalfOfId!.Value) || subjects.Contains(e.Subject));
        }
        if (Asked.Words(query.Action) is { } action)
        {
            var actions = words.Matching(action);
            entries = entries.Where(e => actions.Contains(e.Action) || e.Action == action);
        }
        if (query.From is { } from)
        {
            var start = ShanghaiTime.StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }
        if (query.To is { } to)
        {
            var end = ShanghaiTime.EndOf(to);
            entries = entries.Where(e => e.At < end);
        }
        if (query.Before is { } before) entries = entries.Where(e => e.Id < before);

        var found = await entries.OrderByDescending(e => e.Id).Take(Most + 1).ToListAsync(cancellation);
        var shown = found.Take(Most).ToList();
        return new FoundEntries([.. shown.Zip(await db.Named(shown, cancellation), (entry, view) => new FoundEntry(entry, view))], found.Count > Most ? shown[^1].Id : null);
    }
}
