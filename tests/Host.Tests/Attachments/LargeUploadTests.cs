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
    [Fact]
    public async Task Two_hundred_megabytes_come_in_without_being_held_in_memory()
    {
        const long size = 200L * 1024 * 1024;
        const long most = 50L * 1024 * 1024;
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var part = new byte[FileUpload.PartSize];
        UploadTests.Film(part.Length, size).CopyTo(part, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var id = (await handler.Post($"/api/cases/{caseId}/uploads", new { name = "课程.mp4", size })).Value["id"]!.GetValue<string>();
        var before = Live();
        var (peak, last) = (before, default(JsonNode));
        for (long from = 0; from < size; from += part.Length)
        {
            if (from > 0) BitConverter.TryWriteBytes(part, from);
            hash.AppendData(part);
            last = (await UploadTests.PutBytes(handler, id, from, part)).Value;
            if (from / part.Length % 20 == 0) peak = Math.Max(peak, Live());
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"200 MB in parts: {before / 1048576} MB before, {peak / 1048576} MB held at most"));
        last!["attachment"]!["contentHash"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(hash.GetHashAndReset()));
        (peak - before).ShouldBeLessThan(most);
        (Live() - before).ShouldBeLessThan(most);
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
