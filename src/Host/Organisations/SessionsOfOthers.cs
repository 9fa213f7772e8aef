using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>Where somebody is signed in.</summary>
public sealed record SessionsOf(long PersonId, string Name, IReadOnlyList<SessionView> Sessions);

/// <summary>An administrator sees where a person of theirs is signed in, and ends it: at once, on every node.</summary>
public sealed class SessionsOfOthers(UnitOfWork unit, ReadSessions read)
{
    /// <returns>Or <c>person.unknown</c>, <c>organisation.not-yours</c>.</returns>
    public async Task<Result<SessionsOf>> Read(Caller caller, long personId, CancellationToken cancellation = default)
    {
        var found = await unit.Read((scope, token) => caller.AccountOf(scope, personId, token), cancellation);
        return found.Refusal is { } refusal ? refusal : new SessionsOf(personId, found.Value.Person!.Name, await read.Run(found.Value.Id, caller.Session, cancellation));
    }

    /// <param name="id">Which one; empty: all.</param>
    /// <returns>Or what <see cref="Read"/> refuses, <c>session.unknown</c>, and <c>session.own-page</c>: one's own are ended with the password.</returns>
    public Task<Result<Done>> End(Caller caller, long personId, long? id = null, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsAdministrator(),
        async (scope, token) =>
        {
            var found = await caller.AccountOf(scope, personId, token);
            if (found.Refusal is { } refusal) return refusal;
            if (found.Value.Id == caller.AccountId) return new Refusal("session.own-page");
            var open = read.Open(scope, found.Value.Id);
            if (id is not null && !await open.AnyAsync(s => s.Id == id, token)) return new Refusal("session.unknown", id);
            await EndSessions.Within(scope, found.Value, id is null ? open : open.Where(s => s.Id == id), token);
            return Done.Result;
        },
        cancellation);
}
