namespace Elsa.Workflows.Activities;

/// <summary>Names the instance.</summary>
[Activity("Elsa", "Primitives", "Set the name of the workflow instance to a specified value.")]
public class SetName : CodeActivity
{
    public SetName([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public SetName(Input<string> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Value = value;

    [Input(Description = "The value to set as the workflow instance's name.")] public Input<string> Value { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.Name = Value.GetOrDefault(context);
}
