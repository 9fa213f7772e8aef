namespace Elsa.Workflows;

/// <summary>Whom to tell when a child completes.</summary>
public record ActivityCompletionCallbackEntry(ActivityExecutionContext Owner, ActivityNode Child, ActivityCompletionCallback? CompletionCallback, object? Tag = null);
