namespace Elsa.Workflows.Activities;

/// <summary>Ends its flowchart.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.", Kind = ActivityKind.Action)]
public class End : CodeActivity, ITerminalNode
{
    public End([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }
}
