using System.Text.Json.Nodes;

namespace Workflows.Engine.Alterations;

/// <summary>
/// May an instance go on in another version? What is under way must be there, the same activity at the same place, and every arrow over which something has come
/// to wait for others. A sequence goes on after the step it is at, wherever that stands now. What another kind of container has inside must be the same,
/// because only it knows what its state means.
/// </summary>
internal static class Migration
{
    private const string Elsewhere = "Put the step back into the version, or let the instance end on the one it runs on.";

    public static IReadOnlyList<AlterationFinding> Check(WorkflowState state, WorkflowGraph source, WorkflowGraph target)
    {
        var findings = new List<AlterationFinding>();
        var underWay = state.ActivityExecutionContexts.Where(x => x.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled)).ToList();
        foreach (var nodeId in underWay.Select(x => x.ScheduledActivityNodeId).Concat(state.Bookmarks.Select(x => x.ActivityNodeId)).Concat(state.CompletionCallbacks.Select(x => x.ChildNodeId))
                     .Concat(state.ScheduledActivities.Select(x => x.ActivityNodeId)).Distinct(StringComparer.Ordinal))
            if (target.FindNodeById(nodeId) == null)
                findings.Add(new AlterationFinding("alteration.step-missing", $"Expected the step \"{LastId(nodeId)}\", at which the instance is, in version {target.Workflow.Identity.Version}, found none.", Elsewhere, LastId(nodeId)));
        if (findings.Count > 0) return findings;

        foreach (var context in underWay)
        {
            var (before, now) = (source.FindNodeById(context.ScheduledActivityNodeId)!, target.FindNodeById(context.ScheduledActivityNodeId)!);
            var activity = now.Activity;
            if (activity.GetType() != before.Activity.GetType())
                findings.Add(new AlterationFinding(
                    "alteration.step-changed", $"Expected the step \"{AlterInstance.Named(activity)}\", at which the instance is, to be a {before.Activity.Type}, found a {activity.Type}.", Elsewhere, activity.Id));
            else if (activity is Flowchart chart)
                findings.AddRange(Arrows(context, chart));
            else if (activity is not (Sequence or Composite) && !Inside(before).SetEquals(Inside(now)))
                findings.Add(new AlterationFinding(
                    "alteration.inside-changed", $"Expected the inside of \"{AlterInstance.Named(activity)}\", which is under way, to be unchanged, found other steps in it.", Elsewhere, activity.Id));
        }

        return findings;
    }

    /// <summary>Sequences count their steps: the count follows the step they are at.</summary>
    public static void Adjust(WorkflowExecutionContext context)
    {
        foreach (var activity in context.ActivityExecutionContexts)
            if (activity is { IsCompleted: false, Activity: Sequence sequence } && Current(activity) is { } current)
                activity.SetProperty(Sequence.NextIndex, sequence.Activities.ToList().IndexOf(current) + 1);

        IActivity? Current(ActivityExecutionContext sequence) =>
            sequence.Children.FirstOrDefault(x => !x.IsCompleted)?.Activity ?? context.Scheduler.Find(x => x.Owner == sequence)?.Activity;
    }

    private static HashSet<string> Inside(ActivityNode node) => node.Children.Select(x => $"{x.Port} {x.NodeId} {x.Activity.Type}").ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<AlterationFinding> Arrows(ActivityExecutionContextState context, Flowchart chart)
    {
        var there = chart.Connections.Select(x => x.ToString()).ToHashSet(StringComparer.Ordinal);
        var scope = context.Properties.TryGetValue("FlowScope", out var stored) ? JsonSerializer.SerializeToNode(stored, stored.GetType(), EngineJson.Options) : null;
        var visited = (scope?["visits"] as JsonObject ?? []).Select(x => x.Key).Concat((scope?["left"] as JsonArray ?? []).Select(x => x?.ToString() ?? ""));
        var tokens = context.Properties.TryGetValue("Flowchart.Tokens", out var list) ? JsonSerializer.SerializeToNode(list, list.GetType(), EngineJson.Options) as JsonArray : null;
        var inFlight = (tokens ?? []).Select(x => (From: x?["fromActivityId"]?.ToString(), To: x?["toActivityId"]?.ToString()))
            .Where(x => !chart.Connections.Any(y => y.Source.Activity.Id == x.From && y.Target.Activity.Id == x.To)).Select(x => $"{x.From}->{x.To}");
        return visited.Where(x => !there.Contains(x)).Concat(inFlight).Distinct(StringComparer.Ordinal).Select(key => new AlterationFinding(
            "alteration.arrow-missing", $"Expected the arrow {key}, over which the instance has come to where it waits for others, found none.", "Draw it again, or let the instance end on the version it runs on.", chart.Id));
    }

    private static string LastId(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];
}
