using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Host.Viruses;

/// <summary>
/// Talks to a clamd (ClamAV's daemon) in its protocol: one connection a question, commands and answers that end with a zero, a file as chunks with their length before them. The file is sent as it is
/// read, so that its size costs no memory.
/// </summary>
/// <param name="address">Where it listens.</param>
public sealed class Clamd(EndPoint address)
{
    private const int Chunk = 64 * 1024, LongestAnswer = 4096;

    /// <summary>For connecting, and for each chunk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>For looking through a large file that is all there.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    /// <returns>The name of what was found; null where nothing was.</returns>
    /// <exception cref="ClamdException">It cannot be reached, is too slow, or would not look.</exception>
    public Task<string?> Find(Stream file, CancellationToken cancellation = default) => Talk(
        async (line, time) =>
        {
            await line.WriteAsync("zINSTREAM\0"u8.ToArray(), time.Token);
            var refused = !await Send(line, file, time);
            time.CancelAfter(LongPatience);
            var answer = await Answer(line, time.Token);
            if (answer is "stream: OK" && !refused) return null;
            return answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) ? answer["stream: ".Length..^" FOUND".Length] : throw new ClamdException(answer.Length > 0 ? answer : "It hung up.");
        },
        cancellation);

    /// <returns>What it says of itself.</returns>
    /// <exception cref="ClamdException">It cannot be reached or says nothing.</exception>
    public Task<string> Version(CancellationToken cancellation = default) => Talk(
        async (line, time) =>
        {
            await line.WriteAsync("zVERSION\0"u8.ToArray(), time.Token);
            return await Answer(line, time.Token) is { Length: > 0 } answer ? answer : throw new ClamdException("It hung up.");
        },
        cancellation);

    private async Task<T> Talk<T>(Func<NetworkStream, CancellationTokenSource, Task<T>> ask, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(Patience);
        try
        {
            using var socket = address.AddressFamily == AddressFamily.Unix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address, time.Token);
            await using var line = new NetworkStream(socket);
            return await ask(line, time);
        }
        catch (Exception failure) when (failure is SocketException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ClamdException(failure is OperationCanceledException ? "It does not answer." : failure.Message, failure);
        }
    }

    /// <returns>False where it did not want the whole file; its answer says why.</returns>
    private static async Task<bool> Send(NetworkStream line, Stream file, CancellationTokenSource time)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(sizeof(uint) + Chunk);
        try
        {
            int count;
            do
            {
                time.CancelAfter(Patience);
                count = await file.ReadAsync(buffer.AsMemory(sizeof(uint), Chunk), time.Token);
                BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)count);
                try
                {
                    await line.WriteAsync(buffer.AsMemory(0, sizeof(uint) + count), time.Token);
                }
                catch (IOException)
                {
                    return false;
                }
            }
            while (count > 0);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> Answer(NetworkStream line, CancellationToken cancellation)
    {
        var (said, one) = (new List<byte>(), new byte[1]);
        while (said.Count < LongestAnswer && await line.ReadAsync(one, cancellation) == 1 && one[0] != 0) said.Add(one[0]);
        return Encoding.UTF8.GetString([.. said]).Trim();
    }
}

/// <summary>The virus scanner did not look.</summary>
public sealed class ClamdException(string why, Exception? cause = null) : Exception(why, cause);
