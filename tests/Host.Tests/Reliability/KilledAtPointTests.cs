using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// The program is killed (SIGKILL) at the first point of an act's work with the database, then at the second, and so on until the act comes through: before each command, right before
/// the commit and right after it. After each death it is started again, nothing is broken, and the act is asked for again.
/// </summary>
[Collection(Alone.Name)]
public class KilledAtPointTests(PostgresCluster cluster)
{
    /// <summary>What was confirmed, for each database.</summary>
    private readonly ConcurrentDictionary<RunningApplication, Dictionary<long, string>> confirmed = new();

    private readonly long start = Stopwatch.GetTimestamp();
    private int acts, deaths;

    private bool IsOver => Campaign.IsOver(start, TimeSpan.Zero, deaths, Campaign.Crashes);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_program_that_dies_at_any_point_of_an_act_has_done_it_whole_or_not_at_all(DatabaseKind kind)
    {
        // While one program starts another works, each on a database of its own.
        await Task.WhenAll(Enumerable.Range(0, Campaign.IsShort ? 1 : Environment.ProcessorCount).Select(_ => Task.Run(() => Walk(kind))));

        deaths.ShouldBeGreaterThan(1, "before and after a commit");
        var lasted = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"killed at a point: {kind}: {acts} acts, {deaths} deaths in {lasted:0} s, {lasted / deaths:0.00} s each; nothing lost, doubled or stuck"));
    }

    private async Task Walk(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster, Campaign.Now);
        var many = await ManyCases.Open(app);
        await using var program = new MortalProgram(app.Connection);

        // In every test run the opinion alone; otherwise whole cases from their beginning.
        if (Campaign.IsShort) await Act(kind, app, program, await many.AtOpinion(), ManyCases.Head, "Approve");
        else while (!IsOver) await WholeCase(kind, app, program, many.CallId);

        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        (await Invariants.Missing(app.Services, confirmed[app])).ShouldBeEmpty();
    }

    private async Task WholeCase(DatabaseKind kind, RunningApplication app, MortalProgram program, long call)
    {
        // One that was begun when the program died is left as it is: a unit may begin as many as it likes.
        var begun = await UntilAnswered(kind, app, program, ManyCases.Handler, client => client.Post("/api/cases", new { callId = $"{call}" }));
        var id = begun.Value["id"]!.ToString();
        while (ManyCases.NextStep((await (await program.As(ManyCases.Handler)).Get($"/api/cases/{id}")).Value) is { } step)
            await Act(kind, app, program, step.WorkItemId, step.Who, step.Outcome, step.Data);
    }

    private async Task Act(DatabaseKind kind, RunningApplication app, MortalProgram program, long workItem, string who, string outcome, object? data = null)
    {
        var answer = await UntilAnswered(kind, app, program, who, client => client.Post($"/api/work-items/{workItem}/decision", new { outcome, comment = "同意", data }));

        // The last death may have come after the commit.
        if (answer.Code != "work-item.not-open") answer.Succeeded();
        confirmed.GetOrAdd(app, _ => [])[workItem] = outcome;
    }

    /// <summary>In every test run both sides of the commit; otherwise every point from the first on, until the act comes through or enough was done.</summary>
    private IEnumerable<KillOrder> Orders(DatabaseKind kind)
    {
        if (Campaign.IsShort)
        {
            yield return new(1, kind == DatabaseKind.Sqlite ? KillOrder.BeforeCommit : KillOrder.Batch);
            yield return new(1, KillOrder.AfterCommit);
        }
        for (var nth = 1; !IsOver; nth++) yield return new(nth);
        yield return KillOrder.Never;
    }

    private async Task<ApiAnswer> UntilAnswered(DatabaseKind kind, RunningApplication app, MortalProgram program, string who, Func<ApiClient, Task<ApiAnswer>> act)
    {
        Interlocked.Increment(ref acts);
        foreach (var order in Orders(kind))
        {
            if (await program.Send(who, act, order) is { } answer) return answer;
            Interlocked.Increment(ref deaths);
            (await Invariants.Broken(app.Services, wholeLog: false)).ShouldBeEmpty($"after a death at {order}");
        }
        throw new InvalidOperationException("Expected an act without a death at last.");
    }
}
