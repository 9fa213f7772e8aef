using Elsa.Workflows.Behaviors;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body once for each item. The body finds the item and its index in the variables <c>CurrentValue</c> and <c>CurrentIndex</c>.</summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public class ForEach<T> : Activity
{
    private const string NextIndex = "CurrentIndex";

    public ForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public ForEach(Input<ICollection<T>> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Items = items;

    public ForEach(ICollection<T> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(items), source, line)
    {
    }

    public ForEach(Func<ExpressionExecutionContext, ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(@delegate), source, line)
    {
    }

    public ForEach(Func<ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(@delegate), source, line)
    {
    }

    [Input(Description = "The set of values to iterate.")]
    public Input<ICollection<T>> Items { get; set; } = new(Array.Empty<T>());

    [Port] public IActivity? Body { get; set; }

    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<T>? CurrentValue { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => RunNextAsync(context);

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(NextIndex);
        var items = Items.GetOrDefault(context);
        if (Body == null || items == null || index >= items.Count || context.GetIsBreaking())
        {
            await context.CompleteActivityAsync();
            return;
        }

        var value = items.ElementAt(index);
        context.SetProperty(NextIndex, index + 1);
        context.Set(CurrentValue, value);
        await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: [new Variable("CurrentIndex", index), new Variable("CurrentValue", value)]);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => RunNextAsync(context.TargetContext);
}

/// <inheritdoc />
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public class ForEach : ForEach<object>;
