using System.Buffers;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Persistence;

namespace Workflows.Host.Attachments;

/// <summary>A file that lies in parts, read from any place; one part is in memory at a time, in a buffer that goes back to the pool. Holds a connection while it is open.</summary>
/// <param name="length">Bytes of the whole file.</param>
/// <param name="received">Bytes that are there while it is on its way; behind them the file seems to end.</param>
public sealed class PartsStream(ApprovalsDb db, long uploadId, long length, long? received = null) : Stream
{
    private readonly long end = received ?? length;
    private byte[]? part;
    private int held = -1, count;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= end || buffer.Length == 0) return 0;
        var number = (int)(Position / FileUpload.PartSize);
        if (number != held) Hold(number, ReadPart.Run(db, uploadId, number, Buffer()));
        return Copy(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= end || buffer.Length == 0) return 0;
        var number = (int)(Position / FileUpload.PartSize);
        if (number != held) Hold(number, await ReadPart.RunAsync(db, uploadId, number, Buffer(), cancellationToken));
        return Copy(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };
        return Position = to >= 0 ? to : throw new IOException($"Expected a place within the file, found {to}.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (part is not null)
        {
            ArrayPool<byte>.Shared.Return(part);
            (part, held) = (null, -1);
            db.Database.CloseConnection();
        }

        base.Dispose(disposing);
    }

    private byte[] Buffer()
    {
        // What is half read must not be taken for what was there before.
        held = -1;
        return part ??= Rented();
    }

    private byte[] Rented()
    {
        db.Database.OpenConnection();
        return ArrayPool<byte>.Shared.Rent(FileUpload.PartSize);
    }

    private void Hold(int number, int bytes) => (held, count) = (number, bytes);

    private int Copy(Span<byte> buffer)
    {
        var at = (int)(Position % FileUpload.PartSize);
        var copied = Math.Min(Math.Min(buffer.Length, count - at), (int)Math.Min(end - Position, int.MaxValue));
        part.AsSpan(at, copied).CopyTo(buffer);
        Position += copied;
        return copied;
    }
}
