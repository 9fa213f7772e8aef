using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Nodes;

/// <summary>deploy/two-nodes: the program as it is installed, twice, started at the same time on an empty database.</summary>
[Collection(Alone.Name)]
public class FirstStartTogetherTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_that_start_at_once_on_an_empty_database_load_it_once_and_share_the_work()
    {
        var connection = await cluster.CreateDatabase();
        var folder = Directory.CreateTempSubdirectory("workflows-nodes");
        int[] ports = [HostProcess.FreePort(), HostProcess.FreePort()];
        var script = new ProcessStartInfo(Path.Combine(SourceFiles.Root, "deploy", "two-nodes"), [Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll"), folder.FullName, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardOutput = true,
            Environment = { ["ConnectionStrings__Workflows"] = connection, ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Demo__Enabled"] = "true" },
        };
        using var nodes = Process.Start(script)!;
        try
        {
            var said = new List<string>();
            while (await nodes.StandardOutput.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, Stop) is { } line)
            {
                said.Add(line);
                if (line.StartsWith("ready", StringComparison.Ordinal)) break;
            }
            said.Count(line => line.StartsWith("ready", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', said));

            // Who signed in on one is known on the other; what one made the other has.
            using var here = new ApiClient(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[0]}") }, TimeProvider.System, "platform.auditor", "Demo-2023");
            (await here.Get("/api/me")).Succeeded();
            using var there = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[1]}") };
            there.DefaultRequestHeaders.Authorization = here.Http.DefaultRequestHeaders.Authorization;
            (await there.GetAsync("/api/me", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await there.GetAsync("/health/ready", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);

            (await Count(connection, """SELECT COUNT(*) FROM "Accounts" WHERE "UserName" = 'platform.auditor' """)).ShouldBe(1);
            (await Count(connection, """SELECT COUNT(*) FROM "ProtectionKeys" """)).ShouldBe(1);
            await Until(connection, "SELECT COUNT(*) FROM quartz.qrtz_scheduler_state", 2);
            await Until(connection, "SELECT COUNT(*) FROM hangfire.server", 2);
            (await Count(connection, "SELECT COUNT(*) FROM quartz.qrtz_triggers")).ShouldBe(4);
        }
        finally
        {
            using (var kill = Process.Start("kill", ["-TERM", nodes.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(CancellationToken.None);
            await nodes.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static Task Until(string connection, string question, long expected) =>
        Soon.Holds(TimeSpan.FromSeconds(60), async () => await Count(connection, question) == expected, question);

    private static async Task<long> Count(string connection, string question)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(question, open);
        try
        {
            return (long)(await command.ExecuteScalarAsync(Stop))!;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return -1;
        }
    }
}
