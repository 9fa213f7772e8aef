namespace Elsa.Workflows.Models;

/// <summary>What a run of an instance came to.</summary>
public record RunWorkflowResult(WorkflowExecutionContext WorkflowExecutionContext, WorkflowState WorkflowState, Workflow Workflow, object? Result, Journal Journal);

/// <summary>What a run of an instance with a result of a known type came to.</summary>
public record RunWorkflowResult<TResult>(WorkflowExecutionContext WorkflowExecutionContext, WorkflowState WorkflowState, Workflow Workflow, TResult Result, Journal Journal);

/// <summary>The lines a run wrote to the journal, and the contexts it touched.</summary>
public record Journal(ICollection<WorkflowExecutionLogEntry> WorkflowExecutionLogEntries, ICollection<ActivityExecutionContext> ActivityExecutionContexts)
{
    public static Journal Empty { get; } = new([], []);
}
