namespace Elsa.Workflows;

/// <summary>Runs or resumes an activity. A resume callback is stored by method name: it must be a method of the activity's class.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>Runs when a child has completed. It is stored by method name: it must be a method of the owner's class.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);
