using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Studio.Descriptors;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Definitions;

/// <summary>The designer saves half a second after every change and reads all activity types again after each save; both are cheap.</summary>
public class AutosaveTests(PostgresCluster cluster, ITestOutputHelper output)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Saving_fifty_boxes_asks_the_database_a_few_questions_and_reading_the_types_again_none_of_its_own(DatabaseKind kind)
    {
        using var sent = new SentCommands();
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As("platform.flowAdministrator");
        var chart = Charts.Row("fifty", "五十个框", [.. Enumerable.Range(0, 50).Select(i => Charts.Box($"box{i}", "Approvals.OpinionTask", ("party", "applicant"), ("role", "head"), ("block", "unitOpinion"), ("formKey", "pilot-site")))]);
        var model = (await Save()).Value["workflowDefinition"]!.AsObject();
        await Read();

        // Who works on a chain is noted with the first save that changes it, and not again for a while.
        (await Save(model)).Succeeded();

        var connection = app.Services.GetRequiredService<IConfiguration>().GetConnectionString("Workflows")!;
        sent.Database = kind == DatabaseKind.Sqlite ? connection["Data Source=".Length..] : connection.Split(';').First(part => part.StartsWith("Database=", StringComparison.Ordinal));
        var palette = app.Services.GetRequiredService<Palette>();
        var written = palette.Written;
        var times = new List<double>();
        for (var round = 0; round < 30; round++)
        {
            model["root"]!["activities"]![0]!["metadata"]!["designer"]!["position"]!["x"] = 40 + round;
            sent.Clear();
            var from = Stopwatch.GetTimestamp();
            (await Save(model)).Succeeded();
            await Read();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);

            // Who calls, with seats (once per request); the version, whether it is used, the row to change.
            sent.Texts.Count.ShouldBe(2 + Questions, string.Join("\n---\n", sent.Texts));
        }
        palette.Written.ShouldBe(written);
        output.WriteLine($"{kind}: save and reload of 50 boxes, p50 {times.Order().ElementAt(15):0.0} ms, p95 {times.Order().ElementAt(28):0.0} ms");

        Task<ApiAnswer> Save(JsonObject? changed = null) => client.Post("/elsa/api/workflow-definitions", new { model = changed ?? chart, publish = false });
        async Task Read() => (await client.Get("/elsa/api/descriptors/activities?Refresh=True")).Succeeded();
    }

    /// <summary>Of a save itself: the latest version twice (may it be changed, the draft to change), whether an instance uses it, whether it is noted who works on it, the row. The change itself goes below Entity Framework.</summary>
    private const int Questions = 5;

    [Fact]
    public async Task Two_saves_at_once_end_in_one_draft()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As("platform.flowAdministrator");
        (await client.Post("/elsa/api/workflow-definitions", new { model = Charts.Row("twice", "两次", Charts.Line("a", "0")), publish = true })).Succeeded();
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => client.Post("/elsa/api/workflow-definitions", new { model = Charts.Row("twice", "两次", Charts.Line("a", $"{i}")), publish = false })));
        answers.Select(answer => answer.Value["workflowDefinition"]!["version"]!.GetValue<int>()).ShouldAllBe(version => version == 2);
        (await client.Get("/elsa/api/workflow-definitions/twice/versions")).Value["items"]!.AsArray().Count.ShouldBe(2);
    }
}
