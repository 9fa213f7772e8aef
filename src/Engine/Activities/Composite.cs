namespace Elsa.Workflows.Activities;

/// <summary>
/// An activity made of others: its root and variables are put together in C#, in the constructor or in <see cref="Setup"/>. It completes with its root, or when
/// something inside says so, with the outcomes given there.
/// </summary>
public abstract class Composite : Activity, IComposite, IVariableContainer
{
    private const string IsEnding = "Composite:IsEnding";

    protected Composite(string? source = null, int? line = null) : base(source, line) => OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    protected Composite(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line) =>
        OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    [Port] [System.ComponentModel.Browsable(false)] public IActivity Root { get; set; } = new Sequence();

    public ICollection<Variable> Variables { get; init; } = new List<Variable>();

    /// <summary>The variable whose value becomes the result.</summary>
    public Variable? ResultVariable { get; set; }

    /// <summary>Puts the content together, each time a graph is built.</summary>
    public virtual void Setup()
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ResultVariable is { } result && !context.ExpressionExecutionContext.Memory.HasBlock(result.Id))
        {
            var kept = new Variable(result.Name, result.Value, result.Id) { StorageDriverType = result.StorageDriverType };
            context.DynamicVariables.Add(kept);
            kept.DeclareIn(context.ExpressionExecutionContext.Memory);
        }

        ConfigureActivities(context);
        await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    /// <summary>Runs each time before the root is scheduled. The activities serve all instances: set nothing of an instance in them.</summary>
    protected virtual void ConfigureActivities(ActivityExecutionContext context)
    {
    }

    /// <summary>Runs before this activity completes; it may complete it itself, with outcomes of its own.</summary>
    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="OnCompletedAsync"/>
    protected virtual void OnCompleted(ActivityCompletedContext context)
    {
    }

    /// <summary>Completes the composite around an activity inside (or of the context itself), with a result.</summary>
    protected async Task CompleteAsync(ActivityExecutionContext context, object? result = null)
    {
        if (context.Activity is not Composite) await context.EndAsync(result);
        await context.SendSignalAsync(new CompleteCompositeSignal(result));
    }

    /// <summary>Completes the composite around an activity inside (or of the context itself), with outcomes.</summary>
    protected Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) => CompleteAsync(context, (object)new Outcomes(outcomes));

    protected static Inline Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);
    protected static Inline Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);
    protected static Inline Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);
    protected static Inline Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<ActivityExecutionContext, ValueTask<TResult>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(Func<ValueTask<TResult>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<ActivityExecutionContext, TResult> activity, MemoryBlockReference? output, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(Func<TResult> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, output, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, T value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, Func<ExpressionExecutionContext, T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, Func<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, Variable<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    private ValueTask OnRootCompletedAsync(ActivityCompletedContext context) => EndAsync(context);

    private ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        context.StopPropagation();
        return EndAsync(new ActivityCompletedContext(context.ReceiverActivityExecutionContext, context.SenderActivityExecutionContext, signal.Value));
    }

    private async ValueTask EndAsync(ActivityCompletedContext context)
    {
        var composite = context.TargetContext;
        if (composite.Status != ActivityStatus.Running) return;
        // The override may complete the composite, which comes back here.
        if (composite.TransientProperties.TryAdd(IsEnding, true)) await OnCompletedAsync(context);
        if (composite.Status != ActivityStatus.Running) return;
        if (composite.ParentActivityExecutionContext != null) YieldResult(composite, context.Result);
        await composite.CompleteActivityAsync(context.Result);
    }

    private void YieldResult(ActivityExecutionContext composite, object? result)
    {
        var output = (this as IActivityWithResult)?.Result ?? (this as CompositeWithResult)?.Result;
        var value = ResultVariable is { } variable && composite.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block) ? block.Value : result is Outcomes ? null : result;
        if (output != null || value != null) composite.Yield(output, ActivityOutputRegister.DefaultOutputName, value);
    }
}

/// <summary>A <see cref="Composite"/> with a result of any type.</summary>
public abstract class CompositeWithResult : Composite
{
    protected CompositeWithResult(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected CompositeWithResult(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output != null) Result = new Output(output);
    }

    protected CompositeWithResult(Output? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output] public Output? Result { get; set; }
}

/// <summary>A <see cref="Composite"/> with a result.</summary>
public abstract class Composite<T> : Composite, IActivityWithResult<T>
{
    protected Composite([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Output] public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
