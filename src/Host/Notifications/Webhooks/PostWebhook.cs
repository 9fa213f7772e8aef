using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;
using Workflows.Host.HttpWorkflows;
using Workflows.Host.Jobs;
using Workflows.Host.Sealing;
using Workflows.Persistence;

namespace Workflows.Host.Notifications.Webhooks;

/// <summary>
/// Sends one event to one webhook: to public addresses only, and to private ones that <c>Webhooks:AllowedPrivateHosts</c> lists. Where a name leads is looked at when the connection is
/// made, so that it cannot lead inside later. It follows no redirection and no proxy.
/// </summary>
public sealed class PostWebhook : IDisposable
{
    /// <summary>Characters of an answer that are looked at.</summary>
    private const int LongestAnswer = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly UnitOfWork unit;
    private readonly Dictionary<WebhookFormat, IWebhookFormat> formats;
    private readonly KeyGuard guard;
    private readonly PaperAddress site;
    private readonly IStringLocalizer<Text> texts;
    private readonly TimeProvider clock;
    private readonly string[] privateHosts;
    private readonly HttpClient client;

    public PostWebhook(UnitOfWork unit, IEnumerable<IWebhookFormat> formats, KeyGuard guard, PaperAddress site, IStringLocalizer<Text> texts, IConfiguration configuration, TimeProvider clock)
    {
        (this.unit, this.guard, this.site, this.texts, this.clock) = (unit, guard, site, texts, clock);
        this.formats = formats.ToDictionary(format => format.Format);
        privateHosts = configuration.GetSection("Webhooks:AllowedPrivateHosts").Get<string[]>() ?? [];
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None, MaxResponseHeadersLength = 64, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellation) => GuardedConnection.Open(context, MayConnect, "Webhooks:AllowedPrivateHosts", cancellation),
        }) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
    }

    /// <exception cref="InvalidOperationException">The webhook is gone or off, or its answer was no success.</exception>
    /// <exception cref="HttpRequestException">It was not reached, or may not be.</exception>
    public async Task Run(Delivery delivery, CancellationToken cancellation = default)
    {
        var hook = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Webhooks.SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, token), cancellation);
        if (hook is null) throw new InvalidOperationException("Expected the webhook to exist, but it was removed.");
        if (!hook.IsOn && delivery.Kind != NewsKind.Test) throw new InvalidOperationException("Expected the webhook to be on, but it was switched off. Switch it on and try again.");
        var told = delivery.Event!;
        var message = new WebhookMessage(
            delivery.Id.ToString(CultureInfo.InvariantCulture), new Uri(hook.Address), hook.ProtectedSecret is { } stored ? guard.Unprotect(stored) : null, clock.GetUtcNow(), told,
            texts[$"Kind.{told.Kind}"], new Uri(site.Site, told.Link));
        using var time = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        var format = formats[hook.Format];
        using var request = format.Write(message);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"Expected an answer of status 2xx, found {(int)response.StatusCode}.");
        if (format.Objection(await Beginning(response, both.Token)) is { } objection) throw new InvalidOperationException(objection);
    }

    public void Dispose() => client.Dispose();

    private bool MayConnect(string host, int port, IPAddress address) =>
        AllowedAddresses.IsPublic(address) || privateHosts.Any(listed => listed.Equals(host, StringComparison.OrdinalIgnoreCase) || listed.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var buffer = new char[LongestAnswer];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellation));
    }
}
