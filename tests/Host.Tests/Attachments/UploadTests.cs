using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Attachments;

/// <summary>A large file comes in parts: it goes on where it stopped, is looked at as it arrives, and is read only by who may see its case.</summary>
public class UploadTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_upload_goes_on_where_it_stopped_and_its_video_is_known_with_the_first_part(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var film = Film(FileUpload.PartSize * 2 + 12345);
        var upload = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "../第一课.mp4", size = film.Length })).Value;
        var id = upload["id"]!.GetValue<string>();
        upload["name"]!.GetValue<string>().ShouldBe("第一课.mp4");

        // The first part says what it is, and what is in it.
        var first = (await Put(handler, id, film, 0)).Value;
        first["contentType"]!.GetValue<string>().ShouldBe("video/mp4");
        first["media"]!["width"]!.GetValue<int>().ShouldBe(1280);
        first["attachment"].ShouldBeNull();

        // The same file finds its upload; a part in the wrong place is refused and says where the next one begins.
        var again = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "第一课.mp4", size = film.Length })).Value;
        again["id"]!.GetValue<string>().ShouldBe(id);
        Number(again["received"]).ShouldBe(FileUpload.PartSize);
        (await Put(handler, id, film, 0)).Refused("upload.wrong-place");
        (await PutBytes(handler, id, FileUpload.PartSize, film.AsMemory(FileUpload.PartSize, 10))).Refused("upload.part-size");
        (await Put(app.As("liaoyang-centre.head"), id, film, FileUpload.PartSize)).Refused("upload.unknown", HttpStatusCode.NotFound);

        (await Put(handler, id, film, FileUpload.PartSize)).Succeeded();
        var whole = (await Put(handler, id, film, FileUpload.PartSize * 2)).Value["attachment"]!;
        whole["contentHash"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(film)));
        whole["media"]!["videoCodec"]!.GetValue<string>().ShouldBe("H.264");
        (await Put(handler, id, film, 0)).Refused("upload.closed", HttpStatusCode.Conflict);

        // Whoever may see the case reads it, also from the middle; nobody else knows of it.
        await handler.Get("/api/me");
        (await handler.Http.GetByteArrayAsync(new Uri($"/api/attachments/{whole["id"]}", UriKind.Relative), Stop)).AsSpan().SequenceEqual(film).ShouldBeTrue();
        using var middle = new HttpRequestMessage(HttpMethod.Get, $"/api/attachments/{whole["id"]}");
        middle.Headers.Range = new RangeHeaderValue(FileUpload.PartSize - 5, FileUpload.PartSize + 4);
        using var part = await handler.Http.SendAsync(middle, Stop);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(Stop)).AsSpan().SequenceEqual(film.AsSpan(FileUpload.PartSize - 5, 10)).ShouldBeTrue();
        (await app.As("tonglu-vocational.handler").Get($"/api/attachments/{whole["id"]}")).Refused("attachment.unknown", HttpStatusCode.NotFound);
        (await app.As("tonglu-vocational.handler").Post($"/api/cases/{caseId}/uploads", new { name = "x.pdf", size = 5 })).Refused("case.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_file_is_is_found_by_its_bytes_and_the_same_file_is_kept_once()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await Whole(handler, caseId, "证明.pdf", "MZ not a document"u8.ToArray())).Refused("attachment.kind");
        (await Whole(handler, caseId, "工作簿.xlsx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3])).Refused("attachment.kind");
        (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "空.pdf", size = 0 })).Refused("attachment.empty");
        (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "大.mp4", size = FileUpload.LargestFile + 1 })).Refused("attachment.too-large");
        var pdf = "%PDF-1.7 twice"u8.ToArray();
        foreach (var name in new[] { "一.pdf", "二.pdf" }) (await Whole(handler, caseId, name, pdf)).Value["attachment"]!["contentType"]!.GetValue<string>().ShouldBe("application/pdf");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalsDb>();
        (await db.FileParts.CountAsync(Stop)).ShouldBe(1);

        // Given up, it leaves nothing behind.
        var begun = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "三.pdf", size = FileUpload.PartSize + 1 })).Value["id"]!.GetValue<string>();
        (await PutBytes(handler, begun, 0, (byte[])[.. "%PDF-1.7"u8, .. new byte[FileUpload.PartSize - 8]])).Succeeded();
        (await handler.Delete($"/api/uploads/{begun}")).Succeeded();
        (await handler.Get($"/api/uploads/{begun}")).Refused("upload.unknown", HttpStatusCode.NotFound);
        (await db.FileParts.CountAsync(Stop)).ShouldBe(1);
    }

    /// <summary>The first bytes of a video that begins with its index.</summary>
    /// <param name="length">How many of its bytes.</param>
    /// <param name="whole">How long it is in all; 0: just as long.</param>
    internal static byte[] Film(int length, long whole = 0)
    {
        var film = new byte[length];
        var head = new Mp4Maker { MediaBytes = 0 }.Make();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(head.Length - 8), (uint)((whole == 0 ? length : whole) - head.Length + 8));
        head.CopyTo(film, 0);
        return film;
    }

    internal static async Task<ApiAnswer> Whole(ApiClient client, string caseId, string name, byte[] bytes)
    {
        var id = (await client.Post($"/api/cases/{caseId}/uploads", new { name, size = bytes.Length })).Value["id"]!.GetValue<string>();
        return await PutBytes(client, id, 0, bytes);
    }

    private static Task<ApiAnswer> Put(ApiClient client, string id, byte[] file, int from) => PutBytes(client, id, from, file.AsMemory(from, Math.Min(FileUpload.PartSize, file.Length - from)));

    internal static Task<ApiAnswer> PutBytes(ApiClient client, string id, long from, ReadOnlyMemory<byte> part) =>
        client.Send(new HttpRequestMessage(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"/api/uploads/{id}/parts/{from}"))
        {
            Content = new ReadOnlyMemoryContent(part) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
        });

    private static long Number(JsonNode? node) => long.Parse(node!.ToString(), CultureInfo.InvariantCulture);
}
