using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>
/// JSON, signed as the Standard Webhooks specification says (standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over <c>id.timestamp.body</c> in <c>Webhook-Signature: v1,…</c>. The
/// receiver refuses old timestamps and knows repeats by <c>Webhook-Id</c>, which is also the <c>Idempotency-Key</c>.
/// </summary>
internal sealed class SignedJson : IWebhookFormat
{
    public WebhookFormat Format => WebhookFormat.Signed;

    public HttpRequestMessage Write(WebhookMessage message)
    {
        var told = message.Event;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = told.Kind, timestamp = told.At,
                data = new { matter = told.Matter, number = told.Number, unit = told.Unit, link = message.Link, caseId = Text(told.CaseId), callId = Text(told.CallId), workItemId = Text(told.WorkItemId), listId = Text(told.ListId) },
            },
            Json.Options);
        var timestamp = message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Webhook-Id", message.Id);
        request.Headers.Add("Idempotency-Key", message.Id);
        request.Headers.Add("Webhook-Timestamp", timestamp);
        if (message.Secret is { } secret) request.Headers.Add("Webhook-Signature", Signature(secret, message.Id, timestamp, body));
        return request;
    }

    public string? Objection(string answer) => null;

    /// <returns><c>v1,</c> and the signature in Base64.</returns>
    internal static string Signature(byte[] secret, string id, string timestamp, byte[] body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]))}";

    private static string? Text(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}
