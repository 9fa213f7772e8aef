using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Viruses;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Attachments;

/// <summary>Where there is a virus scanner no file is taken that it has not looked at.</summary>
public class VirusTests(PostgresCluster cluster)
{
    private static readonly byte[] Clean = "%PDF-1.7 nothing in it"u8.ToArray();
    private static readonly byte[] Infected = Encoding.ASCII.GetBytes($"%PDF-1.7\n{ClamdOfTest.Eicar}\n");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_file_with_a_virus_is_refused_with_its_name_and_recorded_whole_and_in_parts(DatabaseKind kind)
    {
        await using var scanner = new ClamdOfTest();
        await using var app = await RunningApplication.Run(kind, cluster, settings: (ClamdAddress.Setting, scanner.Address));
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");

        (await handler.Upload($"/api/cases/{caseId}/attachments", "证明.pdf", Clean)).Succeeded();
        scanner.Bytes.ShouldBe(Clean.Length);
        var refused = await handler.Upload($"/api/cases/{caseId}/attachments", "证明二.pdf", Infected);
        refused.Refused("attachment.infected", HttpStatusCode.UnprocessableEntity);
        refused.Body!["title"]!.GetValue<string>().ShouldContain("证明二.pdf");
        refused.Body!["title"]!.GetValue<string>().ShouldContain("Eicar-Test-Signature");

        // In parts, with the virus over the edge of two of them; nothing of it is left.
        var film = UploadTests.Film(FileUpload.PartSize * 2 + 100);
        Encoding.ASCII.GetBytes(ClamdOfTest.Eicar).CopyTo(film, FileUpload.PartSize - 10);
        (await Parts(handler, caseId, film)).Refused("attachment.infected");
        film.AsSpan(FileUpload.PartSize - 10, ClamdOfTest.Eicar.Length).Clear();
        (await Parts(handler, caseId, film)).Succeeded();
        (await handler.Upload($"/api/cases/{caseId}/scans", "scan.pdf", Infected)).Refused("attachment.infected");

        (await handler.Get($"/api/cases/{caseId}/attachments")).Value.AsArray().Count.ShouldBe(2);
        var entries = await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "attachment.refused").OrderBy(e => e.Id).ToListAsync());
        entries.Select(e => (e.Before, e.After)).ShouldBe([($"Case:{caseId}", "证明二.pdf: Eicar-Test-Signature"), ($"Case:{caseId}", "课程.mp4: Eicar-Test-Signature"), ($"Case:{caseId}", "scan: Eicar-Test-Signature")]);
        entries.ShouldAllBe(e => e.PersonId != null && e.Origin != null);
    }

    [Fact]
    public async Task While_the_scanner_is_silent_no_file_is_taken_health_says_so_and_an_upload_goes_on_afterwards()
    {
        var socket = Path.Combine(Directory.CreateTempSubdirectory("clamd").FullName, "s");
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: (ClamdAddress.Setting, socket));
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Upload($"/api/cases/{caseId}/attachments", "证明.pdf", Clean)).Refused("attachment.not-checked", HttpStatusCode.ServiceUnavailable);
        var film = UploadTests.Film(FileUpload.PartSize + 100);
        var id = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "课程.mp4", size = film.Length })).Value["id"]!.GetValue<string>();
        (await UploadTests.PutBytes(handler, id, 0, film.AsMemory(0, FileUpload.PartSize))).Succeeded();
        (await Last()).Refused("attachment.not-checked", HttpStatusCode.ServiceUnavailable);
        (await handler.Get($"/api/cases/{caseId}/attachments")).Value.AsArray().ShouldBeEmpty();
        (await Health(app))["status"]!.GetValue<string>().ShouldBe("unhealthy", StringCompareShould.IgnoreCase);

        // The rest need not come again.
        await using (new ClamdOfTest(socket))
        {
            (await Health(app))["status"]!.GetValue<string>().ShouldBe("healthy", StringCompareShould.IgnoreCase);
            (await Last()).Value["attachment"].ShouldNotBeNull();
        }
        Task<ApiAnswer> Last() => UploadTests.PutBytes(handler, id, FileUpload.PartSize, film.AsMemory(FileUpload.PartSize));
    }

    [Fact]
    public async Task What_the_scanner_would_not_look_at_is_not_called_clean()
    {
        await using var scanner = new ClamdOfTest { Most = 1_000_000 };
        var clamd = new Clamd(ClamdAddress.Of(scanner.Address)!);
        (await clamd.Find(new MemoryStream(Infected), Stop)).ShouldBe("Eicar-Test-Signature");
        (await clamd.Find(new MemoryStream(Clean), Stop)).ShouldBeNull();
        await Should.ThrowAsync<ClamdException>(() => clamd.Find(new MemoryStream(new byte[20_000_000]), Stop));
        (await clamd.Version(Stop)).ShouldStartWith("ClamAV");
    }

    [Fact]
    public async Task A_file_is_sent_as_it_is_read_so_that_its_size_costs_no_memory()
    {
        const int size = 200_000_000, most = 20_000_000;
        var goOn = new TaskCompletionSource();
        await using var scanner = new ClamdOfTest { GoOn = goOn.Task };
        var file = new Zeros(size);
        var looking = new Clamd(ClamdAddress.Of(scanner.Address)!).Find(file, Stop);

        // The scanner has stopped reading: no more than what fits on the line has been read, however long it takes.
        for (long before = -1; before != file.Position; await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop)) before = file.Position;
        file.Position.ShouldBeLessThan(most);
        goOn.SetResult();
        (await looking).ShouldBeNull();
        scanner.Bytes.ShouldBe(size);
    }

    [Theory]
    [InlineData("127.0.0.1:3310", true)]
    [InlineData("[::1]:3310", true)]
    [InlineData("clamd:3310", true)]
    [InlineData("/run/clamav/clamd.ctl", true)]
    [InlineData("clamd", false)]
    [InlineData("clamd:", false)]
    [InlineData("clamd:0", false)]
    [InlineData("clamd:70000", false)]
    [InlineData("http://clamd:3310", false)]
    [InlineData(":3310", false)]
    [InlineData("/", false)]
    public void A_scanner_is_named_by_host_and_port_or_by_its_socket(string text, bool isOne) => (ClamdAddress.Of(text) is not null).ShouldBe(isOne);

    /// <returns>The answer to the last part.</returns>
    private static async Task<ApiAnswer> Parts(ApiClient client, string caseId, byte[] film)
    {
        var id = (await client.Post($"/api/cases/{caseId}/uploads", new { name = "课程.mp4", size = film.Length })).Value["id"]!.GetValue<string>();
        for (var from = 0; ; from += FileUpload.PartSize)
        {
            var answer = await UploadTests.PutBytes(client, id, from, film.AsMemory(from, Math.Min(FileUpload.PartSize, film.Length - from)));
            if (from + FileUpload.PartSize >= film.Length) return answer;
            answer.Succeeded();
        }
    }

    private static async Task<JsonNode> Health(RunningApplication app) => (await app.As("platform.flowAdministrator").Get("/api/operations/health")).Value.AsArray().Single(line => line!["name"]!.ToString() == "viruses")!;

    /// <summary>A file of nothing, of any size.</summary>
    private sealed class Zeros(long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Clear();
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
