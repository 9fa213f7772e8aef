using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Engine.Storage;
using Workflows.Host.Audit;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>The clock of the machine jumps, forward by a day or back by an hour, as when somebody sets it; what counts is what it shows when the program looks.</summary>
public class ClockJumpTests(PostgresCluster cluster)
{
    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(30), Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task No_timer_is_lost_fires_early_or_fires_twice(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Publish("waits", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "W", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:30:00" } } }, { "id": "L", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "once" } } } ] }""");
        var seed = Environment.TickCount;
        var random = new Random(seed);
        Campaign.Tell($"seed {seed}");
        var (due, fired) = (new Dictionary<string, DateTimeOffset>(), new HashSet<string>());
        for (var jump = 0; jump < (Campaign.IsShort ? 20 : 500); jump++)
        {
            due[await app.Start("waits")] = app.Clock.GetUtcNow() + Waits;
            Jump(app, (jump % 5) switch { 0 => Day, 1 or 3 => -Hour, _ => TimeSpan.FromSeconds(random.Next(1, 5_400)) });
            await app.Settle();

            // Whoever was due by the clock of one of the looks has fired, and nobody else.
            var now = app.Clock.GetUtcNow();
            fired.UnionWith(due.Where(each => each.Value <= now).Select(each => each.Key));
            (await app.Instances("waits")).Where(i => i.SubStatus == WorkflowSubStatus.Finished).Select(i => i.Id).ShouldBe(fired, ignoreOrder: true, $"after jump {jump}, at {now:O}");
        }

        Jump(app, Day);
        await app.Settle();
        (await app.Instances("waits")).ShouldAllBe(instance => instance.SubStatus == WorkflowSubStatus.Finished);
        foreach (var id in due.Keys) (await Executions(app, id, "L")).ShouldBe(1, id);
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Cases_go_on_and_their_trail_stays_whole_when_the_clock_jumps_between_any_two_acts(DatabaseKind kind)
    {
        await using var here = await RunningApplication.Run(kind, cluster);
        await using var there = kind == DatabaseKind.Postgres ? await here.Beside() : null;
        var other = there ?? here;
        var (id, _) = await here.Begin("liaoyang-centre");
        Jump(here, Day);
        (await other.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        Jump(here, -Hour);
        (await here.Decide("liaoyang-centre.head", id, "SignDocument", "Signed")).Succeeded();
        Jump(here, -Hour);
        (await other.Decide("liaoyang-centre.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        Jump(here, Day);
        await here.Seal("liaoyang-centre.sealCustodian", id);
        Jump(here, -Hour);
        (await other.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await here.Services.GetRequiredService<SealLog>().Run(Stop);
        Jump(here, -Hour);
        await other.Seal("liaoyang-edu.sealCustodian", id);

        // The log takes in what was written at an earlier time than what is in it already.
        await here.Services.GetRequiredService<SealLog>().Sign(Stop);
        (await Invariants.Broken(here.Services)).ShouldBeEmpty();
        var entries = await here.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Subject == $"Case:{id}").OrderBy(e => e.Sequence).Select(e => new { e.Id, e.Sequence, e.At }).ToListAsync());
        entries.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, entries.Count).Select(n => (long)n));
        entries.Zip(entries.Skip(1)).ShouldContain(pair => pair.Second.At < pair.First.At, "an entry says the time that the clock showed");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_deadline_that_the_clock_passes_comes_once_however_often_the_clock_is_set_back_before_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var (_, form) = await app.Begin("liaoyang-centre");
        var item = long.Parse(form, System.Globalization.CultureInfo.InvariantCulture);
        var deadline = (await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(w => w.Id == item).Select(w => w.DueAt).SingleAsync())).ShouldNotBeNull();

        for (var night = 0; night < 3; night++)
        {
            Jump(app, deadline - TimeSpan.FromMinutes(1) - app.Clock.GetUtcNow());
            await app.Settle();
            (await Outcomes(app, item)).ShouldBeEmpty("not before its time");
            Jump(app, -Hour);
            await app.Settle();
        }
        for (var morning = 0; morning < 3; morning++)
        {
            Jump(app, deadline + TimeSpan.FromMinutes(1) - app.Clock.GetUtcNow());
            await app.Settle();
            Jump(app, -Hour);
            await app.Settle();
            (await Outcomes(app, item)).ShouldHaveSingleItem().ShouldBe("DeadlinePassed");
        }
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
    }

    /// <summary>No timer of the program's own runs out by it: somebody sets the clock.</summary>
    private static void Jump(RunningApplication app, TimeSpan by) => app.Clock.AdjustTime(app.Clock.GetUtcNow() + by);

    private static Task<int> Executions(RunningApplication app, string instance, string activity) => app.Services.GetRequiredService<UnitOfWork>().Read(
        async (scope, token) => (await scope.GetRequiredService<IWorkflowStore>().ListActivityExecutionsAsync(instance, cancellationToken: token)).Count(e => e.ActivityId == activity), Stop);

    private static Task<List<string>> Outcomes(RunningApplication app, long workItem) =>
        app.Do(scope => scope.GetRequiredService<ApprovalsDb>().FinishedWorkItems.Where(f => f.Id == workItem).Select(f => f.Outcome ?? "").ToListAsync());
}
