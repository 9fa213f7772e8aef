namespace Elsa.Workflows.Activities;

/// <summary>Ends the whole workflow as finished, whatever else still waits.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public class Finish : CodeActivity, ITerminalNode
{
    public Finish([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.WorkflowExecutionContext.FinishAsync(context);
}
