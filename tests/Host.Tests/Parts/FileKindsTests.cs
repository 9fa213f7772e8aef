using System.IO.Compression;
using System.Text;
using Workflows.Host.Parts;

namespace Workflows.Host.Tests.Parts;

/// <summary>What a file is, is found in its bytes.</summary>
public class FileKindsTests
{
    private static byte[] Archive(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries) archive.CreateEntry(entry);
        return bytes.ToArray();
    }

    [Fact]
    public void Documents_and_pictures_are_known_by_their_bytes()
    {
        FileKinds.Of(Encoding.ASCII.GetBytes("%PDF-1.7\n…")).ShouldBe("application/pdf");
        FileKinds.Of([0xFF, 0xD8, 0xFF, 0xE0]).ShouldBe("image/jpeg");
        FileKinds.Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).ShouldBe("image/png");
        FileKinds.Of(Archive("[Content_Types].xml", "word/document.xml")).ShouldBe(FileKinds.Docx);
        FileKinds.Of(Archive("[Content_Types].xml", "xl/workbook.xml")).ShouldBe(FileKinds.Xlsx);
    }

    [Fact]
    public void Programs_pages_plain_archives_and_macros_are_not_taken()
    {
        FileKinds.Of(Encoding.ASCII.GetBytes("MZ\u0090")).ShouldBeNull();
        FileKinds.Of(Encoding.ASCII.GetBytes("<html><script>")).ShouldBeNull();
        FileKinds.Of(Archive("a.txt")).ShouldBeNull();
        FileKinds.Of(Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")).ShouldBeNull();
        FileKinds.Of([0x50, 0x4B, 0x03, 0x04, 1, 2, 3]).ShouldBeNull();
        FileKinds.Of([]).ShouldBeNull();
    }
}
