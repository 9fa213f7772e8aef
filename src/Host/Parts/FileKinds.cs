using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Parts;

/// <summary>Tells what a file is by looking at its bytes. A name or a header that says something else counts for nothing.</summary>
public static class FileKinds
{
    public const string Pdf = "application/pdf";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Archive = "application/zip";

    /// <summary>The content type of a PDF, JPEG, PNG, DOCX or XLSX file; null for anything else, which is not taken.</summary>
    public static string? Of(byte[] bytes) => Of(new MemoryStream(bytes));

    /// <param name="file">Can be read from any place.</param>
    public static string? Of(Stream file)
    {
        Span<byte> start = stackalloc byte[16];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Plain(start[..read]) is var kind && kind == Archive ? OfficeKind(file) : kind;
    }

    /// <summary>What a file may become whose first bytes these are; null when it will not be taken. What an archive or a video is in the end, only the whole file says.</summary>
    public static string? Begins(ReadOnlySpan<byte> start) =>
        Plain(start) ?? (Paper.Media.MediaFile.Begins(start[..Math.Min(start.Length, 12)]) ? Video : null);

    /// <summary>A video or audio file, as far as its first bytes say.</summary>
    public static bool IsMedia(string? kind) => kind == Video;

    private const string Video = "video/mp4";

    private static string? Plain(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? Pdf
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) ? Archive
        : null;

    /// <summary>An Office file is a ZIP archive with a list of contents and a main part; macros are not taken.</summary>
    private static string? OfficeKind(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (archive.GetEntry("[Content_Types].xml") is null) return null;
            if (archive.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            return archive.GetEntry("word/document.xml") is not null ? Docx
                : archive.GetEntry("xl/workbook.xml") is not null ? Xlsx
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
