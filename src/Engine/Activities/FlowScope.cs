namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// What an instance remembers of a flowchart in counter mode: the connections that were visited, or found dead, while their target has not
/// run yet, and the connections by which a loop that goes on was left. Where one path at a time is taken, that is next to nothing.
/// </summary>
internal sealed class FlowScope
{
    private const char Followed = '+';
    private const char Dead = '-';
    private const char TakenEarly = '!';

    /// <summary>
    /// By connection, one sign for each visit its target has not taken: <c>+</c> followed, <c>-</c> not followed; <c>!</c> the target did not
    /// wait for the next visit, which is to be ignored.
    /// </summary>
    public Dictionary<string, string> Visits { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The connections leading out of a running loop that have had their visit; all others get theirs, as dead, when the loop ends.</summary>
    public HashSet<string> Left { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts a visit. False: the target ran without waiting for it.</summary>
    public bool Visit(FlowEdge edge, bool followed)
    {
        var sign = followed ? Followed : Dead;
        var visits = Visits.GetValueOrDefault(edge.Key, "");
        if (visits is [TakenEarly, ..])
        {
            Set(edge, visits[1..]);
            return false;
        }

        // Left again in another round of the loop, before the target could run: it is to run once.
        var again = edge.Leaves != null && Left.Contains(edge.Key) && visits.Length > 0;
        Set(edge, again ? $"{visits[..^1]}{(visits[^1] == Followed ? Followed : sign)}" : visits + sign);
        return true;
    }

    public bool AllVisited(FlowStep step) => step.ForwardInbound.TrueForAll(x => Visits.GetValueOrDefault(x.Key) is [Followed or Dead, ..]);

    public bool AnyFollowed(FlowStep step) => step.ForwardInbound.Exists(IsFollowed);

    public bool AllFollowed(FlowStep step) => step.ForwardInbound.TrueForAll(IsFollowed);

    /// <summary>The step runs or is skipped: it takes one visit of each connection.</summary>
    public void Take(FlowStep step)
    {
        foreach (var edge in step.ForwardInbound)
            Set(edge, Visits.GetValueOrDefault(edge.Key) is [Followed or Dead, ..] visits ? visits[1..] : Visits.GetValueOrDefault(edge.Key, "") + TakenEarly);
    }

    /// <summary>The loop starts another round, or ends: what was visited inside counts no longer.</summary>
    public void Forget(FlowLoop loop)
    {
        if (Visits.Count == 0 && Left.Count == 0) return;
        foreach (var edge in loop.Inner)
        {
            Visits.Remove(edge.Key);
            Left.Remove(edge.Key);
        }
    }

    /// <summary>The steps at which a path waits for others to arrive.</summary>
    public IReadOnlySet<FlowStep> Awaited(FlowGraph graph) =>
        Visits.Where(x => x.Value.Contains(Followed, StringComparison.Ordinal)).Select(x => graph.Find(x.Key)?.Target).OfType<FlowStep>().ToHashSet();

    /// <summary>Forgets all visits the step has not taken.</summary>
    public void Clear(FlowStep step)
    {
        foreach (var edge in step.ForwardInbound) Visits.Remove(edge.Key);
    }

    /// <summary>The connection will be visited again.</summary>
    public void Forget(FlowEdge edge)
    {
        Left.Remove(edge.Key);
        Visits.Remove(edge.Key);
    }

    /// <summary>The connection will not be visited again although what it leads to runs anew: it has had its visit.</summary>
    public void Settle(FlowEdge edge)
    {
        if (!Visits.ContainsKey(edge.Key)) Visits[edge.Key] = Dead.ToString();
    }

    /// <summary>Does a path wait inside the loop for others to arrive?</summary>
    public bool IsAwaitedIn(FlowLoop loop, FlowGraph graph)
    {
        foreach (var (key, visits) in Visits)
            if (visits.Contains(Followed, StringComparison.Ordinal) && graph.Find(key) is { } edge && loop.Body.Contains(edge.Source) && loop.Body.Contains(edge.Target))
                return true;
        return false;
    }

    private bool IsFollowed(FlowEdge edge) => Visits.GetValueOrDefault(edge.Key) is [Followed, ..];

    private void Set(FlowEdge edge, string visits)
    {
        if (visits.Length == 0) Visits.Remove(edge.Key);
        else Visits[edge.Key] = visits;
    }
}
