using Elsa.Workflows.Behaviors;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body again and again as long as the condition holds, which is looked at before each round.</summary>
[Activity("Elsa", "Looping", "Execute an activity while a given condition evaluates to true.")]
public class While : Activity
{
    public While([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public While(IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Body = body;

    public While(Input<bool> condition, IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(body, source, line) => Condition = condition;

    public While(Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), body, source, line)
    {
    }

    public While(Func<ExpressionExecutionContext, bool> condition, IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), body, source, line)
    {
    }

    public While(Func<ValueTask<bool>> condition, IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), body, source, line)
    {
    }

    public While(Func<bool> condition, IActivity? body = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<bool>(condition), body, source, line)
    {
    }

    [Input(Description = "The condition to evaluate before each round.", AutoEvaluate = false, UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(false);

    [Port] public IActivity? Body { get; set; }

    /// <summary>A loop that only a Break inside leaves.</summary>
    public static While True(IActivity body) => new(body) { Condition = new Input<bool>(true) };

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => RunNextAsync(context);

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        // Without a body nothing could make the condition change.
        if (Body == null || context.GetIsBreaking() || !await context.EvaluateInputPropertyAsync<While, bool>(x => x.Condition)) await context.CompleteActivityAsync();
        else await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => RunNextAsync(context.TargetContext);
}
