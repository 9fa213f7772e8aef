namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// A flowchart as it looks from the activity it starts with: which connections lead forward, which lead back, and what the loops are.
/// It is computed once and never changes, so all instances share it.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<IActivity, FlowStep> _steps = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, FlowEdge> _edges = new(StringComparer.Ordinal);

    public FlowGraph(IEnumerable<Connection> connections, IActivity start)
    {
        Start = Step(start);
        foreach (var connection in connections)
        {
            var edge = new FlowEdge(connection.ToString(), Step(connection.Source.Activity), Step(connection.Target.Activity), Port(connection.Source.Port));
            if (!_edges.TryAdd(edge.Key, edge)) continue;
            edge.Source.Outbound.Add(edge);
            edge.Target.Inbound.Add(edge);
        }

        FindForwardEdges();
        var loops = FindLoops();
        foreach (var loop in loops.OrderBy(x => x.Body.Count)) Enclose(loop);
    }

    /// <summary>The step the chart starts with.</summary>
    public FlowStep Start { get; }

    public FlowStep this[IActivity activity] => _steps.TryGetValue(activity, out var step) ? step : new FlowStep(activity);

    public FlowEdge? Find(string key) => _edges.GetValueOrDefault(key);

    /// <summary>A step without connections of its own is not in the chart; it is reachable only if it is the start.</summary>
    public bool IsDangling(FlowStep step) => step != Start && step.ForwardInbound.Count == 0;

    /// <summary>All steps from which connections lead forward to this one.</summary>
    public static IReadOnlySet<FlowStep> Ancestors(FlowStep step)
    {
        var found = Backwards(step, []);
        found.Remove(step);
        return found;
    }

    /// <summary>All steps to which connections lead forward from this one.</summary>
    public static IReadOnlySet<FlowStep> Descendants(FlowStep step)
    {
        var found = new HashSet<FlowStep>();
        var stack = new Stack<FlowStep>([step]);
        while (stack.TryPop(out var next))
            foreach (var edge in next.ForwardOutbound)
                if (found.Add(edge.Target)) stack.Push(edge.Target);
        return found;
    }

    private static string? Port(string? port) => string.IsNullOrEmpty(port) ? null : port;

    private FlowStep Step(IActivity activity)
    {
        if (!_steps.TryGetValue(activity, out var step)) _steps[activity] = step = new FlowStep(activity);
        return step;
    }

    // Breadth first from the start: a connection leads forward unless it closes a circle with those found before it.
    private void FindForwardEdges()
    {
        var found = new HashSet<FlowStep> { Start };
        var queue = new Queue<FlowStep>([Start]);
        while (queue.TryDequeue(out var source))
            foreach (var edge in source.Outbound)
            {
                if (IsOnTheWay(edge.Target, source) || LeadsTo(edge.Target, source)) continue;
                edge.IsForward = true;
                source.ForwardOutbound.Add(edge);
                edge.Target.ForwardInbound.Add(edge);
                if (!found.Add(edge.Target)) continue;
                edge.Target.FoundFrom = source;
                queue.Enqueue(edge.Target);
            }
    }

    // Spares the search in the usual case: what leads back leads to a step on the way here.
    private static bool IsOnTheWay(FlowStep step, FlowStep to)
    {
        for (var way = to; way != null; way = way.FoundFrom)
            if (way == step)
                return true;
        return false;
    }

    private static bool LeadsTo(FlowStep from, FlowStep to)
    {
        var seen = new HashSet<FlowStep>();
        var stack = new Stack<FlowStep>([from]);
        while (stack.TryPop(out var step))
            foreach (var edge in step.ForwardOutbound)
            {
                if (edge.Target == to) return true;
                if (seen.Add(edge.Target)) stack.Push(edge.Target);
            }

        return false;
    }

    // A connection may lead back only to a step that every way from the start to its source passes.
    private List<FlowLoop> FindLoops()
    {
        var loops = new Dictionary<FlowStep, FlowLoop>();
        foreach (var edge in _edges.Values.Where(x => !x.IsForward))
        {
            var loop = loops.GetValueOrDefault(edge.Target) ?? new FlowLoop(edge.Target);
            var between = Backwards(edge.Source, loop.Body);
            if (between.Contains(Start)) continue;
            loop.Body.UnionWith(between);
            edge.Back = loops[edge.Target] = loop;
        }

        return loops.Values.ToList();
    }

    // The step and all from which connections lead forward to it, without those to stop at and without what lies before them.
    private static HashSet<FlowStep> Backwards(FlowStep from, HashSet<FlowStep> until)
    {
        var found = new HashSet<FlowStep>();
        var stack = new Stack<FlowStep>([from]);
        while (stack.TryPop(out var step))
        {
            if (until.Contains(step) || !found.Add(step)) continue;
            foreach (var edge in step.ForwardInbound) stack.Push(edge.Source);
        }

        return found;
    }

    private static void Enclose(FlowLoop loop)
    {
        foreach (var step in loop.Body)
        {
            step.Loops.Add(loop);
            foreach (var edge in step.ForwardOutbound)
                if (loop.Body.Contains(edge.Target)) loop.Inner.Add(edge);
                else edge.Leaves = loop;
        }

        loop.Exits.AddRange(loop.Body.SelectMany(x => x.ForwardOutbound).Where(x => !loop.Body.Contains(x.Target)));
    }
}

/// <summary>An activity of a flowchart and its connections.</summary>
internal sealed class FlowStep(IActivity activity)
{
    public IActivity Activity { get; } = activity;
    public List<FlowEdge> Outbound { get; } = [];
    public List<FlowEdge> Inbound { get; } = [];
    public List<FlowEdge> ForwardOutbound { get; } = [];
    public List<FlowEdge> ForwardInbound { get; } = [];

    /// <summary>The step whose connection found it first, going forward from the start.</summary>
    public FlowStep? FoundFrom { get; set; }

    /// <summary>The loops it is part of, the innermost first.</summary>
    public List<FlowLoop> Loops { get; } = [];
}

/// <summary>A connection of a flowchart.</summary>
internal sealed class FlowEdge(string key, FlowStep source, FlowStep target, string? port)
{
    /// <summary>Names the connection in an instance's state.</summary>
    public string Key { get; } = key;

    public FlowStep Source { get; } = source;
    public FlowStep Target { get; } = target;
    public string? Port { get; } = port;
    public bool IsForward { get; set; }

    /// <summary>The loop it closes. Null for a connection that leads forward, and for one that leads back to where it must not.</summary>
    public FlowLoop? Back { get; set; }

    /// <summary>The outermost loop it leads out of.</summary>
    public FlowLoop? Leaves { get; set; }

    /// <summary>Is it followed on these outcomes? Without a port it stands for being done, as <c>Done</c> does.</summary>
    public bool IsFollowedOn(Outcomes outcomes) => Array.IndexOf(outcomes.Names, Port) >= 0;
}

/// <summary>The steps between the target of a connection that leads back and its source.</summary>
internal sealed class FlowLoop(FlowStep head)
{
    public FlowStep Head { get; } = head;
    public HashSet<FlowStep> Body { get; } = [head];
    public List<FlowEdge> Inner { get; } = [];
    public List<FlowEdge> Exits { get; } = [];
}
