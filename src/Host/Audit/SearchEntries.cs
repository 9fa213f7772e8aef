using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Audit;

/// <summary>Which entries of all chains are wanted; every member that is given must fit.</summary>
/// <param name="Subject">What they are about, e.g. <c>Person:12</c>, or a kind: <c>Definition</c>.</param>
/// <param name="Person">A part of the name of who did it, for whom it was done, or whom it is about.</param>
/// <param name="Action">A part of what was done, in words or as its code.</param>
/// <param name="From">On this day or later.</param>
/// <param name="To">On this day or earlier.</param>
/// <param name="Before">Only entries older than this one: the next page.</param>
public sealed record EntryQuery(string? Subject = null, string? Person = null, string? Action = null, DateOnly? From = null, DateOnly? To = null, long? Before = null);

/// <summary>An entry of any chain, with names for people to read.</summary>
public sealed record FoundEntry(
    long Id, string Subject, long Sequence, DateTimeOffset At, string Action, ActorKind ActorKind, string? Person, string? OnBehalfOf, SeatRole? Role, string? Organisation, string? Outcome, string? Comment,
    string? Before, string? After, string? Clause, string? DocumentHash, string? DefinitionId, int? DefinitionVersion, string? Origin, bool IsErased, string Hash);

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
        if (Given(query.Subject) is { } subject)
        {
            var kind = $"{subject}:";
            entries = subject.Contains(':', StringComparison.Ordinal) ? entries.Where(e => e.Subject == subject) : entries.Where(e => e.Subject.StartsWith(kind));
        }
        if (Given(query.Person) is { } person)
        {
            var people = await db.People.Where(p => p.Name.Contains(person)).Select(p => p.Id).ToListAsync(cancellation);
            var subjects = people.ConvertAll(Subject.Person);
            entries = entries.Where(e => people.Contains(e.PersonId!.Value) || people.Contains(e.OnBehalfOfId!.Value) || subjects.Contains(e.Subject));
        }
        if (Given(query.Action) is { } action)
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
        var named = shown.SelectMany(e => new[] { e.PersonId, e.OnBehalfOfId }).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var bodies = shown.Select(e => e.OrganisationId).OfType<long>().Distinct().ToList();
        var organisations = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        return new FoundEntries(
            [
                .. shown.Select(e => new FoundEntry(
                    e.Id, e.Subject, e.Sequence, e.At, e.Action, e.ActorKind, Name(names, e.PersonId), Name(names, e.OnBehalfOfId), e.Role, Name(organisations, e.OrganisationId), e.Outcome, e.Comment,
                    e.Before, e.After, e.Clause, e.DocumentHash, e.DefinitionId, e.DefinitionVersion, e.Origin, e.IsErased, e.Hash)),
            ],
            found.Count > Most ? shown[^1].Id : null);
    }

    private static string? Name(Dictionary<long, string> names, long? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
