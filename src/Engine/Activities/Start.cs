namespace Elsa.Workflows.Activities;

/// <summary>Where a flowchart starts.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.", Kind = ActivityKind.Action)]
public class Start : CodeActivity, IStartNode
{
    public Start([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }
}
