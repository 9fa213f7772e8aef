using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Workflows.Approvals.Cases;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Attachments;

[Collection(Alone.Name)]
public class LargeUploadTests(PostgresCluster cluster)
{
    /// <summary>Measured on the running program from outside, so that everything counts: the heap with what waits for the collector, and what the database holds beside it.</summary>
    [Fact]
    public async Task A_file_of_two_hundred_megabytes_grows_the_running_program_by_less_than_fifty()
    {
        const long megabyte = 1024 * 1024, size = 200 * megabyte, most = 50 * megabyte;
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        await using var apart = await HostProcess.Start(app.Connection);
        var handler = apart.As("liaoyang-centre.handler");

        // A program that has served requests: what it compiles for the first hundred of a kind, and compiles again, is not the file's.
        for (var i = 0; i < 100; i++) (await UploadTests.Whole(handler, caseId, $"{i}.pdf", [.. "%PDF-1.7"u8, (byte)i])).Succeeded();

        var part = new byte[FileUpload.PartSize];
        UploadTests.Film(part.Length, size).CopyTo(part, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var id = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "课程.mp4", size })).Value["id"]!.GetValue<string>();
        var before = apart.WorkingSet;
        var (peak, last) = (before, default(JsonNode));
        for (long from = 0; from < size; from += part.Length)
        {
            if (from > 0) BitConverter.TryWriteBytes(part, from);
            hash.AppendData(part);
            last = (await UploadTests.PutBytes(handler, id, from, part)).Value;
            peak = Math.Max(peak, apart.WorkingSet);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"200 MB in parts: {before / megabyte} MB before, {peak / megabyte} MB at most"));
        last!["attachment"]!["contentHash"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(hash.GetHashAndReset()));
        (peak - before).ShouldBeLessThan(most);
    }
}
