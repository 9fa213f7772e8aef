namespace Elsa.Workflows.Runtime;

/// <summary>What became of a child.</summary>
public class ExecuteWorkflowResult
{
    public string WorkflowInstanceId { get; set; } = null!;
    public string? WorkflowDefinitionVersionId { get; set; }
    public string? CorrelationId { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public IDictionary<string, object>? Output { get; set; }
}
