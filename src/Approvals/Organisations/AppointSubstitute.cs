using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>代理: a person says who acts in the own seats for some time.</summary>
public sealed class AppointSubstitute(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <summary>Days that a substitution lasts at most.</summary>
    public const int Longest = 366;

    /// <param name="seatId">Only in this seat of the own; empty: in each of them whose organisation the substitute belongs to by a seat.</param>
    /// <param name="callId">Only for work of this call.</param>
    /// <returns>The substitution, or <c>person.unknown</c>, <c>call.unknown</c>, <c>substitution.oneself</c>, <c>substitution.period</c>, <c>seat.not-yours</c>, <c>substitution.other-organisation</c>, <c>substitution.already-there</c>.</returns>
    public async Task<Result<Substitution>> Run(long substituteId, long? seatId, long? callId, DateTimeOffset from, DateTimeOffset to, string? reason, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to be substituted, found {actor.Actor.Kind}.");
        if (await db.People.FindAsync([substituteId], cancellation) is not { } substitute) return new Refusal("person.unknown", substituteId);
        if (callId is { } named && !await db.Calls.AnyAsync(c => c.Id == named, cancellation)) return new Refusal("call.unknown", named);
        if (substituteId == person) return new Refusal("substitution.oneself");
        if (to <= from || to <= now || to > from.AddDays(Longest)) return new Refusal("substitution.period", Longest);
        var mine = await Seats(person, now, cancellation);
        var theirs = await Seats(substituteId, now, cancellation);
        if (seatId is { } seat && mine.TrueForAll(s => s.Id != seat)) return new Refusal("seat.not-yours");
        if (!mine.Exists(s => (seatId is null || s.Id == seatId) && theirs.Exists(t => t.OrganisationId == s.OrganisationId))) return new Refusal("substitution.other-organisation", substitute.Name);
        if (await db.Substitutions.AnyAsync(s => s.PersonId == person && s.SubstituteId == substituteId && s.SeatId == seatId && s.CallId == callId && s.EndedAt == null && s.From < to && s.To > from, cancellation))
            return new Refusal("substitution.already-there", substitute.Name);

        var substitution = new Substitution
        {
            Id = ids.Next(), PersonId = person, SubstituteId = substituteId, SeatId = seatId, CallId = callId, From = from < now ? now : from, To = to, Reason = reason?.Trim() ?? "",
        };
        db.Substitutions.Add(substitution);
        await audit.Write(Subject.Person(person), "substitution.begun", new AuditDetail { After = $"{substitute.Name} {substitution.From:O}/{to:O}", Comment = substitution.Reason }, cancellation);
        return substitution;
    }

    /// <summary>Ends it before its time; only whoever is substituted, or the substitute.</summary>
    /// <returns><c>substitution.unknown</c>, <c>substitution.ended</c>.</returns>
    public async Task<Result<Substitution>> End(long substitutionId, CancellationToken cancellation = default)
    {
        var person = actor.Actor.PersonId;
        if (await db.Substitutions.FindAsync([substitutionId], cancellation) is not { } substitution || (substitution.PersonId != person && substitution.SubstituteId != person)) return new Refusal("substitution.unknown", substitutionId);
        if (substitution.End(clock.GetUtcNow()) is { } refusal) return refusal;
        await audit.Write(Subject.Person(substitution.PersonId), "substitution.ended", new AuditDetail { Before = $"{substitution.Id}" }, cancellation);
        return substitution;
    }

    private Task<List<Seat>> Seats(long person, DateTimeOffset now, CancellationToken cancellation) =>
        db.SeatHoldings.Where(h => h.PersonId == person && h.From <= now && (h.To == null || h.To > now)).Select(h => h.Seat!).ToListAsync(cancellation);
}
