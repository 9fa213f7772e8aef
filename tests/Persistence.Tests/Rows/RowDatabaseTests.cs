using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests.Rows;

public class RowDatabaseTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_unit_changes_is_one_batch_which_on_PostgreSQL_ends_the_transaction(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        using var batches = new Batches();
        var work = await house.Opinion(item.Id);

        var batch = batches.Written.ShouldHaveSingleItem();
        batch.GetTagItem("db.statements").ShouldBeOfType<int>().ShouldBeGreaterThan(2);
        (batch.GetTagItem("db.commits") is true).ShouldBe(kind == DatabaseKind.Postgres);
        var stored = await Read(house, db => db.WorkItems.Include(i => i.Barred).SingleAsync(i => i.Id == work.Id, Stop));
        stored.Title.ShouldBe(work.Title);
        stored.Outcomes.Select(o => o.Name).ShouldBe(["Approve", "Return", "Reject"]);
        stored.Barred.Select(b => b.PersonId).ShouldBe([house.Applicant, house.UnitCustodian], ignoreOrder: true);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Rows_of_one_table_that_refer_to_each_other_are_ordered_by_Entity_Framework(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        using var batches = new Batches();
        var (parent, child) = await house.Units.Run<(long, long)>(Actor.System, async (services, cancellation) =>
        {
            var (db, ids) = (services.GetRequiredService<WorkflowsDb>(), services.GetRequiredService<IdSource>());
            var below = Organisation(ids.Next(), "下级");
            var above = Organisation(ids.Next(), "上级");
            below.AdminParentId = above.Id;
            db.AddRange(below, above);
            foreach (var id in new[] { below.Id, above.Id }) await services.GetRequiredService<AuditTrail>().Write(Subject.Organisation(id), "organisation.created", cancellation: cancellation);
            return (above.Id, below.Id);
        }, Stop) is { IsRefused: false } done ? done.Value : default;

        batches.Written.ShouldBeEmpty();
        (await Read(house, db => db.Organisations.SingleAsync(o => o.Id == child, Stop))).AdminParentId.ShouldBe(parent);

        static Organisation Organisation(long id, string name) => new()
        {
            Id = id, FullName = name, ShortName = name, Kind = OrgKind.EducationAuthority, Level = AdminLevel.County, GovernedBy = AdminLevel.County, AreaCode = "210781",
        };
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_units_that_close_the_same_work_item_one_writes_and_the_other_learns_it(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var work = await house.Opinion((await house.Case()).Id);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => house.Units.Run<FinishedWorkItem>(Actor.System, (services, cancellation) =>
            services.GetRequiredService<CloseWorkItem>().Withdrawn(work.Id, "test", cancellation), Stop), Stop)));

        both.Count(r => r.IsRefused).ShouldBe(1);
        both.Single(r => r.IsRefused).Refusal!.Code.ShouldBe("work-item.not-open");
        (await Read(house, db => db.FinishedWorkItems.CountAsync(i => i.Id == work.Id, Stop))).ShouldBe(1);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_decision_needs_is_read_at_once_and_is_what_the_verbs_would_read(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case("{\"implementingUnit\":\"unit\",\"list\":[1,2]}");
        var work = await house.Opinion(item.Id);
        using var batches = new Batches();

        await house.As<bool>(house.HeadA, async services =>
        {
            var db = services.GetRequiredService<WorkflowsDb>();
            await services.GetRequiredService<ReadForDecision>().Run(work.Id, house.HeadA, Stop);
            var before = db.ChangeTracker.Entries().Count();
            var open = (await db.FindOpen(work.Id, Stop)).ShouldNotBeNull();
            open.Barred.Count.ShouldBe(2);
            open.Request.ToJsonString().ShouldBe(work.Request.ToJsonString());
            var loaded = (await db.LoadCase(item.Id, Stop)).ShouldNotBeNull();
            loaded.Forms.ShouldHaveSingleItem().Content["list"]!.ToJsonString().ShouldBe("[1,2]");
            loaded.Call.ShouldNotBeNull().Code.ShouldBe("PS3-LN");
            loaded.NationalCall.ShouldBeSameAs(loaded.Call);
            loaded.Applicant.ShouldNotBeNull().FullName.ShouldBe("凌海开放大学");
            loaded.Version.ShouldBe((await Read(house, other => other.Cases.SingleAsync(c => c.Id == item.Id, Stop))).Version);
            var decider = await services.GetRequiredService<ReadDecider>().Run(house.HeadA, cancellation: Stop);
            decider.Principals.ShouldBe([house.HeadA, house.HeadSeat], ignoreOrder: true);
            db.ChangeTracker.Entries().Count().ShouldBe(before);
            db.ChangeTracker.DetectChanges();
            db.ChangeTracker.HasChanges().ShouldBeFalse();
            return true;
        });
        batches.Read.ShouldHaveSingleItem();
    }

#if DEBUG
    [Fact]
    public async Task A_value_kept_as_JSON_that_is_changed_in_place_is_a_bug_that_says_what_to_do()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Run<bool>(Actor.System, async (services, cancellation) =>
        {
            var call = await services.GetRequiredService<WorkflowsDb>().Calls.SingleAsync(c => c.Id == house.CallId, cancellation);
            call.Parameters["in place"] = JsonValue.Create(1);
            return true;
        }, Stop));
        thrown.Message.ShouldContain("Assign a new value");
    }
#endif

    private static Task<T> Read<T>(House house, Func<WorkflowsDb, Task<T>> read) => house.Units.Read((services, _) => read(services.GetRequiredService<WorkflowsDb>()), Stop);

    /// <summary>The batches that were sent by this test.</summary>
    private sealed class Batches : IDisposable
    {
        private readonly Activity test = new Activity("test").Start();
        private readonly ActivityListener listener;
        private readonly List<Activity> seen = [];

        public Batches()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Workflows.Persistence",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = batch =>
                {
                    if (batch.TraceId == test.TraceId) lock (seen) seen.Add(batch);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public IEnumerable<Activity> Written => seen.Where(a => a.OperationName == "rows.write");

        public IEnumerable<Activity> Read => seen.Where(a => a.OperationName == "rows.read");

        public void Dispose()
        {
            listener.Dispose();
            test.Dispose();
        }
    }
}
