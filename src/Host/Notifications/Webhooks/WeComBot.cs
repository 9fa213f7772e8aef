using System.Text.Json.Nodes;
using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>企业微信群机器人: the key is in the address, the message is Markdown.</summary>
internal sealed class WeComBot : IWebhookFormat
{
    public WebhookFormat Format => WebhookFormat.WeCom;

    public HttpRequestMessage Write(WebhookMessage message) =>
        Bots.Post(message.Address, new JsonObject { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["content"] = Bots.Markdown(message) } });

    public string? Objection(string answer) => Bots.Objection(answer);
}
