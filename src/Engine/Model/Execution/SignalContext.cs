namespace Elsa.Workflows;

/// <summary>A signal on its way from its sender outwards.</summary>
public class SignalContext(ActivityExecutionContext receiverActivityExecutionContext, ActivityExecutionContext senderActivityExecutionContext, CancellationToken cancellationToken)
{
    public ActivityExecutionContext ReceiverActivityExecutionContext { get; init; } = receiverActivityExecutionContext;
    public ActivityExecutionContext SenderActivityExecutionContext { get; init; } = senderActivityExecutionContext;
    public CancellationToken CancellationToken { get; init; } = cancellationToken;
    public bool IsSelf => ReceiverActivityExecutionContext == SenderActivityExecutionContext;

    internal bool IsStopped { get; private set; }

    /// <summary>Keeps the signal from going further out.</summary>
    public void StopPropagation() => IsStopped = true;
}
