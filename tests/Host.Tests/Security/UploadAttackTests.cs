using System.IO.Compression;
using System.Net;
using System.Text;
using Workflows.Host.Parts;
using Workflows.Host.Tests.Cases;
using Workflows.Paper.Files;
using Workflows.Paper.Tables;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>What is handed in is what its bytes say, harms nobody who opens it, and is kept under no name that leads anywhere.</summary>
public class UploadAttackTests(PostgresCluster cluster)
{
    private static readonly string[] Document = ["[Content_Types].xml", "word/document.xml"];

    [Theory]
    [InlineData("1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj", FileObjection.Active)]
    [InlineData("1 0 obj << /A << /S /Launch /F (cmd.exe) >> >> endobj", FileObjection.Active)]
    [InlineData("1 0 obj << /S /J#61vaScript >> endobj", FileObjection.Active)]
    [InlineData("1 0 obj << /Type /EmbeddedFile >> stream\nMZ\nendstream endobj", FileObjection.Active)]
    [InlineData("1 0 obj << /Names << /EmbeddedFiles 2 0 R >> >> endobj", FileObjection.Active)]
    [InlineData("1 0 obj << /Subtype /RichMedia >> endobj", FileObjection.Active)]
    [InlineData("trailer << /Encrypt 3 0 R >>", FileObjection.Encrypted)]
    [InlineData("1 0 obj << /Type /ObjStm /Filter [/LZWDecode /FlateDecode] >> stream\nx\nendstream endobj", FileObjection.Damaged)]
    [InlineData("1 0 obj << /Length 11 >> stream\n/JavaScript\nendstream endobj", null)]
    [InlineData("1 0 obj << /Type /Page /Contents 2 0 R >> endobj", null)]
    public void A_document_that_acts_by_itself_is_told_from_one_that_does_not(string inside, FileObjection? expected) =>
        LookInside.Run(FileKinds.Pdf, new MemoryStream(Encoding.Latin1.GetBytes($"%PDF-1.7\n{inside}\n%%EOF\n"))).ShouldBe(expected);

    [Fact]
    public void What_is_packed_inside_a_document_is_looked_at_and_a_bomb_in_it_is_not_unpacked()
    {
        LookInside.Run(FileKinds.Pdf, new MemoryStream(Packed("<< /S /JavaScript >>"u8.ToArray()))).ShouldBe(FileObjection.Active);
        LookInside.Run(FileKinds.Pdf, new MemoryStream(Packed("<< /Type /Page >>"u8.ToArray()))).ShouldBeNull();

        // What comes out is looked at as it comes and kept nowhere.
        var bomb = Packed(new byte[200_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        LookInside.Run(FileKinds.Pdf, new MemoryStream(bomb)).ShouldBe(FileObjection.Bomb);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000);

        // With a wrong sum it is shown all the same; what cannot be unpacked cannot be looked at.
        foreach (var (objects, at, expected) in new[] { ("<< /S /JavaScript >>", 1, FileObjection.Active), ("<< /Type /Page >>", 12, FileObjection.Damaged) })
        {
            var damaged = Packed(Encoding.ASCII.GetBytes(objects));
            damaged.AsSpan(damaged.AsSpan().IndexOf("\nendstream"u8) - at - 3, 4).Fill(0xFF);
            LookInside.Run(FileKinds.Pdf, new MemoryStream(damaged)).ShouldBe(expected);
        }
    }

    [Fact]
    public void A_file_that_is_two_kinds_at_once_is_not_taken()
    {
        var archive = Archive([("evil.js", [1, 2, 3])]);
        LookInside.Run(FileKinds.Pdf, new MemoryStream([.. "%PDF-1.7\n%%EOF\n"u8, .. archive])).ShouldBe(FileObjection.TwoKinds);
        LookInside.Run("image/jpeg", new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, .. archive])).ShouldBe(FileObjection.TwoKinds);
        FileKinds.Of([.. "GIF89a"u8, .. Order.Pdf]).ShouldBeNull();
        FileKinds.Of([.. "<html><script>alert(1)</script>"u8, .. Order.Pdf]).ShouldBeNull();
        FileKinds.Of([.. "#!/bin/sh\n"u8, .. archive]).ShouldBeNull();
    }

    [Fact]
    public void A_picture_that_would_fill_the_memory_is_not_taken()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 6, 0, 0, 0];
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0];
        LookInside.Run("image/png", new MemoryStream(png)).ShouldBe(FileObjection.Bomb);
        LookInside.Run("image/jpeg", new MemoryStream(jpeg)).ShouldBe(FileObjection.Bomb);
        (png[18], png[22], png[17], png[21]) = (0, 0, 0, 0);
        LookInside.Run("image/png", new MemoryStream([.. png[..16], 0, 0, 4, 0, 0, 0, 4, 0, 8, 6, 0, 0, 0])).ShouldBeNull();
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", FileObjection.Outside)]
    [InlineData("/etc/passwd", FileObjection.Outside)]
    [InlineData("word\\..\\x", FileObjection.Outside)]
    [InlineData("C:/x", FileObjection.Outside)]
    [InlineData("word/vbaProject.bin", FileObjection.Active)]
    [InlineData("word/activeX/activeX1.bin", FileObjection.Active)]
    [InlineData("word/embeddings/setup.exe", FileObjection.Active)]
    [InlineData("word/media/image1.png", null)]
    public void The_parts_of_an_office_file_lead_nowhere_and_do_nothing(string part, FileObjection? expected) =>
        LookInside.Run(FileKinds.Docx, new MemoryStream(Archive([.. Document.Select(name => (name, "<a/>"u8.ToArray())), (part, [1])]))).ShouldBe(expected);

    [Fact]
    public void An_office_file_that_unpacks_to_far_more_or_defines_entities_is_not_taken()
    {
        FileObjection? Of(params (string, byte[])[] parts) => LookInside.Run(FileKinds.Docx, new MemoryStream(Archive([("[Content_Types].xml", "<a/>"u8.ToArray()), .. parts])));
        Of(("word/document.xml", new byte[210_000_000])).ShouldBe(FileObjection.Bomb);
        Of(("word/document.xml", new byte[20_000_000])).ShouldBe(FileObjection.Bomb);
        Of([.. Enumerable.Range(0, 2_100).Select(i => ($"word/{i}", Array.Empty<byte>()))]).ShouldBe(FileObjection.Bomb);
        Of(("word/document.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"u8.ToArray())).ShouldBe(FileObjection.Outside);
        Of(("word/_rels/document.xml.rels", Encoding.Unicode.GetBytes("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"))).ShouldBe(FileObjection.Outside);
        Of(("word/document.xml", "<a/>"u8.ToArray())).ShouldBeNull();
        LookInside.Run(FileKinds.Docx, new MemoryStream([0x50, 0x4B, 3, 4, 1, 2, 3])).ShouldBe(FileObjection.Damaged);

        // A table is read only when it stays small, whatever its directory says.
        ReadTable.Run(Archive([("[Content_Types].xml", "<a/>"u8.ToArray()), ("xl/workbook.xml", new byte[40_000_000])])).ShouldBeNull();
    }

    [Fact]
    public async Task Handing_in_says_why_it_is_refused_and_what_is_taken_is_handed_out_as_nothing_but_a_file()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var path = $"/api/cases/{caseId}/attachments";
        (await handler.Upload(path, "a.pdf", "%PDF-1.7\n1 0 obj << /S /JavaScript /JS (1) >>"u8.ToArray())).Refused("attachment.harmful", HttpStatusCode.UnprocessableEntity);
        (await handler.Upload(path, "a.pdf", "MZ\0\0"u8.ToArray(), "application/pdf")).Refused("attachment.kind");
        (await handler.Upload(path, "a.pdf", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "application/pdf")).Refused("attachment.kind");

        // In parts the whole file is looked at with the last one.
        var bytes = "%PDF-1.7\n1 0 obj << /S /Launch >>"u8.ToArray();
        (await Attachments.UploadTests.Whole(handler, caseId, "b.pdf", bytes)).Refused("attachment.harmful");

        var taken = (await handler.Upload(path, "../../..\\etc/a<b>.pdf", Order.Pdf)).Value;
        taken["name"]!.GetValue<string>().ShouldNotContain("/");
        using var file = await handler.Http.GetAsync($"/api/attachments/{taken["id"]}", TestContext.Current.CancellationToken);
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        file.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        file.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; sandbox");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static byte[] Packed(byte[] objects)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(objects);
        return [.. Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n"), .. packed.ToArray(), .. "\nendstream endobj\n%%EOF\n"u8];
    }

    private static byte[] Archive((string Name, byte[] Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }

        return bytes.ToArray();
    }
}
