namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// Counter mode: every forward connection is visited once per round, followed or dead; an activity runs when all its forward connections
/// were visited and one was followed, and is skipped when none was, so that a dead path never keeps a convergence waiting.
/// How loops take part in this is told in decision 0003.
/// </summary>
internal sealed class FlowCounters(ActivityExecutionContext flowchart, FlowGraph graph, ActivityCompletionCallback onChildCompleted)
{
    private const string ScopeProperty = "FlowScope";
    private const string BackwardConnectionInput = "BackwardConnection";

    private readonly FlowScope _scope = flowchart.GetProperty(ScopeProperty, () => new FlowScope());

    /// <summary>An activity has completed with these outcomes, or was cancelled (no outcomes).</summary>
    public async ValueTask VisitAsync(ActivityExecutionContext child, Outcomes outcomes)
    {
        var step = graph[child.Activity];
        if (graph.IsDangling(step))
            throw new InvalidOperationException(
                $"Expected activity \"{child.Activity.Id}\" to be reachable from the start \"{graph.Start.Activity.Id}\" of its flowchart, found no way there. Connect it, or start the flowchart elsewhere.");

        foreach (var edge in step.Outbound)
        {
            if (!edge.IsFollowedOn(outcomes))
            {
                if (edge.IsForward && IsDead(edge, outcomes)) await LeaveAsync(edge, false, step, child);
            }
            else if (edge.IsForward)
            {
                await LeaveAsync(edge, true, step, child);
            }
            else
            {
                await GoBackAsync(edge, child);
            }
        }

        // A loop inside one that starts another round has not ended by itself: what it led to is forgotten with it.
        var goneBackTo = step.Outbound.Where(x => !x.IsForward && x.IsFollowedOn(outcomes)).Select(x => x.Back!).ToList();
        foreach (var loop in step.Loops)
            if (!goneBackTo.Exists(x => x.Body.Contains(loop.Head)) && !IsActive(loop))
                await EndAsync(loop, step, child);
    }

    /// <summary>The outcomes an activity goes on with while it still runs: their connections are visited, the others are left alone.</summary>
    public async ValueTask FollowAsync(ActivityExecutionContext child, Outcomes outcomes)
    {
        var step = graph[child.Activity];
        foreach (var edge in step.Outbound.Where(x => x.IsFollowedOn(outcomes)))
            if (edge.IsForward) await LeaveAsync(edge, true, step, child);
            else await GoBackAsync(edge, child);
    }

    /// <summary>What comes after the step has not happened; what does not come after it, and so will not happen again, is not waited for.</summary>
    public void Rewind(FlowStep to, IReadOnlySet<FlowStep> after)
    {
        var underWay = flowchart.Children.Where(x => !x.IsCompleted).Select(x => graph[x.Activity])
            .Concat(flowchart.WorkflowExecutionContext.Scheduler.List().Where(x => x.Owner == flowchart).Select(x => graph[x.Activity])).Distinct().ToList();
        var toCome = underWay.Concat(underWay.SelectMany(FlowGraph.Descendants)).ToHashSet();
        foreach (var edge in after.SelectMany(x => x.ForwardInbound))
            if (edge.Source == to || after.Contains(edge.Source)) _scope.Forget(edge);
            else if (!toCome.Contains(edge.Source)) _scope.Settle(edge);
    }

    /// <summary>
    /// Nothing else is left to do, so a path that still waits for others waits in vain: it goes on. False: there is none. Only charts in which
    /// several paths at once return to different places come to this.
    /// </summary>
    public async ValueTask<bool> ReleaseAsync(ActivityExecutionContext by)
    {
        while (_scope.Awaited(graph) is { Count: > 0 } awaited)
        {
            var first = awaited.First(x => !FlowGraph.Ancestors(x).Overlaps(awaited));
            _scope.Clear(first);
            if (await ModeOf(first) == FlowJoinMode.WaitAll) continue;
            await ScheduleAsync(first, by, null);
            return true;
        }

        return false;
    }

    // A connection that is not followed is dead, unless its source went back and may yet follow it in the next round. One that leads out of a
    // loop is dead only when the loop ends, for until then the loop may come back to it; except for an activity that goes on outside and
    // stays in the loop at the same time: each of its rounds stands for itself.
    private static bool IsDead(FlowEdge edge, Outcomes outcomes)
    {
        var loop = edge.Leaves;
        bool stays = false, goesOn = false;
        foreach (var other in edge.Source.Outbound)
        {
            if (!other.IsFollowedOn(outcomes)) continue;
            if (loop == null ? !other.IsForward : loop.Body.Contains(other.Target)) stays = true;
            else goesOn = true;
        }

        return loop == null ? !stays || goesOn : stays && goesOn;
    }

    private async ValueTask LeaveAsync(FlowEdge edge, bool followed, FlowStep from, ActivityExecutionContext by)
    {
        await ArriveAsync(edge, followed, from, by);
        if (edge.Leaves != null) _scope.Left.Add(edge.Key);
    }

    private async ValueTask GoBackAsync(FlowEdge edge, ActivityExecutionContext by)
    {
        if (edge.Back == null)
            throw new InvalidOperationException(
                $"Expected every way from the start \"{graph.Start.Activity.Id}\" to \"{edge.Source.Activity.Id}\" to pass \"{edge.Target.Activity.Id}\", to which connection \"{edge.Key}\" leads back, found one that does not. Lead it back to an activity that is always passed.");
        _scope.Forget(edge.Back);
        await ScheduleAsync(edge.Target, by, new Dictionary<string, object> { [BackwardConnectionInput] = true });
    }

    private async ValueTask EndAsync(FlowLoop loop, FlowStep from, ActivityExecutionContext by)
    {
        foreach (var exit in loop.Exits.Where(x => x.Leaves == loop))
            if (!_scope.Left.Remove(exit.Key))
                await ArriveAsync(exit, false, from, by);
        _scope.Forget(loop);
    }

    // A visit may skip its target, which visits what comes after it, and so on.
    private async ValueTask ArriveAsync(FlowEdge edge, bool followed, FlowStep from, ActivityExecutionContext by)
    {
        var dead = new Stack<FlowEdge>();
        if (await SkipsAsync(edge, followed, by)) PushOutbound(edge.Target);
        while (dead.TryPop(out var next))
            if (await SkipsAsync(next, false, by))
                PushOutbound(next.Target);

        void PushOutbound(FlowStep skipped)
        {
            for (var i = skipped.ForwardOutbound.Count - 1; i >= 0; i--)
            {
                var next = skipped.ForwardOutbound[i];
                if (next.Leaves == null || !next.Leaves.Body.Contains(from)) dead.Push(next);
            }
        }
    }

    private async ValueTask<bool> SkipsAsync(FlowEdge edge, bool followed, ActivityExecutionContext by)
    {
        var target = edge.Target;
        if (!_scope.Visit(edge, followed)) return false;
        var mode = await ModeOf(target);
        var isFirst = mode == FlowJoinMode.WaitAny && followed;
        if (!isFirst && !_scope.AllVisited(target)) return false;

        var runs = isFirst || (mode == FlowJoinMode.WaitAll ? _scope.AllFollowed(target) : _scope.AnyFollowed(target));
        _scope.Take(target);
        if (!runs) return true;
        await ScheduleAsync(target, by, null);
        if (isFirst) await Activities.Flowchart.CancelAncestorsAsync(flowchart, graph, target.Activity);
        return false;
    }

    private ValueTask<FlowJoinMode> ModeOf(FlowStep step) => step.Activity is FlowJoin join ? join.GetModeAsync(flowchart) : ValueTask.FromResult(FlowJoinMode.WaitAllActive);

    private ValueTask ScheduleAsync(FlowStep step, ActivityExecutionContext by, IDictionary<string, object>? input) =>
        flowchart.ScheduleActivityAsync(step.Activity, new ScheduleWorkOptions { CompletionCallback = onChildCompleted, Input = input, SchedulingActivityExecutionId = by.Id });

    private bool IsActive(FlowLoop loop) =>
        flowchart.Children.Any(x => !x.IsCompleted && loop.Body.Contains(graph[x.Activity]))
        || flowchart.WorkflowExecutionContext.Scheduler.Any(x => x.Owner == flowchart && loop.Body.Contains(graph[x.Activity]))
        || _scope.IsAwaitedIn(loop, graph);
}
