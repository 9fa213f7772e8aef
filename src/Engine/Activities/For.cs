using Elsa.Workflows.Behaviors;

namespace Elsa.Workflows.Activities;

/// <summary>
/// Counts from start to end and runs its body once for each number, which the body finds in the variable <c>CurrentValue</c>. A negative step
/// counts down; the end belongs to it unless told otherwise.
/// </summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public class For : Activity
{
    private const string CurrentStep = "CurrentStep";

    public For([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public For(int start, int end, int step, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line)
    {
        Start = new Input<int>(start);
        End = new Input<int>(end);
        Step = new Input<int>(step);
    }

    [Input(Description = "The start step.")] public Input<int> Start { get; set; } = new(0);
    [Input(Description = "The end step.")] public Input<int> End { get; set; } = new(0);
    [Input(Description = "The step size. To count down, enter a negative number.")] public Input<int> Step { get; set; } = new(1);

    [Input(Description = "Controls whether the end step is upper/lowerbound inclusive or exclusive. True (inclusive) by default.", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    [Port] public IActivity? Body { get; set; }

    [Output] public Output<object?> CurrentValue { get; set; } = new();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => RunNextAsync(context);

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        var step = Step.GetOrDefault(context);
        if (step == 0) throw new InvalidOperationException("Expected a step other than 0, found 0: the loop would never end. Enter 1, or -1 to count down.");
        // As long, so that a loop up to the largest number ends.
        var current = context.GetProperty<long?>(CurrentStep) is { } last ? last + step : Start.GetOrDefault(context);
        long left = step > 0 ? End.GetOrDefault(context) - current : current - End.GetOrDefault(context);
        if (Body == null || left < 0 || (left == 0 && !OuterBoundInclusive.GetOrDefault(context)) || context.GetIsBreaking())
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(CurrentStep, current);
        context.Set(CurrentValue, (int)current);
        await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: [new Variable("CurrentValue", (int)current)]);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => RunNextAsync(context.TargetContext);
}
