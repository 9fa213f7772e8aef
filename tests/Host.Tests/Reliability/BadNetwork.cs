using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Workflows.Host.Tests.Reliability;

/// <summary>A network between a node and PostgreSQL that a test makes slow, silent or broken: a TCP port of this machine, and behind it the server's socket.</summary>
internal sealed class BadNetwork : IAsyncDisposable
{
    /// <summary>How PostgreSQL tells that a COMMIT came through.</summary>
    private static readonly byte[] CommitDone = Encoding.ASCII.GetBytes("COMMIT\0");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> connections = new();
    private readonly UnixDomainSocketEndPoint server;
    private readonly Task accepting;
    private TaskCompletionSource? silence;
    private long lateness;
    private int commitsToLose;

    /// <param name="connection">Connection string of a database on a socket of this machine.</param>
    public BadNetwork(string connection)
    {
        var direct = new NpgsqlConnectionStringBuilder(connection);
        server = new UnixDomainSocketEndPoint(Path.Combine(direct.Host!, $".s.PGSQL.{direct.Port}"));
        listener.Start();
        Connection = new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ConnectionString;
        accepting = Accept();
    }

    /// <summary>Connection string of the database through this network.</summary>
    public string Connection { get; }

    /// <summary>What is sent, either way, arrives so much later.</summary>
    public TimeSpan Late
    {
        set => Volatile.Write(ref lateness, value.Ticks);
    }

    /// <summary>Commits of which the reply was lost.</summary>
    public int LostReplies { get; private set; }

    /// <summary>The next commit reaches the server, and its connection is cut before the reply has arrived.</summary>
    public void LoseReplyOfCommit() => Volatile.Write(ref commitsToLose, 1);

    /// <summary>Nothing arrives any more, and nobody is told; what was sent meanwhile arrives after <see cref="GoOn"/>.</summary>
    public void FallSilent() => Volatile.Write(ref silence, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void GoOn() => Interlocked.Exchange(ref silence, null)?.TrySetResult();

    /// <summary>Every connection ends, whatever is under way on it.</summary>
    public void Cut()
    {
        foreach (var (near, far) in connections) End(near, far);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        GoOn();
        Cut();
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await listener.AcceptSocketAsync();
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Carry(near);
        }
    }

    private async Task Carry(Socket near)
    {
        var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(server);
            connections[near] = far;
            await Task.WhenAny(Carry(near, far, isReply: false), Carry(far, near, isReply: true));
        }
        catch (Exception down) when (down is SocketException or ObjectDisposedException)
        {
            // The server is not there: neither is the connection.
        }
        finally
        {
            connections.TryRemove(near, out _);
            End(near, far);
        }
    }

    private async Task Carry(Socket from, Socket to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
            {
                if (Volatile.Read(ref lateness) is > 0 and var late) await Task.Delay(new TimeSpan(late), TimeProvider.System);
                if (Volatile.Read(ref silence) is { } until) await until.Task;
                if (isReply && buffer.AsSpan(0, length).IndexOf(CommitDone) >= 0 && Interlocked.Exchange(ref commitsToLose, 0) == 1)
                {
                    LostReplies++;
                    return;
                }
                for (var sent = 0; sent < length;) sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Either end is gone, and with it the other.
        }
    }

    private static void End(Socket near, Socket far)
    {
        near.Dispose();
        far.Dispose();
    }
}
