using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>钉钉群机器人 with 加签: the address gets the time in milliseconds and an HMAC-SHA256 over <c>time\nsecret</c> under the secret.</summary>
internal sealed class DingTalkBot : IWebhookFormat
{
    public WebhookFormat Format => WebhookFormat.DingTalk;

    public HttpRequestMessage Write(WebhookMessage message) => Bots.Post(
        Signed(message),
        new JsonObject { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["title"] = message.Kind, ["text"] = Bots.Markdown(message) } });

    public string? Objection(string answer) => Bots.Objection(answer);

    private static Uri Signed(WebhookMessage message)
    {
        if (message.Secret is not { } secret) return message.Address;
        var time = message.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"{time}\n"), .. secret]));
        return new Uri($"{message.Address.AbsoluteUri}{(message.Address.Query.Length > 0 ? '&' : '?')}timestamp={time}&sign={Uri.EscapeDataString(sign)}");
    }
}
