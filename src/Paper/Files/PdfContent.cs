using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflows.Paper.Files;

/// <summary>
/// Goes through a PDF file once and collects the names of its dictionaries, also of those that lie packed in object streams; the streams themselves (text, pictures, fonts) are passed over.
/// </summary>
internal sealed class PdfContent
{
    /// <summary>Names of what acts by itself, or carries something else inside.</summary>
    private static readonly HashSet<string> Acting = ["JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "ImportData", "GoToE"];

    /// <summary>An object stream holds dictionaries; a large document has many small ones.</summary>
    private const int LargestPacked = 32 * 1024 * 1024, LargestUnpacked = 128 * 1024 * 1024;

    private const int LongestName = 127;
    private static readonly byte[] StreamBegins = "stream"u8.ToArray(), StreamEnds = "endstream"u8.ToArray();

    private readonly HashSet<string> names = [];
    private readonly HashSet<string> ofObject = [];
    private FileObjection? objection;
    private bool isDamaged;

    public static FileObjection? Look(Stream file)
    {
        var content = new PdfContent();
        file.Position = 0;
        content.Read(new BufferedStream(file, 65536), hasStreams: true);
        return content.objection ?? (content.names.Contains("Encrypt") ? FileObjection.Encrypted : content.names.Overlaps(Acting) ? FileObjection.Active : content.isDamaged ? FileObjection.Damaged : null);
    }

    /// <param name="hasStreams">False within an object stream, which holds no other.</param>
    /// <param name="most">More bytes than these are a bomb.</param>
    private void Read(Stream bytes, bool hasStreams, long most = long.MaxValue)
    {
        var (name, matched, last, before) = ((StringBuilder?)null, 0, 0, 0);
        for (int c; objection is null && (c = Next(bytes)) >= 0;)
        {
            if (--most < 0)
            {
                objection = FileObjection.Bomb;
                return;
            }

            if (name is not null)
            {
                if (!IsBlank(c) && !"()<>[]{}/%".Contains((char)c, StringComparison.Ordinal) && name.Length < LongestName)
                {
                    name.Append((char)c);
                    continue;
                }

                Note(name.ToString());
                name = null;
            }

            if (c == '/') name = new StringBuilder();

            // A stream follows its dictionary.
            if (hasStreams && matched == StreamBegins.Length && c is '\r' or '\n')
            {
                Skip(bytes);
                (matched, last, before) = (0, 0, 0);
                ofObject.Clear();
                continue;
            }

            matched = c == StreamBegins[Math.Min(matched, StreamBegins.Length - 1)] && matched < StreamBegins.Length && (matched > 0 || (last == '>' && before == '>')) ? matched + 1 : 0;
            if (!IsBlank(c) && matched == 0) (before, last) = (last, c);
        }

        if (name is not null) Note(name.ToString());
    }

    /// <summary>Behind the two bytes that begin it, and without the sum at its end: programs that show documents do not mind a wrong one.</summary>
    private static BufferedStream Unpacked(MemoryStream packed)
    {
        packed.Position = Math.Min(2, packed.Length);
        return new BufferedStream(new DeflateStream(packed, CompressionMode.Decompress), 81920);
    }

    /// <summary>The next byte. What is packed and cannot be unpacked any further ends there: it is encrypted, which its trailer says, or damaged, and who opens it may see more of it than is seen here.</summary>
    private int Next(Stream bytes)
    {
        try
        {
            return bytes.ReadByte();
        }
        catch (InvalidDataException)
        {
            isDamaged = true;
            return -1;
        }
    }

    private void Note(string written)
    {
        var name = Plain(written);
        names.Add(name);
        ofObject.Add(name);
    }

    /// <summary>To the end of the stream; what is in it is looked at where it holds objects.</summary>
    private void Skip(Stream bytes)
    {
        var packed = ofObject.Contains("ObjStm") ? new MemoryStream() : null;
        var matched = 0;
        for (int c; matched < StreamEnds.Length && (c = bytes.ReadByte()) >= 0;)
        {
            matched = c == StreamEnds[matched] ? matched + 1 : c == StreamEnds[0] ? 1 : 0;
            if (packed is null) continue;
            if (packed.Length > LargestPacked)
            {
                objection = FileObjection.Bomb;
                return;
            }

            packed.WriteByte((byte)c);
        }

        if (packed is null) return;
        packed.Position = 0;
        var filters = ofObject.Count(each => each.EndsWith("Decode", StringComparison.Ordinal));
        if (filters == 0) Read(packed, hasStreams: false);
        else if (filters == 1 && ofObject.Contains("FlateDecode")) Read(Unpacked(packed), hasStreams: false, LargestUnpacked);
        else objection = FileObjection.Damaged;
    }

    private static bool IsBlank(int c) => c is 0 or '\t' or '\n' or '\f' or '\r' or ' ';

    private static string Plain(string name)
    {
        if (!name.Contains('#', StringComparison.Ordinal)) return name;
        var plain = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && byte.TryParse(name.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 2;
            }
            else plain.Append(name[i]);
        }

        return plain.ToString();
    }
}
