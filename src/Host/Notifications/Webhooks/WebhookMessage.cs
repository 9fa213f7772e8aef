using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Id">Stays the same when it is sent again.</param>
/// <param name="Secret">What signs it; empty: nothing does.</param>
/// <param name="At">When it is sent.</param>
/// <param name="Kind">The kind of event in words.</param>
/// <param name="Link">Absolute address of the matter.</param>
public sealed record WebhookMessage(string Id, Uri Address, byte[]? Secret, DateTimeOffset At, NewsEvent Event, string Kind, Uri Link);

/// <summary>How one kind of receiver wants to be told. Another bot is another class with these three members, registered beside the others.</summary>
public interface IWebhookFormat
{
    WebhookFormat Format { get; }

    HttpRequestMessage Write(WebhookMessage message);

    /// <summary>Why an answer of status 2xx is a failure all the same; null: it is none.</summary>
    string? Objection(string answer);
}
