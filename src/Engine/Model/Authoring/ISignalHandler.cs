namespace Elsa.Workflows;

/// <summary>Hears signals that bubble from an activity to its ancestors.</summary>
public interface ISignalHandler
{
    ValueTask ReceiveSignalAsync(object signal, SignalContext context);
}
