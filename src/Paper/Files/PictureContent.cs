using System.Buffers.Binary;

namespace Workflows.Paper.Files;

/// <summary>A picture says in its head how large it is; one that says too much would fill the memory of whoever shows it.</summary>
internal static class PictureContent
{
    /// <summary>100 million: A4 at 1,000 dots per inch.</summary>
    private const long MostPixels = 100_000_000;

    /// <summary>Within so many bytes a JPEG says its size; previews and colour tables come before it.</summary>
    private const int Head = 1 << 20;

    public static FileObjection? Look(Stream file)
    {
        var head = new byte[Math.Min(file.Length, Head)];
        file.Position = 0;
        file.ReadExactly(head);
        return (head is [0x89, ..] ? Png(head) : Jpeg(head)) is (var width, var height) && width * height > MostPixels ? FileObjection.Bomb : null;
    }

    private static (long Width, long Height)? Png(ReadOnlySpan<byte> head) =>
        head.Length >= 24 ? (BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..])) : null;

    private static (long Width, long Height)? Jpeg(ReadOnlySpan<byte> head)
    {
        for (var at = 2; at + 9 <= head.Length && head[at] == 0xFF;)
        {
            var (marker, length) = (head[at + 1], BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]));
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return (BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]));
            at += 2 + Math.Max((int)length, 2);
        }

        return null;
    }
}
