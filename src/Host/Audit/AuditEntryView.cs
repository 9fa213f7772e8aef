using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Audit;

/// <summary>An entry as it is hashed, with names for people to read.</summary>
public record AuditEntryView(
    long Sequence, DateTimeOffset At, string Action, ActorKind ActorKind, long? PersonId, string? Person, long? SeatId, SeatRole? Role, long? OrganisationId, string? Organisation, long? OnBehalfOfId, string? OnBehalfOf,
    string? Activity, string? InstanceId, string? DefinitionId, int? DefinitionVersion, string? Outcome, string? Comment, string? DocumentHash, string? Clause, string? Before, string? After, string? Origin, bool IsErased,
    string PreviousHash, string Hash);

/// <summary>Naming who stands in entries.</summary>
internal static class NamingEntries
{
    /// <summary>The same entries in the same order, with the names of their persons and organisations.</summary>
    public static async Task<IReadOnlyList<AuditEntryView>> Named(this ApprovalsDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        var people = entries.SelectMany(e => new[] { e.PersonId, e.OnBehalfOfId }).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var bodies = entries.Select(e => e.OrganisationId).OfType<long>().Distinct().ToList();
        var organisations = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        return
        [
            .. entries.Select(e => new AuditEntryView(
                e.Sequence, e.At, e.Action, e.ActorKind, e.PersonId, Name(names, e.PersonId), e.SeatId, e.Role, e.OrganisationId, Name(organisations, e.OrganisationId), e.OnBehalfOfId, Name(names, e.OnBehalfOfId),
                e.Activity, e.InstanceId, e.DefinitionId, e.DefinitionVersion, e.Outcome, e.Comment, e.DocumentHash, e.Clause, e.Before, e.After, e.Origin, e.IsErased, e.PreviousHash, e.Hash)),
        ];
    }

    private static string? Name(Dictionary<long, string> names, long? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
