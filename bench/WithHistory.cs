using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Engine.Definitions;
using Workflows.Host.Operations;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// Decisions and starts where five million work items are finished already, and where the chain has 500 versions, relative to an application that has neither: three databases in turns.
/// The finished work items are the unit's own decisions of the years before, made by the database; the versions are published one after the other.
/// </summary>
internal static class WithHistory
{
    private const int Callers = 8;
    private const string Chain = "pilot-site-application";

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var (finished, versions, acts) = (extent.Of(5_000_000, 2_000), extent.IsQuick ? 3 : 500, extent.IsQuick ? 8 : 240);
        await using var none = await BenchedApplication.Run();
        await using var full = await BenchedApplication.Run();
        await using var old = await BenchedApplication.Run();
        await Finish(full, finished);
        await Publish(old, versions);

        var decisions = await Burst.InTurns(extent.Times(4), extent.Times(9), Decisions(none), Decisions(full), Decisions(old));
        var starts = await Burst.InTurns(extent.Times(4), extent.Times(9), Starts(none), Starts(full), Starts(old));
        var over = string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, rounds of {acts}");
        var (work, charts) = (string.Create(CultureInfo.InvariantCulture, $"{finished:#,0} finished work items"), $"{versions} versions of the chain");
        return
        [
            decisions[1].Share(decisions[0], $"decisions with {work}, relative to none", over, "÷ none", "≥ 0.9, ≥ 0.97"),
            decisions[2].Share(decisions[0], $"decisions with {charts}, relative to one", over, "÷ one", "≥ 0.9, ≥ 0.97"),
            starts[1].Share(starts[0], $"starts with {work}, relative to none", over, "÷ none", "≥ 0.9, ≥ 0.97"),
            starts[2].Share(starts[0], $"starts with {charts}, relative to one", over, "÷ one", "≥ 0.9, ≥ 0.97"),
            decisions[0].Speed("decisions without either", over), decisions[0].Cpu("decisions without either", over), decisions[1].Cpu($"decisions with {work}", over), decisions[2].Cpu($"decisions with {charts}", over),
        ];

        Func<Task<Burst>> Decisions(BenchedApplication application) => async () => await Burst.Run(Callers, await application.ManyAtOpinion(acts), (_, item) => application.Approve(item));

        Func<Task<Burst>> Starts(BenchedApplication application) => () => Burst.Run(Callers, new int[acts], (_, _) => application.Begin());
    }

    /// <summary>One decision after the other, in the years before, by the head, who goes on deciding.</summary>
    /// <param name="other">Who decided one in a thousand of them instead.</param>
    internal static async Task Finish(BenchedApplication application, int count, long? other = null)
    {
        var rows = await application.Written(async () => await application.Approve((await application.AtOpinion()).WorkItemId));
        await using var connection = await application.Database.Open();
        var at = BenchDatabase.Server is null ? "strftime('%Y-%m-%d %H:%M:%S', '2023-05-01', '-' || (i * 10) || ' seconds')" : "timestamptz '2023-05-01Z' - i * interval '10 seconds'";
        await Clones.Enter(connection, [.. rows.Where(row => row.Table.Name == "FinishedWorkItems").Take(1)], count, others: new Dictionary<string, string>
        {
            ["FinishedWorkItems.FinishedAt"] = at, ["FinishedWorkItems.CreatedAt"] = at, ["FinishedWorkItems.CaseId"] = "6000000000000000000 + i / 8",
            ["FinishedWorkItems.DecidedById"] = string.Create(CultureInfo.InvariantCulture, $"CASE WHEN i % 1000 = 0 THEN {other ?? application.Head.PersonId} ELSE {application.Head.PersonId} END"),
        });
    }

    private static async Task Publish(BenchedApplication application, int versions)
    {
        var unit = application.Services.GetRequiredService<UnitOfWork>();
        var text = await File.ReadAllTextAsync(Path.Combine(StartUp.Workflows, $"{Chain}.json"));
        for (var version = 0; version < versions; version++)
        {
            var json = JsonNode.Parse(text)!.AsObject();
            json["description"] = $"{version}";
            var saved = (await unit.Run<SavedDefinition>(Actor.System, async (scope, token) => await scope.GetRequiredService<SaveDefinition>().Run(json, publish: true, token))).Value;
            if (saved.Publication is not { Succeeded: true }) throw new InvalidOperationException($"Expected version {version} of {Chain} to be published, but it was not. Look at the chain's file.");
        }
    }
}
