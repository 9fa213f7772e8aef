using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Host.Tests.Attachments;

/// <summary>A clamd of the test: understands INSTREAM and VERSION, and finds the one test file that every scanner finds.</summary>
internal sealed class ClamdOfTest : IAsyncDisposable
{
    /// <summary>In two halves, so that no scanner takes this source for it.</summary>
    public const string Eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly Socket listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    /// <param name="path">Of its socket; without one it listens on a port of this machine.</param>
    public ClamdOfTest(string? path = null)
    {
        EndPoint at = path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path);
        listener = new Socket(at.AddressFamily, SocketType.Stream, path is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        listener.Bind(at);
        listener.Listen();
        Address = path ?? $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";
        serving = Serve();
    }

    public string Address { get; }

    /// <summary>Bytes of all files that came, and how many files.</summary>
    public long Bytes { get; private set; }

    public int Files { get; private set; }

    /// <summary>A larger file it does not look at and hangs up.</summary>
    public long Most { get; set; } = long.MaxValue;

    /// <summary>After the first chunk it reads on only then.</summary>
    public Task GoOn { get; set; } = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task Serve()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptAsync(stop.Token);
                await using var line = new NetworkStream(client);
                await line.WriteAsync(Encoding.UTF8.GetBytes(await Answer(line) + "\0"), stop.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // Whoever asked has left, or the test is over.
            }
        }
    }

    private async Task<string> Answer(NetworkStream line)
    {
        var command = new StringBuilder();
        var one = new byte[1];
        while (await line.ReadAsync(one, stop.Token) == 1 && one[0] != 0) command.Append((char)one[0]);
        return command.ToString() switch
        {
            "zVERSION" => "ClamAV 1.4.3/27800",
            "zINSTREAM" => await Look(line),
            _ => "UNKNOWN COMMAND",
        };
    }

    private async Task<string> Look(NetworkStream line)
    {
        Files++;
        var (size, all, found, tail) = (new byte[4], 0L, false, "");
        while (true)
        {
            await line.ReadExactlyAsync(size, stop.Token);
            var length = BinaryPrimitives.ReadInt32BigEndian(size);
            if (length == 0) return found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
            var chunk = new byte[length];
            await line.ReadExactlyAsync(chunk, stop.Token);
            (all, Bytes) = (all + length, Bytes + length);
            if (all > Most) return "INSTREAM size limit exceeded. ERROR";
            tail = tail[Math.Max(0, tail.Length - Eicar.Length)..] + Encoding.Latin1.GetString(chunk);
            found |= tail.Contains(Eicar, StringComparison.Ordinal);
            await GoOn;
        }
    }
}
