using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Parts;

/// <summary>Tells what a file is by looking at its bytes. A name or a header that says something else counts for nothing.</summary>
public static class FileKinds
{
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The content type of a PDF, JPEG, PNG, DOCX or XLSX file; null for anything else, which is not taken.</summary>
    public static string? Of(byte[] bytes) => bytes switch
    {
        _ when StartsWith(bytes, "%PDF-"u8) => "application/pdf",
        _ when StartsWith(bytes, [0xFF, 0xD8, 0xFF]) => "image/jpeg",
        _ when StartsWith(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
        _ when StartsWith(bytes, [0x50, 0x4B, 0x03, 0x04]) => OfficeKind(bytes),
        _ => null,
    };

    /// <summary>An Office file is a ZIP archive with a list of contents and a main part; macros are not taken.</summary>
    private static string? OfficeKind(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
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

    private static bool StartsWith(byte[] bytes, ReadOnlySpan<byte> start) => bytes.AsSpan().StartsWith(start);
}
