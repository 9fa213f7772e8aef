namespace Elsa.Workflows.Activities;

/// <summary>An activity made of another one.</summary>
public abstract class Composite : Activity, IComposite, IVariableContainer
{
    protected Composite(string? source = null, int? line = null) : base(source, line) => OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    protected Composite(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line) =>
        OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    [Port] [System.ComponentModel.Browsable(false)] public IActivity Root { get; set; } = new Sequence();

    public ICollection<Variable> Variables { get; init; } = new List<Variable>();

    /// <summary>The variable whose value becomes the result.</summary>
    public Variable? ResultVariable { get; set; }

    public virtual void Setup()
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ConfigureActivities(context);
        await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    protected virtual void ConfigureActivities(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnCompleted(ActivityCompletedContext context)
    {
    }

    protected async Task CompleteAsync(ActivityExecutionContext context, object? result = null) => await context.CompleteActivityAsync(result);

    protected Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) => CompleteAsync(context, new Outcomes(outcomes));

    private async ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        await OnCompletedAsync(context);
        await CompleteAsync(context.TargetContext, context.Result);
    }

    private async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        context.StopPropagation();
        await CompleteAsync(context.ReceiverActivityExecutionContext, signal.Value);
    }
}

/// <summary>A <see cref="Composite"/> with a result of any type.</summary>
public abstract class CompositeWithResult : Composite
{
    protected CompositeWithResult(string? source = null, int? line = null) : base(source, line)
    {
    }

    [Output] public Output? Result { get; set; }
}

/// <summary>A <see cref="Composite"/> with a result.</summary>
public abstract class Composite<T> : Composite, IActivityWithResult<T>
{
    protected Composite(string? source = null, int? line = null) : base(source, line)
    {
    }

    [Output] public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
