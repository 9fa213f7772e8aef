namespace Elsa.Workflows.Activities;

/// <summary>Sets the instance's correlation id. Bookmarks created before keep the one they were created with.</summary>
[Activity("Elsa", "Primitives", "Set the CorrelationId of the workflow to a given value.")]
public class Correlate : CodeActivity
{
    public Correlate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Correlate(string correlationId, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => CorrelationId = new Input<string>(correlationId);

    public Correlate(Variable<string> correlationId, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => CorrelationId = new Input<string>(correlationId);

    public Correlate(Func<ExpressionExecutionContext, string> correlationId, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        CorrelationId = new Input<string>(correlationId);

    [Input(Description = "An expression that evaluates to the value to store as the correlation ID.")] public Input<string> CorrelationId { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.CorrelationId = CorrelationId.GetOrDefault(context);
}
