using System.Net;
using System.Net.Sockets;

namespace Workflows.Host.HttpWorkflows;

/// <summary>A connection to an address that may be reached; anything else was refused on purpose.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);

/// <summary>Opens connections to the outside. The addresses behind a name are looked at when the connection is made, so that a name cannot lead inside.</summary>
internal static class GuardedConnection
{
    /// <param name="may">May a connection to this host and port go to this address?</param>
    /// <param name="setting">Where private hosts are allowed, for the sentence of the refusal.</param>
    /// <exception cref="NotAllowedException">No address of the host may be reached.</exception>
    public static async ValueTask<Stream> Open(SocketsHttpConnectionContext context, Func<string, int, IPAddress, bool> may, string setting, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var given) ? [given] : await Dns.GetHostAddressesAsync(host, cancellation);
        var usable = addresses.Where(address => may(host, port, address)).ToArray();
        if (usable.Length == 0) throw new NotAllowedException($"Expected {host}:{port} to be on the public internet, found {string.Join(", ", addresses.Select(address => address.ToString()))}. Add it to {setting}.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
