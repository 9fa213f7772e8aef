using Microsoft.AspNetCore.SignalR;

namespace Workflows.Host.Studio.Live;

/// <summary>Elsa's hub: the designer names the instance that it shows and is told when it changes. Only the messages that it listens to are sent.</summary>
internal sealed class WorkflowInstanceHub(Observers observers) : Hub
{
    /// <summary>The connection wants to hear of this instance, until it closes.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (!observers.Add(Context.ConnectionId, instanceId)) return;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observers.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
