using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Cases;

/// <summary>A handler of a unit opens a case under a call. The caller then starts the chain that the case names.</summary>
public sealed class StartCase(
    ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, Numbers numbers, IdSource ids, TimeProvider clock)
{
    /// <returns>
    /// The new case, or <c>call.unknown</c>, <c>organisation.unknown</c>, <c>case.not-handler</c>, <c>call.closed</c>, <c>call.not-yet-open</c>,
    /// <c>call.not-eligible</c> (R17), <c>call.not-addressed</c> (R3), <c>call.no-chain</c>, <c>case.already-there</c>.
    /// </returns>
    public async Task<Result<Case>> Run(long callId, long organisationId, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        if (await db.Calls.FindAsync([callId], cancellation) is not { } call) return new Refusal("call.unknown", callId);
        var national = call.ParentId is { } parent ? (await db.Calls.FindAsync([parent], cancellation))! : call;
        var unit = await db.Organisations.FindAsync([organisationId], cancellation);
        if (unit is null) return new Refusal("organisation.unknown", organisationId);
        if (await HandlerSeat(organisationId, cancellation) is not { } seat) return new Refusal("case.not-handler", unit.FullName);
        if (call.MayBeAnsweredBy(unit, await db.MembershipsOf(organisationId, cancellation), now) is { } refusal) return refusal;
        if (call.ChainId is null) return new Refusal("call.no-chain", call.Code);

        // The number is drawn before looking for another case: its row stays locked, so that two starts at once see each other.
        var number = await numbers.Next($"case:{national.Id}", cancellation);
        if (call.CasesPerUnit > 0 && await LivingCases(national.Id, organisationId, call.ChainId, cancellation) >= call.CasesPerUnit)
            return new Refusal("case.already-there", unit.FullName, national.Code);

        actor.Actor = actor.Actor with { SeatId = seat.Id, OrganisationId = organisationId };
        var item = new Case
        {
            Id = ids.Next(),
            Number = string.Create(CultureInfo.InvariantCulture, $"{call.Code}-{number:0000}"),
            CallId = call.Id,
            NationalCallId = national.Id,
            ApplicantId = organisationId,
            Title = call.Title,
            ChainId = call.ChainId,
            CreatedAt = now,
            DueAt = call.ClosesAt,
            Route = (await db.ReadOpenRoutes(unit, call, cancellation)).FirstOrDefault(Route.Direct),
        };
        db.Cases.Add(item);
        audit.Begin(Subject.Case(item.Id));
        await audit.Write(Subject.Case(item.Id), "case.started", new AuditDetail { After = item.Number, Clause = "R17" }, cancellation);
        return item;
    }

    private async Task<Seat?> HandlerSeat(long organisationId, CancellationToken cancellation)
    {
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to start a case, found {actor.Actor.Kind}.");
        var principals = (await deciders.Run(person, cancellation: cancellation)).Principals;
        var seats = await db.SeatsOf(await db.OfficeOf(organisationId, cancellation), cancellation);
        return seats.FirstOrDefault(s => s.Role == SeatRole.Handler && principals.Contains(s.Id));
    }

    /// <summary>Cases that a chain opened under the same call, e.g. duties, do not count.</summary>
    private async Task<int> LivingCases(long nationalId, long organisationId, string chainId, CancellationToken cancellation)
    {
        if (db.Once(("cases of", organisationId, nationalId)))
            await db.Cases.AsTracking().Where(c => c.NationalCallId == nationalId && c.ApplicantId == organisationId && c.Key == null).LoadAsync(cancellation);
        return db.Cases.Local.Count(c => c.NationalCallId == nationalId && c.ApplicantId == organisationId && c.ChainId == chainId && c.Key is null && !c.HasEnded);
    }
}

/// <summary>The applicant, or the collector's refusal, sets the route and with it the deadline (R10, R13).</summary>
public sealed class ChooseRoute(ApprovalsDb db, AuditTrail audit)
{
    /// <returns>The case, or <c>case.unknown</c>, <c>case.route-not-allowed</c>.</returns>
    public async Task<Result<Case>> Run(long caseId, Route route, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var before = (item.Route, item.DueAt);
        if (item.ChooseRoute(route, item.Call!, item.NationalCall!) is { } refusal) return refusal;
        if ((item.Route, item.DueAt) == before) return item;
        await audit.Write(Subject.Case(caseId), "case.route-chosen", new AuditDetail { Before = before.Route.ToString(), After = route.ToString(), Clause = "R10" }, cancellation);
        return item;
    }
}
