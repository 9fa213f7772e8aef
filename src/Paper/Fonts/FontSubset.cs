using System.Buffers.Binary;
using System.Text;

namespace Workflows.Paper.Fonts;

/// <summary>
/// Cuts a TrueType font down to the characters of a document, so that 15 MB become a few dozen KB. The PDF writer embeds whole font files; the cut is made before.
/// </summary>
public static class FontSubset
{
    private const int MoreComponents = 0x20;

    /// <summary>A font file with the characters given and the parts that they are made of; characters that the font lacks are left out.</summary>
    public static byte[] Cut(TrueTypeFont font, IEnumerable<int> codePoints)
    {
        if (!font.HasOutlines) throw new NotSupportedException("Expected a font with TrueType outlines to cut, found one with PostScript outlines. Draw with the whole font instead.");
        var kept = codePoints.Distinct().Select(c => (CodePoint: c, Glyph: font.Glyph(c))).Where(c => c.Glyph != 0).OrderBy(c => c.CodePoint).ToList();
        var glyphs = new List<int> { 0 };
        var numbers = new Dictionary<int, int> { [0] = 0 };
        foreach (var (_, glyph) in kept) Number(glyph, glyphs, numbers);

        var (outlines, offsets) = Outlines(font, glyphs, numbers);
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = Changed(font.CopyOf("head"), (8, 4, 0), (50, 2, 1)),
            ["hhea"] = Changed(font.CopyOf("hhea"), (34, 2, glyphs.Count)),
            ["maxp"] = Changed(font.CopyOf("maxp"), (4, 2, glyphs.Count)),
            ["hmtx"] = Metrics(font, glyphs),
            ["loca"] = offsets,
            ["glyf"] = outlines,
            ["cmap"] = Characters(kept, numbers),
            ["post"] = [0, 3, 0, 0, .. new byte[28]],
        };
        foreach (var tag in new[] { "OS/2", "name", "cvt ", "fpgm", "prep" })
        {
            if (font.HasTable(tag)) parts[tag] = font.CopyOf(tag);
        }

        return Assemble(parts);
    }

    private static int Number(int glyph, List<int> glyphs, Dictionary<int, int> numbers)
    {
        if (numbers.TryGetValue(glyph, out var known)) return known;
        numbers[glyph] = glyphs.Count;
        glyphs.Add(glyph);
        return glyphs.Count - 1;
    }

    /// <summary>Outlines one after another, and where each begins. The list grows while the parts of composite glyphs are met.</summary>
    private static (byte[] Outlines, byte[] Offsets) Outlines(TrueTypeFont font, List<int> glyphs, Dictionary<int, int> numbers)
    {
        var outlines = new MemoryStream();
        var offsets = new MemoryStream();
        for (var i = 0; i < glyphs.Count; i++)
        {
            Write32(offsets, (int)outlines.Length);
            var outline = font.Outline(glyphs[i]).ToArray();
            foreach (var at in Components(outline))
            {
                var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)Number(part, glyphs, numbers));
            }

            outlines.Write(outline);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        Write32(offsets, (int)outlines.Length);
        return (outlines.ToArray(), offsets.ToArray());
    }

    /// <summary>Where a composite outline names its parts.</summary>
    private static IEnumerable<int> Components(byte[] outline)
    {
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) yield break;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            yield return at + 2;
            var scale = (flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
            at += 4 + ((flags & 0x01) != 0 ? 4 : 2) + scale;
            if ((flags & MoreComponents) == 0) yield break;
        }
    }

    private static byte[] Metrics(TrueTypeFont font, List<int> glyphs)
    {
        var metrics = new MemoryStream();
        foreach (var glyph in glyphs)
        {
            var (advance, bearing) = font.Metrics(glyph);
            Write16(metrics, advance);
            Write16(metrics, bearing);
        }

        return metrics.ToArray();
    }

    /// <summary>A character table of format 12, one group per character.</summary>
    private static byte[] Characters(List<(int CodePoint, int Glyph)> kept, Dictionary<int, int> numbers)
    {
        var table = new MemoryStream();
        foreach (var head in new[] { 0, 1, 3, 10 }) Write16(table, head);
        Write32(table, 12);
        Write16(table, 12);
        Write16(table, 0);
        foreach (var head in new[] { 16 + 12 * kept.Count, 0, kept.Count }) Write32(table, head);
        foreach (var (codePoint, glyph) in kept)
        {
            Write32(table, codePoint);
            Write32(table, codePoint);
            Write32(table, numbers[glyph]);
        }

        return table.ToArray();
    }

    private static byte[] Changed(byte[] table, params (int At, int Bytes, int Value)[] values)
    {
        foreach (var (at, bytes, value) in values)
        {
            if (bytes == 2) BinaryPrimitives.WriteInt16BigEndian(table.AsSpan(at), (short)value);
            else BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(at), value);
        }

        return table;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> parts)
    {
        var powers = (int)Math.Floor(Math.Log2(parts.Count));
        var font = new MemoryStream();
        Write32(font, 0x00010000);
        foreach (var head in new[] { parts.Count, 16 << powers, powers, 16 * parts.Count - (16 << powers) }) Write16(font, head);
        var (at, headAt) = (12 + 16 * parts.Count, 0);
        foreach (var (tag, bytes) in parts)
        {
            if (tag == "head") headAt = at;
            font.Write(Encoding.Latin1.GetBytes(tag));
            Write32(font, (int)Sum(bytes));
            Write32(font, at);
            Write32(font, bytes.Length);
            at += (bytes.Length + 3) & ~3;
        }

        foreach (var bytes in parts.Values)
        {
            font.Write(bytes);
            while (font.Length % 4 != 0) font.WriteByte(0);
        }

        var whole = font.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(headAt + 8), 0xB1B0AFBA - Sum(whole));
        return whole;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        var whole = bytes.Length & ~3;
        for (var i = 0; i < whole; i += 4) sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        for (var i = whole; i < bytes.Length; i++) sum += (uint)bytes[i] << (24 - 8 * (i - whole));
        return sum;
    }

    private static void Write16(Stream to, int value)
    {
        to.WriteByte((byte)(value >> 8));
        to.WriteByte((byte)value);
    }

    private static void Write32(Stream to, int value)
    {
        Write16(to, value >> 16);
        Write16(to, value);
    }
}
