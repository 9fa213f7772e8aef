using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;
using Workflows.Host.Jobs;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Lists;

/// <summary>5,000 units on one list: published, drawn and handed out in time, with a bar that moves.</summary>
[Collection(Alone.Name)]
public class LargeListTests(PostgresCluster cluster)
{
    private const int Entries = 5000;

    /// <summary>Published, its PDF made, and read as spreadsheet and as text.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_list_of_five_thousand_entries_is_published_in_time_and_tells_how_far_it_is(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var callId = await Decided(app);
        var moved = new List<(int Done, int Total)>();
        var progress = app.Services.GetRequiredService<PaperProgress>();
        progress.Moved += id => moved.Add(progress.Of(id) ?? (0, 0));

        var cost = new Cost();
        var listId = await Act(app, async (scope, db, call) => (await scope.GetRequiredService<AnnounceList>().Run(call, ["网站"], Stop)).Value.Id, callId);
        var announced = cost.Elapsed;
        (await app.Services.GetRequiredService<MakePaper>().All(Stop)).ShouldBeGreaterThan(0);
        var drawn = cost.Elapsed;
        foreach (var form in new[] { "table.xlsx", "table.csv" })
            (await app.Anonymous().Http.GetByteArrayAsync(new Uri($"/api/lists/{listId}/{form}", UriKind.Relative), Stop)).Length.ShouldBeGreaterThan(50_000);
        var (processor, undisturbed) = (cost.Processor, cost.Undisturbed);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {Entries} entries published after {announced.TotalSeconds:0.0} s, PDF after {drawn.TotalSeconds:0.0} s, XLSX and CSV after {cost}"));
        processor.ShouldBeLessThan(Most);
        undisturbed.ShouldBeLessThan(Most);
        moved.Count(m => m.Total == Entries).ShouldBeGreaterThan(40);
        moved.Where(m => m.Total == Entries).Select(m => m.Done).ShouldBeInOrder();
        (await app.Anonymous().Get($"/api/lists/{listId}")).Value["units"]!.AsArray().Count.ShouldBe(Entries);
    }

    /// <summary>A call of its own with cases that were received, its list decided.</summary>
    private static async Task<long> Decided(RunningApplication app)
    {
        var callId = await app.Services.GetRequiredService<UnitOfWork>().Run<long>(
            Actor.System,
            async (scope, token) =>
            {
                var (db, ids, audit) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<IdSource>(), scope.GetRequiredService<AuditTrail>());
                var like = await db.Calls.AsNoTracking().SingleAsync(c => c.Code == "PS3", token);
                var units = await db.Organisations.OrderBy(o => o.Id).Select(o => o.Id).Take(20).ToListAsync(token);
                var call = new Call
                {
                    Id = ids.Next(), Code = "LARGE", Title = "大名单", Kind = like.Kind, ChainId = like.ChainId, OpensOn = like.OpensOn, Year = like.Year,
                    DecideById = like.DecideById, PublishById = like.PublishById, AssessById = like.AssessById,
                };
                call.SetDeadline(like.ClosesOn).ShouldBeNull();
                db.Calls.Add(call);
                await audit.Write(Subject.Call(call.Id), "call.created", cancellation: token);
                for (var i = 1; i <= Entries; i++)
                {
                    var item = new Approvals.Cases.Case
                    {
                        Id = ids.Next(), Number = string.Create(CultureInfo.InvariantCulture, $"LARGE-{i:00000}"), CallId = call.Id, NationalCallId = call.Id, ApplicantId = units[i % units.Count],
                        ChainId = call.ChainId!, Status = CaseStatus.InAssessment, CreatedAt = scope.GetRequiredService<TimeProvider>().GetUtcNow(),
                    };
                    db.Cases.Add(item);
                    await audit.Write(Subject.Case(item.Id), "case.opened", cancellation: token);
                }

                return call.Id;
            },
            Stop);
        await Act(
            app,
            async (scope, db, call) =>
            {
                call.Open().ShouldBeNull();
                call.Close().ShouldBeNull();
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.closed", cancellation: Stop);
                var cases = await db.Cases.Where(c => c.CallId == call.Id).ToListAsync(Stop);
                (await scope.GetRequiredService<DraftList>().Run(call, cases, Stop)).Refusal.ShouldBeNull();
                return (await scope.GetRequiredService<DecideOnList>().Run(call, cases.Select(c => c.Id).ToHashSet(), new Dictionary<long, string>(), cancellation: Stop)).Value.Id;
            },
            callId.Value);
        return callId.Value;
    }

    private static async Task<T> Act<T>(RunningApplication app, Func<IServiceProvider, ApprovalsDb, Call, Task<T>> act, long callId)
    {
        var done = await app.Services.GetRequiredService<UnitOfWork>().Run<T>(
            Actor.System,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                return await act(scope, db, await db.Calls.SingleAsync(c => c.Id == callId, token));
            },
            Stop);
        done.Refusal.ShouldBeNull();
        return done.Value;
    }
}
