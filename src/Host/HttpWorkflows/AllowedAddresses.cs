using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Workflows.Host.HttpWorkflows;

/// <summary>Which addresses workflows may send requests to: those of hosts on a list, and private addresses only of hosts on a list of their own.</summary>
public sealed class AllowedAddresses(IOptions<OutgoingOptions> options)
{
    /// <summary>Why the address is not allowed, with the remedy; null if it is.</summary>
    public string? Objection(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) return $"Expected an address that begins with https:// or http://, found \"{address}\".";
        if (address.UserInfo.Length > 0) return $"Expected an address without a name and password, found one for {address.Host}. Use the field Authorization.";
        return Lists(options.Value.AllowedHosts, address.Host, address.Port) || Lists(options.Value.AllowedPrivateHosts, address.Host, address.Port)
            ? null
            : $"Expected an address that the configuration allows, found {address.Host}:{address.Port}. Add it to HttpWorkflows:Outgoing:AllowedHosts.";
    }

    /// <summary>May a connection to this host go to this address? Asked when the name has been resolved, so that a name cannot lead inside.</summary>
    public bool MayConnect(string host, int port, IPAddress address) => Lists(options.Value.AllowedPrivateHosts, host, port) || (Lists(options.Value.AllowedHosts, host, port) && IsPublic(address));

    /// <summary>Is it an address on the public internet: not this machine, not a private network, not set aside for something else?</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            // Global addresses begin with 001; within them 2001::/23 (protocols), 2001:db8:: (documents) and 2002:: (a mapped address) are set aside.
            return (bytes[0] & 0xE0) == 0x20 && !(bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] <= 0x01 || (bytes[2] == 0x0D && bytes[3] == 0xB8))) && !(bytes[0] == 0x20 && bytes[1] == 0x02);
        return (bytes[0], bytes[1], bytes[2]) switch
        {
            (0 or 10 or 127 or >= 224, _, _) => false,
            (100, >= 64 and <= 127, _) => false,
            (169, 254, _) => false,
            (172, >= 16 and <= 31, _) => false,
            (192, 168, _) or (192, 0, 0 or 2) or (192, 88, 99) => false,
            (198, 18 or 19, _) or (198, 51, 100) or (203, 0, 113) => false,
            _ => true
        };
    }

    private static bool Lists(string[] hosts, string host, int port) => hosts.Any(entry =>
    {
        var colon = entry.LastIndexOf(':');
        var (name, only) = colon > 0 && int.TryParse(entry.AsSpan(colon + 1), out var given) ? (entry[..colon], (int?)given) : (entry, null);
        if (only is { } one ? port != one : port is not (80 or 443)) return false;
        return name.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
            : host.Trim('[', ']').Equals(name.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
    });
}
