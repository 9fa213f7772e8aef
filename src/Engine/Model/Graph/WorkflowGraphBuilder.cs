using System.Collections;
using System.Globalization;
using System.Text;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

namespace Workflows.Engine;

/// <summary>
/// Compiles a workflow. An activity without an id gets its type's name and a number; the workflow itself is always <c>Workflow1</c>.
/// Inputs, outputs and variables without a memory id get <c>{activity}:input-{name}</c>, <c>{activity}:output-{name}</c>, <c>{activity}:variable-{n}</c>.
/// </summary>
public sealed class WorkflowGraphBuilder(IServiceProvider serviceProvider) : IWorkflowGraphBuilder
{
    public async Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        workflow.Id = "Workflow1";
        var nodes = new List<ActivityNode>();
        var seen = new Dictionary<IActivity, ActivityNode>(ReferenceEqualityComparer.Instance);
        var root = await VisitAsync(workflow, "", null, nodes, seen, cancellationToken);
        NameTheNameless(nodes);
        foreach (var node in nodes)
        {
            var activity = node.Activity;
            activity.NodeId = node.Parent == null ? activity.Id : $"{node.Parent.Activity.NodeId}:{activity.Id}";
            NameMemory(activity);
        }

        return new WorkflowGraph(workflow, root, nodes);
    }

    private async ValueTask<ActivityNode> VisitAsync(
        IActivity activity, string port, ActivityNode? parent, List<ActivityNode> nodes, Dictionary<IActivity, ActivityNode> seen, CancellationToken cancellationToken)
    {
        if (seen.TryGetValue(activity, out var known)) return known;
        var node = new ActivityNode(activity, port);
        seen[activity] = node;
        nodes.Add(node);
        if (parent != null)
        {
            node.AddParent(parent);
            parent.AddChild(node);
        }

        if (activity is WorkflowDefinitionActivity composed) composed.IsInsideItself = node.Ancestors().Any(x => x.Activity is Workflow outer && outer.Identity.DefinitionId == composed.WorkflowDefinitionId);
        if (activity is IInitializable initializable) await initializable.InitializeAsync(new InitializationContext(serviceProvider, cancellationToken));
        if (activity is IComposite composite) composite.Setup();
        foreach (var property in ActivityShape.Of(activity.GetType()).Ports)
            foreach (var child in Activities(property.Get(activity)))
                await VisitAsync(child, property.Name, node, nodes, seen, cancellationToken);
        return node;
    }

    private static IEnumerable<IActivity> Activities(object? value) => value switch
    {
        IActivity activity => [activity],
        IEnumerable many => many.OfType<IActivity>(),
        _ => []
    };

    private static void NameTheNameless(List<ActivityNode> nodes)
    {
        var taken = nodes.Select(x => x.Activity.Id).Where(x => x != null!).ToHashSet(StringComparer.Ordinal);
        var counters = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var activity in nodes.Select(x => x.Activity).Where(x => string.IsNullOrEmpty(x.Id)))
        {
            var name = activity.Type[(activity.Type.LastIndexOf('.') + 1)..];
            var number = counters.GetValueOrDefault(name);
            string id;
            do id = name + (++number).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(id));
            counters[name] = number;
            activity.Id = id;
        }
    }

    private static void NameMemory(IActivity activity)
    {
        var shape = ActivityShape.Of(activity.GetType());
        foreach (var property in shape.Inputs)
            if (property.Get(activity) is Input input)
                Name(input, $"{activity.Id}:input-{Kebab(property.Name)}");
        foreach (var property in shape.Outputs)
            if (property.Get(activity) is Output output)
                Name(output, $"{activity.Id}:output-{Kebab(property.Name)}");
        foreach (var (name, value) in activity.SyntheticProperties)
            if (value is Input input) Name(input, $"{activity.Id}:input-{Kebab(name)}");
            else if (value is Output output) Name(output, $"{activity.Id}:output-{Kebab(name)}");
        if (activity is Composite { ResultVariable: { Id: null or "" } result } && !string.IsNullOrEmpty(activity.Id)) result.Id = $"{activity.Id}:variable-result";
        if (activity is not IVariableContainer container) return;
        var number = 0;
        foreach (var variable in container.Variables)
        {
            number++;
            if (string.IsNullOrEmpty(variable.Id)) variable.Id = $"{activity.Id}:variable-{number.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private static void Name(Argument argument, string id)
    {
        if (argument.MemoryBlockReference == null!)
        {
            var reference = new MemoryBlockReference(id);
            argument.MemoryBlockReference = () => reference;
            return;
        }

        var existing = argument.MemoryBlockReference();
        if (string.IsNullOrEmpty(existing.Id)) existing.Id = id;
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
