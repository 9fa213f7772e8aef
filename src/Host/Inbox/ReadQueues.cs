using Elsa.Common.Models;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>A call in which the caller has open work.</summary>
public sealed record InboxCall(long Id, string Code, string Title);

/// <summary>A chain that asks something of the caller.</summary>
public sealed record InboxChain(string Id, string Name);

/// <summary>How much there is in each part of the inbox, and what open work can be filtered by.</summary>
/// <param name="IsCapped">There is more open work than was looked at: its counts are lower bounds.</param>
/// <param name="Done">What the caller decided, counted up to <see cref="ReadQueues.CountLimit"/>.</param>
/// <param name="Started">Cases of the caller's units, counted up to <see cref="ReadQueues.CountLimit"/>.</param>
/// <param name="Unread">Copies that nobody has read.</param>
/// <param name="Escalated">Overdue work of others that is still open.</param>
public sealed record InboxQueues(
    int Total, bool IsCapped, IReadOnlyDictionary<string, int> ByKind, int Done, int Started, int Unread, int Escalated,
    IReadOnlyList<InboxCall> Calls, IReadOnlyList<InboxChain> Chains, IReadOnlyList<InboxUnit> Units);

/// <summary>Counts what is in the tabs and queues of the caller's inbox.</summary>
public sealed class ReadQueues(ApprovalsDb db, CountInbox inbox, ReadDefinitionSummaries definitions, ReadCopies copies, ReadEscalations escalations)
{
    /// <summary>Rows counted at most; more is shown as "999+".</summary>
    public const int CountLimit = 1000;

    public async Task<InboxQueues> Run(Caller caller, CancellationToken cancellation = default)
    {
        var open = await inbox.Run(caller.PersonId, cancellation);
        var units = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        var calls = await db.Calls.AsNoTracking().Where(c => open.CallIds.Contains(c.Id)).OrderBy(c => c.Code).Select(c => new InboxCall(c.Id, c.Code, c.Title)).ToListAsync(cancellation);
        var chains = open.ChainIds.Count == 0 ? [] : await definitions.Run(new WorkflowDefinitionFilter { DefinitionIds = [.. open.ChainIds], VersionOptions = VersionOptions.Published }, cancellation);
        return new InboxQueues(
            open.Total, open.IsCapped, open.ByKind,
            await db.FinishedWorkItems.Where(i => i.DecidedById == caller.PersonId).OrderByDescending(i => i.FinishedAt).Take(CountLimit).CountAsync(cancellation),
            await db.Cases.Where(c => units.Contains(c.ApplicantId)).OrderByDescending(c => c.Id).Take(CountLimit).CountAsync(cancellation),
            await copies.Unread(caller, cancellation),
            await escalations.Open(caller, cancellation),
            calls,
            [.. open.ChainIds.Select(id => new InboxChain(id, chains.FirstOrDefault(c => c.DefinitionId == id)?.Name ?? id)).OrderBy(c => c.Name, StringComparer.Ordinal)],
            open.Units);
    }
}
