using System.Security.Claims;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Host;

/// <summary>A seat that somebody holds now.</summary>
public sealed record HeldSeat(long SeatId, SeatRole Role, long OrganisationId, string Organisation);

/// <summary>
/// Who is calling, with the seats held at this moment: read anew for every request, so that a change of seats or a disabled account applies at once.
/// An endpoint that names a parameter of this type needs a signed-in caller.
/// </summary>
public sealed record Caller(long AccountId, long PersonId, string UserName, string Name, IReadOnlyList<HeldSeat> Seats)
{
    /// <summary>Every principal whose inbox rows the caller sees: the person and each seat.</summary>
    public long[] Principals => [PersonId, .. Seats.Select(seat => seat.SeatId)];

    /// <summary>Whom the caller substitutes now (代理).</summary>
    public IReadOnlyList<Substituted> Substitutes { get; init; } = [];

    /// <summary>The session in which the caller asks; empty for an API key, which has none.</summary>
    public string? Session { get; init; }

    /// <summary>The password is a first one and has to be changed before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>A second factor has to be enrolled before anything else (<see cref="Account.SecondFactorPolicy"/>).</summary>
    public bool MustEnrol { get; init; }

    /// <summary>Who the caller is to a work item.</summary>
    public Decider AsDecider => new(PersonId, Principals.ToHashSet()) { Substitutes = Substitutes };

    public bool Has(SeatRole role) => Seats.Any(seat => seat.Role == role);

    public bool Has(SeatRole role, long organisationId) => Seats.Any(seat => seat.Role == role && seat.OrganisationId == organisationId);

    public bool IsAt(long? organisationId) => organisationId is { } id && Seats.Any(seat => seat.OrganisationId == id);

    /// <summary>The first seat that fits, as the actor of a unit of work; without one the person alone.</summary>
    public Actor As(Func<HeldSeat, bool> fits) =>
        Seats.FirstOrDefault(fits) is { } seat ? Actor.Person(PersonId, seat.SeatId, seat.OrganisationId) : Actor.Person(PersonId);

    public Actor AsPerson => Actor.Person(PersonId);

    /// <summary>Minimal APIs fill a parameter of this type with what the sign-in found.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());

    internal const string AccountClaim = ClaimTypes.NameIdentifier;
    internal const string StampClaim = "stamp";

    /// <summary>Which session it is, so that one can be ended.</summary>
    internal const string SessionClaim = "session";
}
