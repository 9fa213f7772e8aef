using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Inbox;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>Two to sixteen callers on two nodes decide the same work item at the same moment, for and against: one of them does, and the others learn it.</summary>
[Collection(Alone.Name)]
public class RaceTests(PostgresCluster cluster)
{
    /// <summary>One after the other: many meet the most others, few are done the soonest.</summary>
    private static readonly int[] Callers = [16, 2, 8, 4];

    /// <summary>So many cases at a time: while one waits for the database, another computes.</summary>
    private const int SideBySide = 4;

    private readonly ConcurrentDictionary<long, string> confirmed = new();
    private int races, decisions;

    [Fact]
    public async Task Of_all_who_decide_a_work_item_at_once_one_does()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster, new DateTimeOffset(2023, 5, 23, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var other = await app.Beside();
        var many = await ManyCases.Open(app);
        DecideWorkItem[] nodes = [app.Services.GetRequiredService<DecideWorkItem>(), other.Services.GetRequiredService<DecideWorkItem>()];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Task.Run(async () =>
        {
            // Each step of a case is a race, so that no step is there only to come to one.
            while (!Campaign.IsOver(start, TimeSpan.FromSeconds(5), confirmed.Count, Campaign.Races))
            {
                var (caseId, form) = await many.Begin();
                await Race(nodes, many.Filler, form, "Submitted", "Submitted");
                await Race(nodes, many.Decider, await many.WorkOn(caseId, "SignDocument"), "Signed", "Signed");
                await Race(nodes, many.Decider, await many.WorkOn(caseId, "OpinionTask"), "Approve", "Reject");
            }
        })));
        var (raced, lasted) = (confirmed.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);

        raced.ShouldBeGreaterThan(10);
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        (await Invariants.Missing(app.Services, confirmed)).ShouldBeEmpty();
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"races: {raced} work items, {decisions} decisions on two nodes in {lasted:0} s, {1000 * lasted / raced:0} ms each; one each stood"));
    }

    private async Task Race(DecideWorkItem[] nodes, Caller who, long item, string outcome, string opposite)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Callers[Interlocked.Increment(ref races) % Callers.Length];
        Interlocked.Add(ref decisions, callers);
        var answers = Enumerable.Range(0, callers).Select(async caller =>
        {
            var says = caller % 4 < 2 ? outcome : opposite;
            var decision = new Decision(says, "同时", says == "Submitted" ? new() { ["form"] = PilotSiteWalk.FilledForm() } : null);
            await go.Task;
            return (says, await nodes[caller % 2].Run(who, item, decision));
        }).ToList();
        go.SetResult();
        var won = (await Task.WhenAll(answers)).Where(each => !each.Item2.IsRefused).ToList();
        confirmed[item] = won.ShouldHaveSingleItem($"work item {item}").says;
    }
}
