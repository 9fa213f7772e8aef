namespace Elsa.Workflows;

/// <summary>Something an activity does besides its own work.</summary>
public interface IBehavior : ISignalHandler
{
    IActivity Owner { get; }
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>Base class of behaviors.</summary>
public abstract class Behavior(IActivity owner) : IBehavior
{
    private readonly List<(Type Type, Func<object, SignalContext, ValueTask> Handler)> _handlers = [];

    public IActivity Owner { get; } = owner;

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) => _handlers.Add((signalType, handler));

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) => OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => OnSignalReceived(typeof(T), (signal, context) =>
    {
        handler((T)signal, context);
        return ValueTask.CompletedTask;
    });

    ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (type, handler) in _handlers)
            if (type.IsInstanceOfType(signal))
                await handler(signal, context);
    }
}
