using System.Buffers.Binary;
using System.Text;

namespace Workflows.Paper.Media;

/// <summary>A box of an MP4 file: four letters, and where its content lies in the file.</summary>
/// <param name="Body">First byte of the content.</param>
/// <param name="End">First byte behind the box.</param>
internal sealed record Box(string Type, long Body, long End);

/// <summary>Reads the boxes of an MP4 file where they lie; the file is never held in memory.</summary>
internal sealed class Boxes(Stream file)
{
    /// <summary>The boxes between two places, in their order. One that runs past the end is a <see cref="CutShortException"/>.</summary>
    public IEnumerable<Box> Between(long from, long end)
    {
        for (var at = from; at + 8 <= end;)
        {
            long size = U32(at);
            var type = Encoding.Latin1.GetString(Bytes(at + 4, 4));
            var body = at + 8;
            if (size == 1)
            {
                // A large box: its size follows in eight bytes.
                size = (long)U64(body);
                body += 8;
            }
            else if (size == 0)
            {
                // The last box of the file may leave its size open.
                size = end - at;
            }

            if (size < body - at) throw new DamagedException();
            if (at + size > end) throw new CutShortException();
            yield return new Box(type, body, at + size);
            at += size;
        }
    }

    public IEnumerable<Box> In(Box parent) => Between(parent.Body, parent.End);

    public Box? Find(Box parent, string type) => In(parent).FirstOrDefault(b => b.Type == type);

    public Box Need(Box parent, string type) => Find(parent, type) ?? throw new DamagedException();

    /// <summary>A box further down, e.g. <c>minf/stbl/stts</c>.</summary>
    public Box Need(Box parent, params ReadOnlySpan<string> path)
    {
        foreach (var type in path) parent = Need(parent, type);
        return parent;
    }

    public byte[] Bytes(long at, int count)
    {
        var bytes = new byte[count];
        if (at < 0 || at + count > file.Length) throw new CutShortException();
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    public byte U8(long at) => Bytes(at, 1)[0];

    public int U16(long at) => BinaryPrimitives.ReadUInt16BigEndian(Bytes(at, 2));

    public uint U32(long at) => BinaryPrimitives.ReadUInt32BigEndian(Bytes(at, 4));

    public ulong U64(long at) => BinaryPrimitives.ReadUInt64BigEndian(Bytes(at, 8));
}

/// <summary>The file ends before its boxes do.</summary>
internal sealed class CutShortException : Exception;

/// <summary>The boxes do not fit into each other, or one that must be there is missing.</summary>
internal sealed class DamagedException : Exception;
