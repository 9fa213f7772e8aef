namespace Workflows.Approvals.Audit;

public enum ActorKind { Person, Timer, Job, System }

/// <summary>Who acts: a person on a seat (perhaps on behalf of another person), or the program itself.</summary>
/// <param name="SeatId">The seat the person acts on, where the act needs one.</param>
/// <param name="OnBehalfOfId">The person for whom a substitute acts.</param>
public sealed record Actor(ActorKind Kind, long? PersonId = null, long? SeatId = null, long? OrganisationId = null, long? OnBehalfOfId = null)
{
    public static Actor Timer { get; } = new(ActorKind.Timer);
    public static Actor Job { get; } = new(ActorKind.Job);
    public static Actor System { get; } = new(ActorKind.System);

    public static Actor Person(long personId, long? seatId = null, long? organisationId = null) =>
        new(ActorKind.Person, personId, seatId, organisationId);
}

/// <summary>The actor of the unit of work that this scope belongs to.</summary>
public sealed class CurrentActor
{
    private Actor? actor;

    public Actor Actor
    {
        get => actor ?? throw new InvalidOperationException("Expected an actor, but this scope has none. Enter through UnitOfWork.Run.");
        set => actor = value;
    }
}
