using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Workflows.Engine;

namespace Workflows.Host.HttpWorkflows;

/// <summary>
/// Sends one request of a workflow: only to allowed addresses, redirections checked like the first, within time and size. It follows no proxy, keeps no
/// cookies, unpacks nothing, and tells no other host what was meant for the first.
/// </summary>
public sealed class OutgoingHttp : IDisposable
{
    private readonly AllowedAddresses allowed;
    private readonly OutgoingOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public OutgoingHttp(AllowedAddresses allowed, IOptions<OutgoingOptions> options, TimeProvider clock)
    {
        (this.allowed, this.options, this.clock) = (allowed, options.Value, clock);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None, MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectCallback = Connect
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<HttpOutcome> Send(OutgoingRequest request, CancellationToken cancellation = default)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            return await Follow(request, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HttpOutcome { Failure = HttpFailure.TimedOut, Message = $"Expected a response within {options.TimeoutSeconds} s, found none." };
        }
        catch (NotAllowedException refused)
        {
            return new HttpOutcome { Failure = HttpFailure.NotAllowed, Message = refused.Message };
        }
        catch (HttpRequestException failed) when (failed.InnerException is NotAllowedException refused)
        {
            return new HttpOutcome { Failure = HttpFailure.NotAllowed, Message = refused.Message };
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException or FormatException)
        {
            return new HttpOutcome { Failure = HttpFailure.FailedToConnect, Message = failed.Message };
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpOutcome> Follow(OutgoingRequest request, CancellationToken cancellation)
    {
        var address = new Uri(request.Url);
        var first = address;
        var (method, withContent) = (request.Method, true);
        for (var redirects = 0; ; redirects++)
        {
            if (allowed.Objection(address) is { } objection) throw new NotAllowedException(objection);
            using var message = Message(request, method, withContent, address, toFirst: address.Authority == first.Authority && address.Scheme == first.Scheme);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return await Read(response, cancellation);

            if (redirects == options.MaxRedirects) return new HttpOutcome { Failure = HttpFailure.NotAllowed, Message = $"Expected at most {options.MaxRedirects} redirections, found more. Enter the address they lead to." };
            var next = new Uri(address, location);
            if (address.Scheme == "https" && next.Scheme != "https") return new HttpOutcome { Failure = HttpFailure.NotAllowed, Message = $"Expected to stay on https, found a redirection to {next.GetLeftPart(UriPartial.Authority)}. Enter an address that stays on https." };
            address = next;
            if ((int)response.StatusCode is 301 or 302 or 303 && method is not ("GET" or "HEAD")) (method, withContent) = ("GET", false);
        }
    }

    private static HttpRequestMessage Message(OutgoingRequest request, string method, bool withContent, Uri address, bool toFirst)
    {
        var message = new HttpRequestMessage(new HttpMethod(method), address);
        if (withContent && request.Content is { } content)
        {
            message.Content = new ByteArrayContent(content);
            if (request.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase)) continue;
            // What another host is told, it could use as its own.
            if (!toFirst && (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))) continue;
            if (!message.Headers.TryAddWithoutValidation(name, values)) message.Content?.Headers.TryAddWithoutValidation(name, values);
        }
        return message;
    }

    private async Task<HttpOutcome> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        if (await LimitedBody.Read(body, response.Content.Headers.ContentLength, options.MaxResponseBytes, cancellation) is not { } content)
            return new HttpOutcome { Failure = HttpFailure.TooLarge, Message = $"Expected a response of at most {options.MaxResponseBytes} bytes, found a larger one. Ask for less, or raise HttpWorkflows:Outgoing:MaxResponseBytes." };
        return new HttpOutcome
        {
            StatusCode = (int)response.StatusCode,
            ContentType = response.Content.Headers.ContentType?.ToString(),
            Content = content,
            Headers = response.Headers.Concat(response.Content.Headers).GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.SelectMany(header => header.Value).ToArray())
        };
    }

    private ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        GuardedConnection.Open(context, allowed.MayConnect, "HttpWorkflows:Outgoing:AllowedPrivateHosts", cancellation);
}
