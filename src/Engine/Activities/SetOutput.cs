namespace Elsa.Workflows.Management.Activities.SetOutput;

/// <summary>Gives an output of the workflow, or of the composite activity it stands in, its value.</summary>
[Activity("Elsa", "Composition", "Assigns a given value to a the container's output.", Kind = ActivityKind.Action)]
public class SetOutput : CodeActivity
{
    public SetOutput([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Output", Description = "The output to assign.", UIHint = InputUIHints.OutputPicker)]
    public Input<string> OutputName { get; set; } = null!;

    [Input(Description = "The value to assign.")] public Input<object?> OutputValue { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = OutputName.GetOrDefault(context);
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidOperationException("Expected the name of an output to set, found none. Choose one in the activity's settings.");
        var value = OutputValue.GetOrDefault(context);
        foreach (var ancestor in context.GetAncestors().Where(x => x.ParentActivityExecutionContext != null))
            if (context.WorkflowExecutionContext.ActivityRegistry.Find(ancestor.Activity.Type, ancestor.Activity.Version)?.Outputs.FirstOrDefault(x => x.Name == name) is { } output)
            {
                ancestor.Set(output.ValueGetter(ancestor.Activity) as Output, value, name);
                return;
            }

        var declared = context.WorkflowExecutionContext.Workflow.Outputs.FirstOrDefault(x => x.Name == name);
        context.WorkflowExecutionContext.Output[name] = (declared == null ? value : value.ConvertTo(declared.Type))!;
    }
}
