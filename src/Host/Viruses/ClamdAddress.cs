using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workflows.Host.Viruses;

/// <summary>Where the virus scanner listens: setting <c>Uploads:Clamd</c>, <c>host:port</c> or the path of a socket.</summary>
public static class ClamdAddress
{
    public const string Setting = "Uploads:Clamd";

    /// <returns>Null where it is neither.</returns>
    public static EndPoint? Of(string text)
    {
        if (text.StartsWith('/')) return text.Length is > 1 and < 100 ? new UnixDomainSocketEndPoint(text) : null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535) return null;
        var host = text[..colon];
        if (IPAddress.TryParse(host, out var address)) return new IPEndPoint(address, port);
        return Uri.CheckHostName(host) == UriHostNameType.Dns ? new DnsEndPoint(host, port) : null;
    }
}
