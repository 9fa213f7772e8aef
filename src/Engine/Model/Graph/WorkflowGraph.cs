using System.Collections.Concurrent;

namespace Elsa.Workflows.Models;

/// <summary>
/// A version compiled once: every activity with its place and ids. It is shared by all instances of the version and never changes.
/// </summary>
public record WorkflowGraph
{
    private readonly Dictionary<string, ActivityNode> _byActivityId = new(StringComparer.Ordinal);

    public WorkflowGraph(Workflow workflow, ActivityNode root, IEnumerable<ActivityNode> nodes)
    {
        Workflow = workflow;
        Root = root;
        Nodes = nodes.ToList();
        NodeIdLookup = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        NodeActivityLookup = new Dictionary<IActivity, ActivityNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in Nodes)
        {
            if (!NodeIdLookup.TryAdd(node.NodeId, node))
                throw new InvalidOperationException($"Expected every activity to have an id of its own, found \"{node.NodeId}\" twice in workflow {workflow.Identity.DefinitionId}. Give one of them another id.");
            NodeActivityLookup[node.Activity] = node;
            if (node.Activity is Workflow && node.Parent != null) HasComposedWorkflows = true;
        }

        // Ids are looked for outside first: what stands inside another workflow may have the id of something outside.
        IEnumerable<ActivityNode> outsideFirst = HasComposedWorkflows ? Nodes.OrderBy(x => x.Ancestors().Count(y => y.Activity is Workflow)) : Nodes;
        foreach (var node in outsideFirst) _byActivityId.TryAdd(node.Activity.Id, node);
    }

    /// <summary>Do workflows run inside this one as activities?</summary>
    internal bool HasComposedWorkflows { get; }

    public Workflow Workflow { get; }
    public ActivityNode Root { get; }
    public ICollection<ActivityNode> Nodes { get; }
    public IDictionary<string, ActivityNode> NodeIdLookup { get; }
    public IDictionary<IActivity, ActivityNode> NodeActivityLookup { get; }

    /// <summary>The flowcharts of this graph as they look from their start, or from the trigger with that id; each is analysed once.</summary>
    internal ConcurrentDictionary<(IActivity Flowchart, string? Trigger), FlowGraph?> FlowGraphs { get; } = new();

    public ActivityNode? FindNodeById(string nodeId) => NodeIdLookup.TryGetValue(nodeId, out var node) ? node : null;
    public ActivityNode? FindNodeByActivity(IActivity activity) => NodeActivityLookup.TryGetValue(activity, out var node) ? node : null;
    public ActivityNode? FindNodeByActivityId(string activityId) => _byActivityId.GetValueOrDefault(activityId);
    public IActivity? FindActivityByNodeId(string nodeId) => FindNodeById(nodeId)?.Activity;
    public IActivity? FindActivityById(string activityId) => FindNodeByActivityId(activityId)?.Activity;

    public IActivity? FindActivity(ActivityHandle handle) =>
        handle.ActivityId != null ? FindActivityById(handle.ActivityId) :
        handle.ActivityNodeId != null ? FindActivityByNodeId(handle.ActivityNodeId) : null;
}
