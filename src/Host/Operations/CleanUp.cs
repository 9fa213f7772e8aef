using Quartz;
using Workflows.Host.Account;
using Workflows.Host.Demo;
using Workflows.Host.Notifications;

namespace Workflows.Host.Operations;

/// <summary>Every few hours what has no use any more goes away: old notifications, and what is known of sessions and access tokens that have run out.</summary>
[DisallowConcurrentExecution]
public sealed class CleanUp(CleanNotifications notifications, TokenActivity tokens, NoteSession sessions) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(6);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var pass = StoryClock.Pass();
        if (pass is null) return;
        await notifications.Run(cancellationToken);
        await tokens.Clean(cancellationToken);
        await sessions.Clean(cancellationToken);
    }
}
