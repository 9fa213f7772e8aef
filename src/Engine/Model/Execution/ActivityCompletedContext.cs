namespace Elsa.Workflows;

/// <summary>A child has completed: the owner that is told, the child, and its result (often <see cref="Outcomes"/>).</summary>
public record ActivityCompletedContext(ActivityExecutionContext TargetContext, ActivityExecutionContext ChildContext, object? Result = null)
{
    public WorkflowExecutionContext WorkflowExecutionContext => TargetContext.WorkflowExecutionContext;
    public CancellationToken CancellationToken => TargetContext.CancellationToken;

    public T GetRequiredService<T>() where T : notnull => TargetContext.GetRequiredService<T>();
    public ValueTask CompleteActivityAsync(object? result = null) => TargetContext.CompleteActivityAsync(result);
    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => TargetContext.CompleteActivityWithOutcomesAsync(outcomes);
}
