namespace Elsa.Workflows.Activities;

/// <summary>Ends the surrounding composite or workflow with outcomes; default <c>Done</c>.</summary>
[Activity("Elsa", "Primitives", "Signals the current composite activity to complete itself as a whole.")]
public class Complete : Activity, ITerminalNode
{
    public Complete([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Complete(IEnumerable<string> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        Outcomes = new Input<object?>(new Literal<object?>(outcomes.ToList()));

    public Complete(Func<ExpressionExecutionContext, ICollection<string>> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        Outcomes = new Input<object?>(context => (object?)outcomes(context));

    public Complete(Func<ExpressionExecutionContext, string> outcome, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        Outcomes = new Input<object?>(context => (object?)outcome(context));

    public Complete(Input<object?> outcomes, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Outcomes = outcomes;

    [Input(Description = "The outcome or set of outcomes to complete this activity with.", DefaultSyntax = "Object", UIHint = InputUIHints.OutcomePicker)]
    public Input<object?> Outcomes { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.CompleteCompositeAsync(Names(Outcomes.GetOrDefault(context)).ToArray());

    private static IEnumerable<string> Names(object? value) => value switch
    {
        null or "" => ["Done"],
        string name => [name],
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(x => x.ToString()),
        System.Collections.IEnumerable many => many.Cast<object>().Select(x => x.ToString()!),
        _ => [value.ToString()!]
    };
}
