using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Tests.Scenarios;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Lists;

/// <summary>The call PS3 as the scenario of the batch decision plays it: up to the decision on its list, or to the end.</summary>
internal static class PublishedCall
{
    private static readonly Scenario Scenario = ScenarioFiles.Read("batch-decision.scenario.json").Scenario!;

    /// <summary>Filed and published.</summary>
    public static async Task<(RunningApplication App, string ListId)> Published(DatabaseKind kind, PostgresCluster cluster)
    {
        var app = await RunningApplication.Run(kind, cluster, Scenario.Start);
        await new ScenarioPlayer(app, Scenario).Run();
        return (app, (await app.Anonymous().Get("/api/lists")).Value.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>());
    }

    /// <summary>Decided and signed, with so many working days of public notice.</summary>
    public static async Task<RunningApplication> InNotice(DatabaseKind kind, PostgresCluster cluster, int days)
    {
        var app = await RunningApplication.Run(kind, cluster, Scenario.Start);
        await app.Settle();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().Calls.Where(c => c.Code == "PS3").ExecuteUpdateAsync(set => set.SetProperty(c => c.PublicNoticeDays, days), TestContext.Current.CancellationToken);
        var decided = Scenario.Steps.Select((step, at) => (step, at)).First(s => s.step is Play { Part: "decide-and-sign" }).at;
        await new ScenarioPlayer(app, Scenario).Run([.. Scenario.Steps.Take(decided + 1)]);
        return app;
    }
}
