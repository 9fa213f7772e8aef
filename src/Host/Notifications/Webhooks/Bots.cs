using System.Text.Json.Nodes;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>What the bots of group chats have in common: a message in Markdown, and an answer that says with a number whether it was taken.</summary>
internal static class Bots
{
    public static string Markdown(WebhookMessage message) =>
        $"**{message.Kind}** {string.Join(' ', new[] { message.Event.Matter.Zh, message.Event.Number, message.Event.Unit }.Where(part => !string.IsNullOrWhiteSpace(part)))}\n[{message.Link}]({message.Link})";

    public static HttpRequestMessage Post(Uri address, JsonObject body) => new(HttpMethod.Post, address) { Content = JsonContent.Create(body) };

    /// <summary>Both bots answer 200 and say in <c>errcode</c> whether it was taken.</summary>
    public static string? Objection(string answer)
    {
        try
        {
            return JsonNode.Parse(answer)?["errcode"]?.GetValue<int>() is null or 0 ? null : $"The bot answered {answer}";
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
