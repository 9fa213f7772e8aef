using System.IO.Compression;
using System.Text;

namespace Workflows.Paper.Files;

/// <summary>An Office file is an archive of XML parts. Its directory says how large they are; what it says is not believed further than it can be checked.</summary>
public static class OfficeContent
{
    /// <summary>Parts of one file, bytes of all of them unpacked, and how much larger than packed they may be.</summary>
    public const int MostParts = 2_000;
    public const long MostBytes = 200L * 1024 * 1024;
    private const int MostRatio = 100;

    /// <summary>Small files of even text shrink a lot without meaning harm.</summary>
    private const long RatioMattersFrom = 10L * 1024 * 1024;

    /// <summary>A definition of a document type stands before everything else of a part.</summary>
    private const int Prolog = 4096;

    private const int SymbolicLink = 0xA;

    private static readonly string[] ActiveParts = ["vbaProject.bin", "activeX", "macrosheets", ".exe", ".dll", ".js", ".vbs", ".ps1", ".bat", ".cmd", ".scr", ".hta", ".jar"];

    public static FileObjection? Look(Stream file)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (archive.Entries.Count > MostParts) return FileObjection.Bomb;
            if (archive.Entries.Sum(part => part.Length) is var unpacked && (unpacked > MostBytes || (unpacked > RatioMattersFrom && unpacked > archive.Entries.Sum(part => part.CompressedLength) * MostRatio))) return FileObjection.Bomb;
            foreach (var part in archive.Entries)
            {
                if (part.FullName.StartsWith('/') || part.FullName.Contains('\\', StringComparison.Ordinal) || part.FullName.Contains(':', StringComparison.Ordinal) || part.FullName.Split('/').Contains("..") || part.ExternalAttributes >> 28 == SymbolicLink) return FileObjection.Outside;
                if (ActiveParts.Any(active => part.FullName.Contains(active, StringComparison.OrdinalIgnoreCase))) return FileObjection.Active;
            }

            return archive.Entries.Where(part => part.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).Any(DefinesTypes) ? FileObjection.Outside : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return FileObjection.Damaged;
        }
    }

    /// <summary>Unpacks everything and throws it away: the directory may say less than there is.</summary>
    /// <returns>False when more comes out than that, or it cannot be read.</returns>
    public static bool UnpacksWithin(Stream file, long most)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            var (room, buffer) = (most, new byte[81920]);
            foreach (var part in archive.Entries)
            {
                using var content = part.Open();
                for (int read; (read = content.Read(buffer)) > 0;)
                    if ((room -= read) < 0) return false;
            }

            return true;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Without definitions there is nothing to expand and nothing to fetch.</summary>
    private static bool DefinesTypes(ZipArchiveEntry part)
    {
        using var content = part.Open();
        var start = new byte[Prolog];
        var read = content.ReadAtLeast(start, Prolog, throwOnEndOfStream: false);

        // In whichever width its characters are.
        var text = Encoding.Latin1.GetString([.. start.AsSpan(0, read).ToArray().Where(b => b != 0)]);
        return text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || text.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase);
    }
}
