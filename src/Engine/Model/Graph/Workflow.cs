namespace Elsa.Workflows.Activities;

/// <summary>
/// A version of a workflow: its identity, options, variables, inputs, outputs and root activity. Its id in a graph is always <c>Workflow1</c>.
/// </summary>
[Activity("Elsa", "Workflows", "Executes a workflow.")]
[System.ComponentModel.Browsable(false)]
public class Workflow : Composite<object>, ICloneable
{
    public Workflow(
        WorkflowIdentity identity,
        WorkflowPublication publication,
        WorkflowMetadata workflowMetadata,
        WorkflowOptions options,
        IActivity root,
        ICollection<Variable> variables,
        ICollection<InputDefinition> inputs,
        ICollection<OutputDefinition> outputs,
        ICollection<string> outcomes,
        IDictionary<string, object> customProperties,
        bool isReadonly,
        bool isSystem)
    {
        Identity = identity;
        Publication = publication;
        WorkflowMetadata = workflowMetadata;
        Options = options;
        Root = root;
        Variables = variables;
        Inputs = inputs;
        Outputs = outputs;
        Outcomes = outcomes;
        CustomProperties = customProperties;
        IsReadonly = isReadonly;
        IsSystem = isSystem;
        Name = workflowMetadata.Name;
    }

    public Workflow(IActivity root)
    {
        Root = root;
    }

    public Workflow()
    {
    }

    public WorkflowIdentity Identity { get; set; } = WorkflowIdentity.VersionOne;
    public WorkflowPublication Publication { get; set; } = WorkflowPublication.LatestAndPublished;
    public WorkflowMetadata WorkflowMetadata { get; set; } = new();
    public WorkflowOptions Options { get; set; } = new();
    public ICollection<InputDefinition> Inputs { get; set; } = new List<InputDefinition>();
    public ICollection<OutputDefinition> Outputs { get; set; } = new List<OutputDefinition>();
    public ICollection<string> Outcomes { get; set; } = new List<string>();
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; }

    public WorkflowDefinitionHandle DefinitionHandle => WorkflowDefinitionHandle.ByDefinitionVersionId(Identity.Id);

    public static Workflow FromActivity(IActivity root) => root as Workflow ?? new Workflow(root);

    public Workflow Clone() => (Workflow)((ICloneable)this).Clone();

    object ICloneable.Clone() => MemberwiseClone();
}
