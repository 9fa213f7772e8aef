using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Host.Operations;

/// <summary>
/// Who may read the figures at <c>/metrics</c>: whoever sends the token <c>Metrics:Token</c> as <c>Authorization: Bearer …</c>, and whoever is connected directly from one of <c>Metrics:Networks</c>
/// (CIDR; by default this machine only). What came through a proxy needs the token: the address of the proxy says nothing about who asks, and what the proxy says of it could be made up.
/// Everybody else finds nothing there.
/// </summary>
internal sealed class MetricsReaders(IConfiguration configuration)
{
    /// <summary>Headers that a proxy sets; the last one is left by the program itself when it has taken the first one off.</summary>
    private static readonly string[] OfProxies = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via", "X-Original-For"];

    private readonly byte[]? token = configuration["Metrics:Token"] is { Length: > 0 } given ? Encoding.UTF8.GetBytes(given) : null;

    private readonly IReadOnlyList<IPNetwork> networks = configuration.GetSection("Metrics:Networks").GetChildren().Select(item => item.Value).OfType<string>().Where(text => text.Length > 0).ToList() is { Count: > 0 } given
        ? given.ConvertAll(IPNetwork.Parse)
        : [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    public bool May(HttpContext context)
    {
        if (token is not null && AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var sent) && sent is { Scheme: "Bearer", Parameter: { } parameter }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parameter), token)) return true;
        if (OfProxies.Any(context.Request.Headers.ContainsKey) || context.Connection.RemoteIpAddress is not { } address) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return networks.Any(network => network.Contains(address));
    }
}
