using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Scenarios;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// Scenarios in which every act fails first at its first command to the database, then at its second, and so on until it comes through. After every failure the
/// database is as it was, and the act can be asked for again.
/// </summary>
[Collection(Alone.Name)]
public class CommandCrashTests(PostgresCluster cluster)
{
    /// <summary>In every test run; the others with the long campaign.</summary>
    private static readonly string[] Shortly = ["pilot-site-application.returns.scenario.json"];

    /// <summary>So many acts of a scenario fail in every test run; each is sent some twenty times.</summary>
    private const int ActsShortly = 6;

    public static TheoryData<string> Files => [.. Campaign.Asked is null ? Shortly : ScenarioFiles.All];

    [Theory, MemberData(nameof(Files))]
    public Task A_command_fails_on_SQLite(string file) => Play(file, DatabaseKind.Sqlite);

    [Theory, MemberData(nameof(Files))]
    public Task A_command_fails_on_PostgreSQL(string file) => Play(file, DatabaseKind.Postgres);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_reply_that_is_lost_after_the_commit_leaves_one_decision(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        using var faults = new Faults();
        var (id, form) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var body = new { outcome = "Submitted", data = new { form = PilotSiteWalk.FilledForm() } };

        faults.Arm(Faults.Moment.AfterCommit);
        ((int)(await handler.Post($"/api/work-items/{form}/decision", body)).Status).ShouldBeGreaterThanOrEqualTo(500);
        faults.HasFired.ShouldBeTrue();
        faults.Arm(Faults.Moment.Never);

        (await handler.Post($"/api/work-items/{form}/decision", body)).Refused("work-item.not-open");
        await app.As("liaoyang-centre.head").WorkOn(id, "SignDocument");
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_is_refused_has_an_answer_also_when_the_entry_of_it_cannot_be_written(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        using var faults = new Faults();
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Get("/api/me")).Succeeded();
        var (answer, failed) = (default(ApiAnswer), 0);
        for (var nth = 1; ; nth++)
        {
            faults.Arm(Faults.Moment.BeforeCommand, nth);
            answer = await handler.Get("/api/figures");
            var fired = faults.HasFired;
            faults.Arm(Faults.Moment.Never);
            if (!fired) break;
            failed++;
            ((int)answer.Status).ShouldBeGreaterThanOrEqualTo(500, $"command {nth}: {answer.Text}");
        }

        // Every command of the request has failed once, those of the entry among them; how many there are depends on what is known of the caller already.
        failed.ShouldBePositive();
        answer.Refused("figures.not-yours");
        (await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.CountAsync(entry => entry.Action == "act.refused"))).ShouldBe(1);
    }

    private async Task Play(string file, DatabaseKind kind)
    {
        var (scenario, _) = ScenarioFiles.Read(file);
        await using var app = await RunningApplication.Run(kind, cluster, scenario!.Start);
        using var faults = new Faults();
        var (acts, most) = (0, 0);
        app.Around = async (method, send) =>
        {
            if (method == HttpMethod.Get || (Campaign.Asked is null && acts == ActsShortly)) return await send();
            acts++;
            for (var nth = 1; ; nth++)
            {
                faults.Arm(Faults.Moment.BeforeCommand, nth);
                var answer = await send();
                var (fired, committed) = (faults.HasFired, faults.HasCommitted);
                faults.Arm(Faults.Moment.Never);
                if (!fired) return answer;
                most = Math.Max(most, nth);
                ((int)answer.Status).ShouldBeGreaterThanOrEqualTo(500, $"a failure of command {nth} was hidden: {answer.Text}");
                committed.ShouldBeFalse();
                if (nth % 8 == 1) (await Invariants.Broken(app.Services, wholeLog: false)).ShouldBeEmpty($"after a failure at command {nth}");
            }
        };

        await new ScenarioPlayer(app, scenario).Run();

        most.ShouldBeGreaterThan(1);
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"n-th command: {kind}, {file}: {acts} acts, {faults.Count} commands failed, at most {most} in one act"));
    }
}
