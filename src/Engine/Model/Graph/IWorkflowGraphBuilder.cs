namespace Elsa.Workflows;

/// <summary>Compiles a workflow: finds its activities, gives them and their inputs and outputs their ids.</summary>
public interface IWorkflowGraphBuilder
{
    Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default);
}
