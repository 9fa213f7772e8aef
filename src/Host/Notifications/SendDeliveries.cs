using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Host.Notifications.Mail;
using Workflows.Host.Notifications.Webhooks;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>
/// Sends what is due. A delivery is claimed for a while, sent outside of any transaction, and then marked: if the program ends in between it is sent again, with the same id. What fails is
/// tried again after growing waits, and is dead after the last (<see cref="Delivery.Waits"/>).
/// </summary>
public sealed partial class SendDeliveries(UnitOfWork unit, SendMail mail, PostWebhook webhooks, TimeProvider clock, ILogger<SendDeliveries> log)
{
    private const int Batch = 50;

    /// <returns>How many arrived.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var arrived = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await unit.Read(
                (scope, token) => scope.GetRequiredService<ApprovalsDb>().Deliveries.Where(d => d.State == DeliveryState.Waiting && d.NextAt <= now).OrderBy(d => d.NextAt).ThenBy(d => d.Id).Select(d => d.Id).Take(Batch).ToListAsync(token),
                cancellation);
            if (due.Count == 0) return arrived;
            foreach (var id in due)
                if (await Send(id, cancellation)) arrived++;
        }
    }

    private async Task<bool> Send(long id, CancellationToken cancellation)
    {
        var claimed = await Change(id, (delivery, now) => delivery.Claim(now), cancellation);
        if (!claimed) return false;
        var channel = "";
        try
        {
            var delivery = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Deliveries.SingleAsync(d => d.Id == id, token), cancellation);
            channel = delivery.Channel.ToString();
            await (delivery.Channel == DeliveryChannel.Mail ? mail.Run(delivery, cancellation) : webhooks.Run(delivery, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(log, exception, id);
            Meters.DeliveryDone(channel, succeeded: false);
            await Change(id, (delivery, now) => Fail(delivery, exception.Message, now), cancellation);
            return false;
        }
        Meters.DeliveryDone(channel, succeeded: true);
        return await Change(id, Arrive, cancellation);
    }

    private static bool Fail(Delivery delivery, string error, DateTimeOffset now)
    {
        delivery.Failed(error, now);
        return false;
    }

    private static bool Arrive(Delivery delivery, DateTimeOffset now)
    {
        delivery.Arrived(now);
        return true;
    }

    private async Task<bool> Change(long id, Func<Delivery, DateTimeOffset, bool> change, CancellationToken cancellation)
    {
        var done = await unit.Run<bool>(
            Actor.Job,
            async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().Deliveries.SingleOrDefaultAsync(d => d.Id == id, token) is { } delivery && change(delivery, clock.GetUtcNow()), cancellation);
        return !done.IsRefused && done.Value;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} did not arrive and is tried again later")]
    private static partial void LogFailed(ILogger log, Exception exception, long id);
}
