namespace Elsa.Workflows.Models;

/// <summary>An activity's place in a graph.</summary>
public class ActivityNode(IActivity activity, string port)
{
    private readonly List<ActivityNode> _parents = [];
    private readonly List<ActivityNode> _children = [];

    public IActivity Activity { get; } = activity;

    /// <summary>The property of the parent that holds the activity.</summary>
    public string Port { get; } = port;

    public string NodeId => Activity.NodeId;
    public IReadOnlyCollection<ActivityNode> Parents => _parents;
    public ICollection<ActivityNode> Children => _children;

    internal ActivityNode? Parent => _parents.Count == 0 ? null : _parents[0];

    public void AddChild(ActivityNode child) => _children.Add(child);

    public void AddParent(ActivityNode parent) => _parents.Add(parent);

    public IEnumerable<ActivityNode> Ancestors()
    {
        for (var node = Parent; node != null; node = node.Parent) yield return node;
    }

    public IEnumerable<ActivityNode> Descendants() => _children.SelectMany(x => x.Descendants().Prepend(x));

    public IEnumerable<ActivityNode> Siblings() => _parents.SelectMany(x => x._children).Where(x => x != this);

    public IEnumerable<ActivityNode> SiblingsAndCousins() => _parents.SelectMany(x => x.Descendants()).Where(x => x != this);
}
