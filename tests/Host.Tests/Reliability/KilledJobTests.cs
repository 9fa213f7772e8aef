using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Seals;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>The program is killed while a job draws, seals and stores a paper. After the next start the paper is made, once.</summary>
[Collection(Alone.Name)]
public class KilledJobTests(PostgresCluster cluster)
{
    /// <summary>The activity in which a job makes a paper.</summary>
    private const string Job = "job.paper";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly long start = Stopwatch.GetTimestamp();
    private int deaths, papers;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_paper_whose_making_is_cut_off_is_made_once_after_the_next_start(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster, Campaign.Now);
        var many = await ManyCases.Open(app);
        await using var program = new MortalProgram(app.Connection, ("Background__Enabled", "true"));

        // In every test run before what was made is written; otherwise at each point until a job comes through, and again from the first.
        if (Campaign.IsShort) await Cut(app, many, program, new KillOrder(1, KillOrder.Batch, Job));
        for (var nth = 1; !Campaign.IsOver(start, TimeSpan.Zero, deaths, Campaign.Crashes); nth++)
            if (!await Cut(app, many, program, new KillOrder(nth, Within: Job))) nth = 0;

        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        var lasted = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"killed in a job: {kind}: {deaths} deaths, {papers} papers in {lasted:0} s, {lasted / deaths:0.00} s each; every paper made once"));
    }

    /// <returns>Whether the program died.</returns>
    private async Task<bool> Cut(RunningApplication app, ManyCases many, MortalProgram program, KillOrder order)
    {
        var (caseId, item) = await many.AtSeal();
        var custodian = await program.As(ManyCases.Custodian);
        var seal = (await custodian.Get("/api/seals")).Value[0]!["id"]!.ToString();
        program.Give(order);
        try
        {
            await custodian.Post($"/api/work-items/{item}/decision", new { outcome = "Sealed", data = new { sealId = seal } });
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The job begins right after the commit, and may have taken the program with it before the answer was sent.
        }

        // A point of a name is come to for certain; one of a number only if the job has so many.
        await Soon.Holds(Patience, async () => program.HasEnded || (order.Point is null && await Made(app, caseId) > 0), $"a death at {order}, or the paper");
        var died = program.HasEnded;
        if (died)
        {
            deaths++;
            await program.ComeBack();
        }
        await Soon.Holds(Patience, async () => await Made(app, caseId) > 0, $"the paper is made after a death at {order}");
        (await Made(app, caseId)).ShouldBe(1);
        papers++;
        return died;
    }

    /// <summary>How often the paper of a case was made; 0 while it is not ready.</summary>
    private static Task<int> Made(RunningApplication app, long caseId) => app.Services.GetRequiredService<UnitOfWork>().Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var paper = await db.SealedPapers.SingleAsync(p => p.CaseId == caseId, token);
            return paper.State == PaperState.Ready ? await db.AuditEntries.CountAsync(e => e.Subject == Subject.Paper(paper.Id) && e.Action == "paper.made", token) : 0;
        },
        TestContext.Current.CancellationToken);
}
