namespace Elsa.Workflows.Activities;

/// <summary>Runs one of two activities; its result is the condition's value.</summary>
[Activity("Elsa", "Branching", "Evaluate a Boolean condition to determine which activity to execute next.")]
public class If : Activity<bool>
{
    public If([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public If(Input<bool> condition, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Condition = condition;

    public If(Func<ExpressionExecutionContext, bool> condition, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), source, line)
    {
    }

    public If(Func<bool> condition, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), source, line)
    {
    }

    [Input(Description = "The condition to evaluate.", UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(new Literal<bool>(false));

    [Port] public IActivity? Then { get; set; }
    [Port] public IActivity? Else { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holds = Condition.GetOrDefault(context);
        context.Set(Result, holds);
        return context.ScheduleActivityAsync(holds ? Then : Else, OnBranchCompletedAsync);
    }

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
