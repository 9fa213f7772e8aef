namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs its body for all items at once and is done when all are. Each body finds its item and index in the variables <c>CurrentValue</c> and
/// <c>CurrentIndex</c>. It is no loop that a Break leaves: a Break ends the way of its own item and, once the others are done too,
/// the loop around.
/// </summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach<T> : Activity
{
    public ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public ParallelForEach(Input<object> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Items = items;

    public ParallelForEach(ICollection<T> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(items), source, line)
    {
    }

    public ParallelForEach(Func<ExpressionExecutionContext, ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(x => (object)@delegate(x)), source, line)
    {
    }

    public ParallelForEach(Func<ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(() => (object)@delegate()), source, line)
    {
    }

    [Input(Description = "The items to iterate through.")]
    public Input<object> Items { get; set; } = new(Array.Empty<T>());

    [Port] public IActivity Body { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ItemSource.ItemsOf(Items.GetOrDefault(context));
        if (Body == null! || items.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.StartBranches(items.Count);
        for (var index = 0; index < items.Count; index++)
            await context.ScheduleActivityAsync(Body, OnItemDoneAsync, variables: [new Variable("CurrentIndex", index), new Variable<T>("CurrentValue", items[index].ConvertTo<T>()!)]);
    }

    private ValueTask OnItemDoneAsync(ActivityCompletedContext context) => context.TargetContext.EndBranchAsync();
}

/// <inheritdoc />
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach : ParallelForEach<object>
{
    public ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }
}
