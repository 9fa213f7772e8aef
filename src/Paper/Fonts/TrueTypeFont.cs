using System.Buffers.Binary;
using System.Text;

namespace Workflows.Paper.Fonts;

/// <summary>
/// A font file as far as a document needs it: which characters it has, how wide they are, and its outlines. Reads TrueType files and single faces of collections
/// in place; nothing is unpacked.
/// </summary>
public sealed class TrueTypeFont
{
    private readonly byte[] file;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly int longMetrics;
    private readonly bool longOffsets;
    private readonly int characters;
    private readonly int format;

    /// <param name="file">The bytes of the file; kept, not copied.</param>
    /// <param name="face">Which face of a collection, from 0.</param>
    /// <exception cref="InvalidDataException">The bytes are no font, or one without a table of Unicode characters.</exception>
    public TrueTypeFont(byte[] file, int face = 0)
    {
        this.file = file;
        var start = Tag(0) == "ttcf" ? Int32(12 + 4 * face) : 0;
        for (int i = 0, count = UInt16(start + 4); i < count; i++)
        {
            var entry = start + 12 + 16 * i;
            tables[Tag(entry)] = (Int32(entry + 8), Int32(entry + 12));
        }

        foreach (var needed in new[] { "head", "hhea", "hmtx", "maxp", "cmap" })
        {
            if (!tables.ContainsKey(needed)) throw new InvalidDataException($"Expected a font with the table '{needed}', found none. Use a TrueType or OpenType font.");
        }

        UnitsPerEm = UInt16(tables["head"].At + 18);
        Glyphs = UInt16(tables["maxp"].At + 4);
        longMetrics = UInt16(tables["hhea"].At + 34);
        longOffsets = UInt16(tables["head"].At + 50) == 1;
        (characters, format) = FindCharacters();
    }

    public int UnitsPerEm { get; }

    /// <summary>How many glyphs the font has.</summary>
    public int Glyphs { get; }

    /// <summary>Whether it has TrueType outlines, which can be cut to the characters used; fonts with PostScript outlines have none.</summary>
    public bool HasOutlines => tables.ContainsKey("glyf");

    /// <summary>Whether its licence bits forbid embedding in a document.</summary>
    public bool ForbidsEmbedding => tables.TryGetValue("OS/2", out var os2) && (UInt16(os2.At + 8) & 0x000F) == 0x0002;

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    public int Glyph(int codePoint) => format == 12 ? GlyphOfGroups(codePoint) : GlyphOfSegments(codePoint);

    public bool Has(int codePoint) => Glyph(codePoint) != 0;

    /// <summary>Width of a glyph, in thousandths of the font size.</summary>
    public double Advance(int glyph) => UInt16(tables["hmtx"].At + 4 * Math.Min(glyph, longMetrics - 1)) * 1000.0 / UnitsPerEm;

    /// <summary>Advance and left bearing as the font's table holds them.</summary>
    internal (int Advance, int Bearing) Metrics(int glyph)
    {
        var at = tables["hmtx"].At;
        return (UInt16(at + 4 * Math.Min(glyph, longMetrics - 1)), glyph < longMetrics ? Int16(at + 4 * glyph + 2) : Int16(at + 4 * longMetrics + 2 * (glyph - longMetrics)));
    }

    /// <summary>The outline of a glyph as it stands in the file; empty for a blank one.</summary>
    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        if ((uint)glyph >= (uint)Glyphs) return [];
        var offsets = tables["loca"].At;
        var (from, to) = longOffsets
            ? (Int32(offsets + 4 * glyph), Int32(offsets + 4 * glyph + 4))
            : (2 * UInt16(offsets + 2 * glyph), 2 * UInt16(offsets + 2 * glyph + 2));
        return file.AsSpan(tables["glyf"].At + from, to - from);
    }

    internal bool HasTable(string tag) => tables.ContainsKey(tag);

    internal byte[] CopyOf(string tag) => file.AsSpan(tables[tag].At, tables[tag].Length).ToArray();

    private (int At, int Format) FindCharacters()
    {
        var table = tables["cmap"].At;
        int groups = -1, segments = -1;
        for (int i = 0, count = UInt16(table + 2); i < count; i++)
        {
            var (platform, encoding, at) = (UInt16(table + 4 + 8 * i), UInt16(table + 6 + 8 * i), table + Int32(table + 8 + 8 * i));
            var isUnicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
            if (isUnicode && UInt16(at) == 12) groups = at;
            if (isUnicode && UInt16(at) == 4) segments = at;
        }

        return groups >= 0 ? (groups, 12)
            : segments >= 0 ? (segments, 4)
            : throw new InvalidDataException("Expected a font with a table of Unicode characters (cmap format 4 or 12), found none. Use another font.");
    }

    /// <summary>Format 12: sorted groups of start, end and first glyph.</summary>
    private int GlyphOfGroups(int codePoint)
    {
        int low = 0, high = Int32(characters + 12) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = characters + 16 + 12 * middle;
            if (codePoint < Int32(group)) high = middle - 1;
            else if (codePoint > Int32(group + 4)) low = middle + 1;
            else return Int32(group + 8) + codePoint - Int32(group);
        }

        return 0;
    }

    /// <summary>Format 4: sorted segments up to U+FFFF, each with a shift or an own list of glyphs.</summary>
    private int GlyphOfSegments(int codePoint)
    {
        if (codePoint > 0xFFFE) return 0;
        var count = UInt16(characters + 6) / 2;
        var ends = characters + 14;
        var starts = ends + 2 * count + 2;
        var shifts = starts + 2 * count;
        var lists = shifts + 2 * count;
        for (var i = 0; i < count; i++)
        {
            if (codePoint > UInt16(ends + 2 * i)) continue;
            var first = UInt16(starts + 2 * i);
            if (codePoint < first) return 0;
            var list = UInt16(lists + 2 * i);
            if (list == 0) return (codePoint + UInt16(shifts + 2 * i)) & 0xFFFF;
            var glyph = UInt16(lists + 2 * i + list + 2 * (codePoint - first));
            return glyph == 0 ? 0 : (glyph + UInt16(shifts + 2 * i)) & 0xFFFF;
        }

        return 0;
    }

    private string Tag(int at) => Encoding.Latin1.GetString(file, at, 4);

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
}
