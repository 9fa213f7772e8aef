namespace Workflows.Persistence;

/// <summary>What a committed unit of work changed, for whoever shows or continues it.</summary>
/// <param name="Principals">Seats and persons whose inbox changed.</param>
/// <param name="Subjects">Audit subjects, e.g. <c>Case:123</c>, that something was recorded for.</param>
/// <param name="QueueHasWork">It left work in the queue.</param>
/// <param name="Instances">Ids of the instances of chains that were written.</param>
/// <param name="Definitions">Versions of chains were written, published or removed.</param>
/// <param name="OutboxHasWork">It left something that people are to be told, or that is to be delivered.</param>
public sealed record Committed(IReadOnlyCollection<long> Principals, IReadOnlyCollection<string> Subjects, bool QueueHasWork, IReadOnlyCollection<string> Instances, bool Definitions, bool OutboxHasWork = false)
{
    /// <summary>News may have been missed, or was too much to name: whoever shows something looks at it again.</summary>
    public static Committed Anything { get; } = new([], [], QueueHasWork: true, [], Definitions: true) { MayBeAnything = true, IsElsewhere = true };

    /// <summary>It is not known what changed.</summary>
    public bool MayBeAnything { get; init; }

    /// <summary>Another node committed it, and does what follows from it.</summary>
    public bool IsElsewhere { get; init; }

    internal bool IsNothing => !MayBeAnything && !QueueHasWork && !Definitions && Principals.Count == 0 && Subjects.Count == 0 && Instances.Count == 0;
}
