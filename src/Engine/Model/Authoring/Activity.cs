namespace Elsa.Workflows;

/// <summary>
/// Base class of activities. Override <see cref="Execute"/> or <see cref="ExecuteAsync"/> and complete the context, create a bookmark, or
/// schedule children. The step may run again after a conflict or a crash, so it must not reach outside the unit of work.
/// </summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private readonly List<(Type Type, Func<object, SignalContext, ValueTask> Handler)> _signalHandlers = [];
    private ICollection<IBehavior>? _behaviors;

    protected Activity(string? source = null, int? line = null)
    {
        if (source != null) this.SetSource(source, line);
        Type = ActivityShape.TypeNameOf(GetType());
        Version = ActivityShape.VersionOf(GetType());
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null) : this(source, line)
    {
        Type = activityType;
        Version = version;
    }

    public string Id { get; set; } = null!;
    public string NodeId { get; set; } = null!;
    public string? Name { get; set; }
    public string Type { get; set; }
    public int Version { get; set; }

    public bool CanStartWorkflow
    {
        get => this.GetCanStartWorkflow();
        set => this.SetCanStartWorkflow(value);
    }

    public bool? RunAsynchronously
    {
        get => this.GetRunAsynchronously();
        set => this.SetRunAsynchronously(value);
    }

    public string? CommitStrategy
    {
        get => this.GetCommitStrategy();
        set => this.SetCommitStrategy(value);
    }

    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> SyntheticProperties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();
    public ICollection<IBehavior> Behaviors => _behaviors ??= new List<IBehavior>();

    internal IEnumerable<IBehavior> OwnBehaviors => _behaviors ?? [];

    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) => ValueTask.FromResult(CanExecute(context));
    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) => _signalHandlers.Add((signalType, handler));

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) => OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => OnSignalReceived(typeof(T), (signal, context) =>
    {
        handler((T)signal, context);
        return ValueTask.CompletedTask;
    });

    /// <summary>Completes this activity.</summary>
    protected ValueTask CompleteAsync(ActivityExecutionContext context) => context.CompleteActivityAsync();

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) => CanExecuteAsync(context);

    async ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        foreach (var behavior in OwnBehaviors) await behavior.ExecuteAsync(context);
    }

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (type, handler) in _signalHandlers)
            if (type.IsInstanceOfType(signal))
                await handler(signal, context);
        foreach (var behavior in OwnBehaviors) await behavior.ReceiveSignalAsync(signal, context);
    }
}

/// <summary>An activity with a result.</summary>
public abstract class Activity<T> : Activity, IActivityWithResult<T>
{
    protected Activity(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected Activity(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output != null) Result = new Output<T>(output);
    }

    protected Activity(Output<T>? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output] public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
