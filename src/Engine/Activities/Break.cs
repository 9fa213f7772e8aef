namespace Elsa.Workflows.Activities;

/// <summary>Leaves the nearest loop.</summary>
[Activity("Elsa", "Looping", "Break out of a loop.")]
public class Break : CodeActivity, ITerminalNode
{
    public Break([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.SendSignalAsync(new BreakSignal());
}
