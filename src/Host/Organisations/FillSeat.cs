using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>Sets up seats and says who holds them. Work goes to seats, so a change of holder moves the work at once.</summary>
public sealed class FillSeat(UnitOfWork unit)
{
    /// <summary>Sets up a seat for a role; an organisation has one seat per role, which several people may hold.</summary>
    public Task<Result<Entered>> SetUp(Caller caller, long organisationId, SeatRole role, CancellationToken cancellation = default) =>
        Administer<Entered>(caller, organisationId, async (scope, db, organisation, token) =>
        {
            if (await db.Seats.AnyAsync(s => s.OrganisationId == organisationId && s.Role == role, token)) return new Refusal("seat.already-exists", organisation.FullName, role);
            if (IsReserved(caller, role)) return new Refusal("seat.not-allowed", role);
            var seat = new Seat { Id = scope.GetRequiredService<IdSource>().Next(), OrganisationId = organisationId, Role = role };
            db.Seats.Add(seat);
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Organisation(organisationId), "seat.set-up", new AuditDetail { After = role.ToString() }, token);
            return new Entered(seat.Id);
        }, cancellation);

    /// <summary>A person takes a seat from now on.</summary>
    public Task<Result<Done>> Appoint(Caller caller, long organisationId, SeatRole role, long personId, CancellationToken cancellation = default) =>
        Administer<Done>(caller, organisationId, async (scope, db, organisation, token) =>
        {
            var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
            if (await db.Seats.SingleOrDefaultAsync(s => s.OrganisationId == organisationId && s.Role == role, token) is not { } seat) return new Refusal("seat.missing", organisation.FullName, role);
            if (IsReserved(caller, role)) return new Refusal("seat.not-allowed", role);
            if (await db.People.FindAsync([personId], token) is not { } person) return new Refusal("person.unknown", personId);
            if (await db.SeatHoldings.AnyAsync(h => h.SeatId == seat.Id && h.PersonId == personId && (h.To == null || h.To > now), token)) return Done.Result;
            if (await Conflict(db, person, role, now, token) is { } conflict) return conflict;
            db.SeatHoldings.Add(new SeatHolding { Id = scope.GetRequiredService<IdSource>().Next(), SeatId = seat.Id, PersonId = personId, From = now });
            var audit = scope.GetRequiredService<AuditTrail>();
            await audit.Write(Subject.Person(personId), "seat.taken", new AuditDetail { After = $"{role}@{organisation.FullName}" }, token);
            await audit.Write(Subject.Organisation(organisationId), "seat.filled", new AuditDetail { After = $"{role}: {person.Name}" }, token);
            return Done.Result;
        }, cancellation);

    /// <summary>Within another verb's unit: the person takes the seat, which is set up if there is none. The caller administers the organisation.</summary>
    internal static async Task<Refusal?> Seat(IServiceProvider scope, Caller caller, Organisation organisation, SeatRole role, Person person, CancellationToken cancellation)
    {
        if (IsReserved(caller, role)) return new Refusal("seat.not-allowed", role);
        var db = scope.GetRequiredService<ApprovalsDb>();
        var ids = scope.GetRequiredService<IdSource>();
        var audit = scope.GetRequiredService<AuditTrail>();
        var seat = await db.Seats.SingleOrDefaultAsync(s => s.OrganisationId == organisation.Id && s.Role == role, cancellation);
        if (seat is null)
        {
            db.Seats.Add(seat = new Seat { Id = ids.Next(), OrganisationId = organisation.Id, Role = role });
            await audit.Write(Subject.Organisation(organisation.Id), "seat.set-up", new AuditDetail { After = role.ToString() }, cancellation);
        }
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await Conflict(db, person, role, now, cancellation) is { } conflict) return conflict;
        db.SeatHoldings.Add(new SeatHolding { Id = ids.Next(), SeatId = seat.Id, PersonId = person.Id, From = now });
        await audit.Write(Subject.Person(person.Id), "seat.taken", new AuditDetail { After = $"{role}@{organisation.FullName}" }, cancellation);
        await audit.Write(Subject.Organisation(organisation.Id), "seat.filled", new AuditDetail { After = $"{role}: {person.Name}" }, cancellation);
        return null;
    }

    /// <summary>Administrator, security administrator and auditor are never the same person, whatever the organisation.</summary>
    private static async Task<Refusal?> Conflict(ApprovalsDb db, Person person, SeatRole role, DateTimeOffset now, CancellationToken cancellation)
    {
        // Seats taken earlier in the same unit are not in the database yet.
        var seats = db.SeatHoldings.Local.Where(h => h.PersonId == person.Id && (h.To == null || h.To > now)).Select(h => h.SeatId).ToList();
        var held = await db.SeatHoldings.Where(h => h.PersonId == person.Id && (h.To == null || h.To > now)).Select(h => h.Seat!.Role).ToListAsync(cancellation);
        held.AddRange(db.Seats.Local.Where(s => seats.Contains(s.Id)).Select(s => s.Role));
        return SeparatedDuties.Conflict(held, role) is { } other ? new Refusal("seat.not-together", person.Name, role, other) : null;
    }

    /// <summary>Only a flow administrator makes flow administrators, security administrators and auditors.</summary>
    private static bool IsReserved(Caller caller, SeatRole role) =>
        role is SeatRole.FlowAdministrator or SeatRole.SecurityAdministrator or SeatRole.Auditor && !caller.Has(SeatRole.FlowAdministrator);

    /// <summary>A person leaves a seat now; work the person had claimed on it goes back to the seat.</summary>
    public Task<Result<Done>> Dismiss(Caller caller, long organisationId, SeatRole role, long personId, CancellationToken cancellation = default) =>
        Administer<Done>(caller, organisationId, async (scope, db, organisation, token) =>
        {
            var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
            var holdings = await db.SeatHoldings.Where(h => h.PersonId == personId && h.Seat!.OrganisationId == organisationId && h.Seat.Role == role && (h.To == null || h.To > now)).ToListAsync(token);
            if (holdings.Count == 0) return new Refusal("seat.not-held", organisation.FullName, role);
            holdings.ForEach(h => h.To = now);
            foreach (var left in holdings.Select(h => h.SeatId).Distinct()) await scope.GetRequiredService<ReturnClaims>().Run(personId, left, token);
            var audit = scope.GetRequiredService<AuditTrail>();
            await audit.Write(Subject.Person(personId), "seat.left", new AuditDetail { Before = $"{role}@{organisation.FullName}" }, token);
            await audit.Write(Subject.Organisation(organisationId), "seat.vacated", new AuditDetail { Before = role.ToString() }, token);
            return Done.Result;
        }, cancellation);

    private Task<Result<T>> Administer<T>(
        Caller caller, long organisationId, Func<IServiceProvider, ApprovalsDb, Organisation, CancellationToken, Task<Result<T>>> act, CancellationToken cancellation) =>
        unit.Run<T>(
            caller.AsAdministrator(),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Organisations.FindAsync([organisationId], token) is not { } organisation) return new Refusal("organisation.unknown", organisationId);
                if (!await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], token))) return new Refusal("organisation.not-yours", organisation.FullName);
                return await act(scope, db, organisation, token);
            },
            cancellation);
}
