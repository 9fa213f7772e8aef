using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Host.Api;
using Workflows.Host.Notifications.Webhooks;
using Workflows.Host.Refusals;

namespace Workflows.Host.Notifications;

internal static class NotificationsApi
{
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/me").WithTags("Notifications");
        mine.MapGet("/notifications", async (Caller caller, ReadNotifications read, long? after, int? take, bool? unread, CancellationToken cancellation) =>
            await read.Run(caller, after, take ?? 30, unread ?? false, cancellation)).WithSummary("My notifications, the newest first").WithDescription("`after`: id of the last line of the page before; `take` 1 to 100, default 30.");
        mine.MapGet("/notifications/unread", async (Caller caller, ReadNotifications read, CancellationToken cancellation) => await read.Unread(caller, cancellation)).WithSummary("How many I have not read; counting ends at 100");
        mine.MapPost("/notifications/{id:long}/read", async (long id, Caller caller, MarkNotifications mark, HttpContext context, CancellationToken cancellation) =>
            (await mark.Read(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("I have read it");
        mine.MapPost("/notifications/read", async (Caller caller, MarkNotifications mark, HttpContext context, CancellationToken cancellation) =>
            (await mark.AllRead(caller, cancellation)).Answer(context)).Produces(204).WithSummary("I have read all");
        mine.MapGet("/notification-choices", async (Caller caller, NotificationChoices choices, CancellationToken cancellation) => await choices.Mine(caller, cancellation)).WithSummary("What I want by e-mail, when, and where to");
        mine.MapPut("/notification-choices", async (NewMailChoices chosen, Caller caller, NotificationChoices choices, HttpContext context, CancellationToken cancellation) =>
            (await choices.Keep(caller, chosen, cancellation)).Answer(context)).Produces(204).WithSummary("Choose what comes by e-mail").WithDescription("For each kind `off`, `immediately` or `daily`; a kind that is not named stays as it is.");

        var hooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        hooks.MapGet("", async (Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.All(caller, cancellation)).OrUnknown(context, "webhook", 0)).Produces<IReadOnlyList<WebhookView>>().WithSummary("Other systems that are told of events").WithDescription("For flow administrators.");
        hooks.MapPost("", async (WebhookFields fields, Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.Add(caller, fields, cancellation)).Answer(context)).Produces<CreatedWebhook>().WithSummary("Add a webhook").WithDescription("The secret is in this answer and never shown again. Requests are signed as standardwebhooks.com says.");
        hooks.MapPut("/{id:long}", async (long id, WebhookFields fields, Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.Change(caller, id, fields, cancellation)).Answer(context)).Produces(204).WithSummary("Change a webhook, or switch it on or off");
        hooks.MapDelete("/{id:long}", async (long id, Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.Remove(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Remove a webhook");
        hooks.MapPost("/{id:long}/secret", async (long id, Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.RenewSecret(caller, id, cancellation)).Answer(context)).Produces<CreatedWebhook>().WithSummary("A new secret in place of the one before");
        hooks.MapPost("/{id:long}/test", async (long id, Caller caller, AdministerWebhooks administer, HttpContext context, CancellationToken cancellation) =>
            (await administer.Try(caller, id, cancellation)).Answer(context)).Produces<TestDelivery>().WithSummary("Send a test event");

        var log = api.MapGroup("/deliveries").WithTags("Webhooks");
        log.MapGet("", async (Caller caller, ReadDeliveries read, Named<DeliveryState>? state, long? after, int? take, HttpContext context, CancellationToken cancellation) =>
            caller.Has(SeatRole.FlowAdministrator) ? Results.Ok(await read.Run(state?.Value, after, take ?? 50, cancellation)) : context.Unknown("delivery", 0)).Produces<IReadOnlyList<DeliveryLine>>()
            .WithSummary("The delivery log of e-mails and webhooks, the newest first").WithDescription("For flow administrators.");
        log.MapPost("/{id:long}/retry", async (long id, Caller caller, RetryDelivery retry, HttpContext context, CancellationToken cancellation) =>
            (await retry.Run(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Try a dead delivery again; it keeps its id");
    }
}
