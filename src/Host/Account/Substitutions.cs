using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Who acts for whom, as both read it.</summary>
/// <param name="IsMine">The caller is the one who is substituted.</param>
public sealed record SubstitutionView(
    long Id, long PersonId, string Person, long SubstituteId, string Substitute, long? SeatId, string? Organisation, SeatRole? Role, long? CallId, string? Call,
    DateTimeOffset From, DateTimeOffset To, string Reason, bool IsInForce, bool HasEnded, bool IsMine);

/// <summary>A substitution to begin.</summary>
/// <param name="SeatId">Only in this seat; empty: in every seat.</param>
/// <param name="CallId">Only for this call.</param>
/// <param name="To">Exclusive.</param>
public sealed record NewSubstitution(long SubstituteId, DateTimeOffset From, DateTimeOffset To, long? SeatId = null, long? CallId = null, string? Reason = null);

/// <summary>Somebody with a seat at one of the caller's organisations.</summary>
public sealed record PossibleSubstitute(long PersonId, string Name, string Organisation, SeatRole Role);

/// <summary>A call to which a substitution can be limited.</summary>
public sealed record SubstitutionCall(long Id, string Code, string Title);

/// <summary>代理: the caller's own substitutions, and those in which the caller substitutes somebody.</summary>
public sealed class Substitutions(UnitOfWork unit, TimeProvider clock)
{
    public Task<IReadOnlyList<SubstitutionView>> Mine(Caller caller, CancellationToken cancellation = default) =>
        unit.Read<IReadOnlyList<SubstitutionView>>(
            async (scope, token) =>
            {
                var (db, now) = (scope.GetRequiredService<ApprovalsDb>(), clock.GetUtcNow());
                var found = await db.Substitutions.Include(s => s.Person).Include(s => s.Substitute).Include(s => s.Seat!.Organisation)
                    .Where(s => s.PersonId == caller.PersonId || s.SubstituteId == caller.PersonId).OrderByDescending(s => s.From).ThenByDescending(s => s.Id).Take(100).ToListAsync(token);
                var calls = found.Select(s => s.CallId).OfType<long>().ToList();
                var titles = await db.Calls.Where(c => calls.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => $"{c.Code} {c.Title}", token);
                return
                [
                    .. found.Select(s => new SubstitutionView(
                        s.Id, s.PersonId, s.Person!.Name, s.SubstituteId, s.Substitute!.Name, s.SeatId, s.Seat?.Organisation?.FullName, s.Seat?.Role, s.CallId, s.CallId is { } call ? titles.GetValueOrDefault(call) : null,
                        s.From, s.To, s.Reason, s.IsInForce(now), s.EndedAt is not null || s.To <= now, s.PersonId == caller.PersonId)),
                ];
            },
            cancellation);

    /// <summary>Who could substitute the caller: whoever has a seat at one of the caller's organisations.</summary>
    public Task<IReadOnlyList<PossibleSubstitute>> Possible(Caller caller, CancellationToken cancellation = default) =>
        unit.Read<IReadOnlyList<PossibleSubstitute>>(
            async (scope, token) =>
            {
                var (now, organisations) = (clock.GetUtcNow(), caller.Seats.Select(s => s.OrganisationId).Distinct().ToList());
                var found = await scope.GetRequiredService<ApprovalsDb>().SeatHoldings
                    .Where(h => organisations.Contains(h.Seat!.OrganisationId) && h.PersonId != caller.PersonId && h.From <= now && (h.To == null || h.To > now))
                    .OrderBy(h => h.Seat!.OrganisationId).ThenBy(h => h.PersonId)
                    .Select(h => new PossibleSubstitute(h.PersonId, h.Person!.Name, h.Seat!.Organisation!.FullName, h.Seat.Role)).ToListAsync(token);
                return [.. found.DistinctBy(p => p.PersonId)];
            },
            cancellation);

    /// <summary>The calls to which a substitution can be limited: those that are open, and those in which the caller's seats have work.</summary>
    public Task<IReadOnlyList<SubstitutionCall>> Calls(Caller caller, CancellationToken cancellation = default) =>
        unit.Read<IReadOnlyList<SubstitutionCall>>(
            async (scope, token) =>
            {
                var (db, principals) = (scope.GetRequiredService<ApprovalsDb>(), caller.Principals);
                return await db.Calls.Where(c => c.Status == CallStatus.Open || db.Inbox.Any(r => r.CallId == c.Id && principals.Contains(r.Principal)))
                    .OrderBy(c => c.Code).Select(c => new SubstitutionCall(c.Id, c.Code, c.Title)).Take(200).ToListAsync(token);
            },
            cancellation);

    public Task<Result<Done>> Begin(Caller caller, NewSubstitution asked, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) => (await scope.GetRequiredService<AppointSubstitute>().Run(asked.SubstituteId, asked.SeatId, asked.CallId, asked.From, asked.To, asked.Reason, token)).Refusal is { } refusal ? refusal : Done.Result,
            cancellation);

    public Task<Result<Done>> End(Caller caller, long id, CancellationToken cancellation = default) =>
        unit.Run<Done>(caller.AsPerson, async (scope, token) => (await scope.GetRequiredService<AppointSubstitute>().End(id, token)).Refusal is { } refusal ? refusal : Done.Result, cancellation);
}
