namespace Elsa.Workflows.Management;

/// <summary>Makes workflows of stored definitions that are written in one way; <see cref="WorkflowDefinition.MaterializerName"/> names it.</summary>
public interface IWorkflowMaterializer
{
    string Name { get; }
    ValueTask<Workflow> MaterializeAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);
}

/// <summary>Writes a workflow as the JSON of a definition, and reads it back.</summary>
public interface IWorkflowSerializer
{
    string Serialize(Workflow workflow);
    Workflow Deserialize(string serializedWorkflow);
}
