using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;

namespace Workflows.Host.Attachments;

/// <summary>A file that lies in parts, read from any place; one part is in memory at a time.</summary>
/// <param name="length">Bytes of the whole file.</param>
/// <param name="received">Bytes that are there while it is on its way; behind them the file seems to end.</param>
public sealed class PartsStream(ApprovalsDb db, long uploadId, long length, long? received = null) : Stream
{
    private readonly long end = received ?? length;
    private int held = -1;
    private byte[] part = [];

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= end || buffer.Length == 0) return 0;
        var number = (int)(Position / FileUpload.PartSize);
        if (number != held) Hold(number, Part(number).Single());
        return Copy(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= end || buffer.Length == 0) return 0;
        var number = (int)(Position / FileUpload.PartSize);
        if (number != held) Hold(number, await Part(number).SingleAsync(cancellationToken));
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

    private IQueryable<byte[]> Part(int number) => db.FileParts.AsNoTracking().Where(p => p.UploadId == uploadId && p.Number == number).Select(p => p.Bytes);

    private void Hold(int number, byte[] bytes) => (held, part) = (number, bytes);

    private int Copy(Span<byte> buffer)
    {
        var at = (int)(Position % FileUpload.PartSize);
        var count = Math.Min(Math.Min(buffer.Length, part.Length - at), (int)Math.Min(end - Position, int.MaxValue));
        part.AsSpan(at, count).CopyTo(buffer);
        Position += count;
        return count;
    }
}
