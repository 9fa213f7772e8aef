using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Definitions;
using Workflows.Host.Timers;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// 10,000 things that become due at the same instant, done as the schedule does them, each in a transaction of its own: delays of waiting chains that go on to their end, and overdue
/// work items that are put before a higher seat. How late one is counts from the instant, with the longest pause between two looks of the schedule.
/// </summary>
internal static class DueDates
{
    private const string Chain = "bench-waits";

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var (due, rounds) = (extent.Of(10_000, 40), extent.Times(3));
        await using var application = await BenchedApplication.Run();
        await using var connection = await application.Database.Open();
        await Publish(application);
        await StartDelay(application);
        var delay = await application.Written(() => StartDelay(application));
        var overdue = await application.Written(() => application.AtOpinion());
        await Fire(application, TimeSpan.FromHours(2), 2);

        var (delays, escalations) = (new List<Fired>(), new List<Fired>());
        for (var round = 0; round < rounds; round++)
        {
            await Clones.Enter(connection, delay, due);
            delays.Add(await Fire(application, TimeSpan.FromHours(2), due));
            await Clones.Enter(connection, overdue, due);
            await connection.Execute("""UPDATE "WorkItems" SET "DueAt" = "CreatedAt" WHERE "Id" >= 7000000000000000000 AND "EscalatedAt" IS NULL""");
            escalations.Add(await Fire(application, TimeSpan.FromMilliseconds(1), due));
        }
        var over = string.Create(CultureInfo.InvariantCulture, $"{due:#,0} due at one instant, one node");
        return [.. Report("delays fired", delays), .. Report("overdue work items escalated", escalations)];

        IEnumerable<Measured> Report(string what, IReadOnlyList<Fired> fired) =>
        [
            Measured.MoreIsBetter($"{what}, per second", over, fired.Select(f => f.PerSecond), "/s", "≥ 1,000, ≥ 3,000"),
            Measured.LessIsBetter($"{what}, lateness p99 with {TimerSchedule.Seconds} s between two looks", over, fired.Select(f => f.Lateness + TimerSchedule.Seconds), "s", "–, ≤ 5"),
        ];
    }

    /// <param name="Lateness">99 of 100 were done so many seconds after the look began.</param>
    private sealed record Fired(double PerSecond, double Lateness);

    /// <summary>Moves the clock and does what is due, until as much is done as was to be.</summary>
    private static async Task<Fired> Fire(BenchedApplication application, TimeSpan ahead, int due)
    {
        var (fire, unit) = (application.Services.GetRequiredService<FireDueTimers>(), application.Services.GetRequiredService<UnitOfWork>());
        var at = new ConcurrentBag<double>();
        application.Clock.Advance(ahead);
        var start = Stopwatch.GetTimestamp();
        void Note(Committed committed) => at.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        unit.Committed += Note;
        var done = 0;
        while (await fire.Run() is var more and > 0) done += more;
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        unit.Committed -= Note;
        return done >= due ? new Fired(done / elapsed, Burst.Percentile(at, 99)) : throw new InvalidOperationException($"Expected {due} things to be due, found {done}. Look at what the benchmark entered.");
    }

    private static async Task Publish(BenchedApplication application)
    {
        var json = new JsonObject
        {
            ["definitionId"] = Chain, ["name"] = Chain,
            ["root"] = JsonNode.Parse("""{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } } ] }"""),
        };
        var saved = await Do(application, scope => scope.GetRequiredService<SaveDefinition>().Run(json, publish: true));
        if (saved.Publication is not { Succeeded: true }) throw new InvalidOperationException($"Expected {Chain} to be published, but it was not. Correct its JSON.");
    }

    private static Task StartDelay(BenchedApplication application) =>
        Do(application, scope => scope.GetRequiredService<WorkflowRuntime>().StartAsync(WorkflowDefinitionHandle.ByDefinitionId(Chain, VersionOptions.Published)));

    private static async Task<T> Do<T>(BenchedApplication application, Func<IServiceProvider, Task<T>> act) =>
        (await application.Services.GetRequiredService<UnitOfWork>().Run<T>(Actor.System, async (scope, _) => await act(scope))).Value;
}
