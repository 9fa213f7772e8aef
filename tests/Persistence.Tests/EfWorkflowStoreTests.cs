using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class EfWorkflowStoreTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2023, 5, 25, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_definition_comes_back_with_every_member_and_by_every_kind_of_version(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await In(house, store =>
        {
            store.SaveDefinition(Definition("v1", 1, isLatest: false, isPublished: true));
            store.SaveDefinition(Definition("v2", 2, isLatest: true, isPublished: false));
        });

        var published = (await From(house, s => s.FindDefinitionAsync("chain", VersionOptions.Published, Stop)))!;
        published.Id.ShouldBe("v1");
        published.StringData.ShouldBe("""{"type":"Elsa.Flowchart"}""");
        published.OriginalSource.ShouldBe("""{"unknown":true}""");
        published.Variables.Single().ShouldBeOfType<Variable<int>>().Value.ShouldBe(7);
        published.Options.UsableAsActivity.ShouldBe(true);
        published.CustomProperties["chain"].ShouldBe("call");
        (await From(house, s => s.FindDefinitionAsync("chain", VersionOptions.Latest, Stop)))!.Id.ShouldBe("v2");
        (await From(house, s => s.FindDefinitionAsync("chain", VersionOptions.Draft, Stop)))!.Id.ShouldBe("v2");
        (await From(house, s => s.FindDefinitionAsync("chain", VersionOptions.SpecificVersion(1), Stop)))!.Id.ShouldBe("v1");
        (await From(house, s => s.FindDefinitionAsync("chain", VersionOptions.SpecificVersion(9), Stop))).ShouldBeNull();
        (await From(house, s => s.FindDefinitionVersionAsync("v2", Stop)))!.Version.ShouldBe(2);

        var page = await From(house, s => s.ListDefinitionsAsync(new WorkflowDefinitionFilter { SearchTerm = "CHAIN" }, DefinitionOrder.Version, OrderDirection.Descending, PageArgs.FromRange(0, 1), Stop));
        page.TotalCount.ShouldBe(2);
        page.Items.Single().Id.ShouldBe("v2");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_a_unit_saved_and_deleted_is_seen_within_the_unit(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await In(house, store => store.SaveDefinition(Definition("v1", 1, isLatest: true, isPublished: true)));
        await InAsync(house, async store =>
        {
            store.SaveDefinition(Definition("v1", 1, isLatest: false, isPublished: false));
            store.SaveDefinition(Definition("v2", 2, isLatest: true, isPublished: true));
            (await store.FindDefinitionAsync("chain", VersionOptions.Published, Stop))!.Id.ShouldBe("v2");
            store.DeleteDefinition(Definition("v1", 1, false, false));
            (await store.FindDefinitionVersionAsync("v1", Stop)).ShouldBeNull();

            store.SaveInstance(Instance("i1"));
            (await store.FindInstanceAsync("i1", Stop)).ShouldNotBeNull();
            (await store.AnyInstanceAsync(new WorkflowInstanceFilter { CorrelationId = "case:1" }, Stop)).ShouldBeTrue();

            store.AddBookmark(Bookmark("b1", "i1"));
            (await store.ListBookmarksAsync(new BookmarkFilter { Hash = "H" }, Stop)).Single().Id.ShouldBe("b1");
            store.RemoveBookmark("b1");
            (await store.ListBookmarksAsync(new BookmarkFilter { Hash = "H" }, Stop)).ShouldBeEmpty();
            (await store.FindBookmarkAsync("b1", Stop)).ShouldBeNull();
        });
        (await From(house, s => s.FindDefinitionVersionAsync("v1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindBookmarkAsync("b1", Stop))).ShouldBeNull();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_instance_is_written_as_it_is_when_the_unit_commits(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await In(house, store =>
        {
            var instance = Instance("i1");
            store.SaveInstance(instance);
            instance.WorkflowState.Properties["step"] = "after the save";
        });
        var read = (await From(house, s => s.FindInstanceAsync("i1", Stop)))!;
        read.RowVersion.ShouldBe(1);
        read.WorkflowState.Properties["step"].ShouldBe("after the save");

        await InAsync(house, async store =>
        {
            var instance = (await store.FindInstanceAsync("i1", Stop))!;
            store.SaveInstance(instance);
            instance.Status = WorkflowStatus.Finished;
            store.SaveInstance(instance);
        });
        read = (await From(house, s => s.FindInstanceAsync("i1", Stop)))!;
        (read.RowVersion, read.Status).ShouldBe((2, WorkflowStatus.Finished));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_units_that_resume_the_same_bookmark_one_wins_and_the_other_does_not_find_it(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await In(house, store =>
        {
            store.SaveInstance(Instance("i1"));
            store.AddBookmark(Bookmark("b1", "i1"));
        });
        using var both = new Barrier(kind == DatabaseKind.Postgres ? 2 : 1);
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => Task.Run(() => Resume(n))));
        results.Count(r => !r.IsRefused).ShouldBe(1);
        results.Single(r => r.IsRefused).Refusal!.Code.ShouldBe("test.gone");
        (await From(house, s => s.FindInstanceAsync("i1", Stop)))!.RowVersion.ShouldBe(2);

        Task<Result<int>> Resume(int n)
        {
            var first = true;
            return house.Units.Run<int>(Actor.System, async (services, cancellation) =>
            {
                var store = services.GetRequiredService<IWorkflowStore>();
                var bookmark = await store.FindBookmarkAsync("b1", cancellation);

                // On PostgreSQL both have read before either writes; SQLite lets one unit in at a time.
                if (first) both.SignalAndWait(TimeSpan.FromSeconds(30), cancellation).ShouldBeTrue();
                first = false;
                if (bookmark is null) return new Refusal("test.gone");
                var instance = (await store.FindInstanceAsync("i1", cancellation))!;
                store.RemoveBookmark("b1");
                store.SaveInstance(instance);
                return n;
            }, Stop);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Instances_are_listed_by_every_filter_and_in_pages(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await In(house, store =>
        {
            for (var i = 1; i <= 5; i++)
            {
                var instance = Instance($"i{i}");
                (instance.Name, instance.CreatedAt, instance.CorrelationId) = ($"Case {i}", Now.AddMinutes(i), $"case:{i}");
                (instance.Status, instance.IncidentCount) = (i == 5 ? WorkflowStatus.Finished : WorkflowStatus.Running, i == 2 ? 1 : 0);
                instance.FinishedAt = i == 5 ? Now.AddHours(1) : null;
                store.SaveInstance(instance);
            }
        });

        (await List(new() { WorkflowStatus = WorkflowStatus.Running })).ShouldBe(["i4", "i3", "i2", "i1"]);
        (await List(new() { WorkflowStatuses = [WorkflowStatus.Finished] })).ShouldBe(["i5"]);
        (await List(new() { HasIncidents = true })).ShouldBe(["i2"]);
        (await List(new() { SearchTerm = "case 3" })).ShouldBe(["i3"]);
        (await List(new() { CorrelationIds = ["case:1", "case:2"] })).ShouldBe(["i2", "i1"]);
        (await List(new() { TimestampFilters = [new() { Column = "CreatedAt", Operator = TimestampFilterOperator.GreaterThan, Timestamp = Now.AddMinutes(3) }] })).ShouldBe(["i5", "i4"]);
        (await List(new() { TimestampFilters = [new() { Column = "FinishedAt", Operator = TimestampFilterOperator.LessThanOrEqual, Timestamp = Now.AddHours(1) }] })).ShouldBe(["i5"]);
        (await List(new(), PageArgs.FromPage(1, 2))).ShouldBe(["i3", "i2"]);

        async Task<List<string>> List(WorkflowInstanceFilter filter, PageArgs? page = null) =>
            [.. (await From(house, s => s.ListInstancesAsync(filter, page: page, cancellationToken: Stop))).Items.Select(i => i.Id)];
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_instance_may_be_stopped_and_deleted_in_one_unit(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await InAsync(house, store =>
        {
            store.SaveInstance(Instance("i1"));
            store.AddBookmark(Bookmark("b1", "i1"));
            store.AddTimer(new StoredTimer { Id = "t1", DueAt = Now, BookmarkId = "b1", WorkflowInstanceId = "i1", Kind = "Elsa.Delay" });
            return Task.CompletedTask;
        });

        await InAsync(house, async store =>
        {
            store.SaveInstance((await store.FindInstanceAsync("i1", Stop))!);
            store.RemoveBookmark("b1");
            store.RemoveTimer("t1");
            await store.DeleteInstanceAsync("i1", Stop);
        });

        (await From(house, s => s.FindInstanceAsync("i1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindBookmarkAsync("b1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindTimerAsync("t1", Stop))).ShouldBeNull();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Journal_runs_timers_triggers_and_queue_are_kept_and_go_with_what_they_belong_to(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var told = new List<Committed>();
        house.Units.Committed += told.Add;
        await InAsync(house, async store =>
        {
            store.SaveInstance(Instance("i1"));
            store.AddBookmark(Bookmark("b1", "i1"));
            store.AddTimer(new StoredTimer { Id = "t1", DueAt = Now.AddMinutes(5), BookmarkId = "b1", WorkflowInstanceId = "i1", Kind = "Elsa.Delay" });
            store.AddJournal([Line("j1", 1, "Started"), Line("j2", 2, "Completed")]);
            store.SaveActivityExecution(Run(ActivityStatus.Running), isNew: true);
            store.AddQueuedWork(new QueuedWork { Id = "q1", Kind = QueuedWorkKind.StartWorkflow, Payload = "{}", EnqueuedAt = Now });
            store.AddQueuedWork(new QueuedWork { Id = "q2", Kind = QueuedWorkKind.StartWorkflow, Payload = "{}", EnqueuedAt = Now, NotBefore = Now.AddHours(1) });
            await store.ReplaceTriggersAsync("chain", [new StoredTrigger { Id = "g1", WorkflowDefinitionId = "chain", WorkflowDefinitionVersionId = "v1", ActivityId = "a", Hash = "H" }], Stop);
        });
        told.Single().QueueHasWork.ShouldBeTrue();
        await In(house, store => store.SaveActivityExecution(Run(ActivityStatus.Completed), isNew: false));

        (await From(house, s => s.ListJournalAsync("i1", new JournalFilter { EventNames = ["Completed"] }, cancellationToken: Stop))).Items.Single().Sequence.ShouldBe(2);
        (await From(house, s => s.ListActivityExecutionsAsync("i1", cancellationToken: Stop))).Single().Status.ShouldBe(ActivityStatus.Completed);
        (await From(house, s => s.ListDueTimersAsync(Now, 10, Stop))).ShouldBeEmpty();
        (await From(house, s => s.ListDueTimersAsync(Now.AddMinutes(5), 10, Stop))).Single().Id.ShouldBe("t1");
        (await From(house, s => s.ListQueuedWorkAsync(Now, 10, Stop))).Single().Id.ShouldBe("q1");
        (await From(house, s => s.ListTriggersAsync("H", Stop))).Single().Id.ShouldBe("g1");

        await InAsync(house, async store =>
        {
            await store.ReplaceTriggersAsync("chain", [], Stop);
            store.RemoveQueuedWork("q1");
            await store.DeleteInstanceAsync("i1", Stop);
        });
        (await From(house, s => s.ListTriggersAsync("H", Stop))).ShouldBeEmpty();
        (await From(house, s => s.FindQueuedWorkAsync("q1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindInstanceAsync("i1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindBookmarkAsync("b1", Stop))).ShouldBeNull();
        (await From(house, s => s.FindTimerAsync("t1", Stop))).ShouldBeNull();
        (await From(house, s => s.ListJournalAsync("i1", cancellationToken: Stop))).TotalCount.ShouldBe(0);

        var gone = await house.Units.Run<bool>(Actor.System, (services, _) =>
        {
            services.GetRequiredService<IWorkflowStore>().RemoveQueuedWork("q1");
            return Task.FromResult<Result<bool>>(true);
        }, Stop);
        gone.Refusal!.Code.ShouldBe("unit.conflict");
    }

    private static Task In(House house, Action<IWorkflowStore> act) => InAsync(house, store =>
    {
        act(store);
        return Task.CompletedTask;
    });

    private static async Task InAsync(House house, Func<IWorkflowStore, Task> act) =>
        (await house.Units.Run<bool>(Actor.System, async (services, _) =>
        {
            await act(services.GetRequiredService<IWorkflowStore>());
            return true;
        }, Stop)).Refusal.ShouldBeNull();

    private static Task<T> From<T>(House house, Func<IWorkflowStore, ValueTask<T>> read) =>
        house.Units.Read(async (services, _) => await read(services.GetRequiredService<IWorkflowStore>()), Stop);

    private static WorkflowDefinition Definition(string id, int version, bool isLatest, bool isPublished) => new()
    {
        Id = id, DefinitionId = "chain", Version = version, IsLatest = isLatest, IsPublished = isPublished, Name = "A chain", CreatedAt = Now,
        StringData = """{"type":"Elsa.Flowchart"}""", OriginalSource = """{"unknown":true}""", Variables = [new Variable<int>("n", 7)],
        Options = new() { UsableAsActivity = true }, CustomProperties = new Dictionary<string, object> { ["chain"] = "call" },
    };

    private static WorkflowInstance Instance(string id) => new()
    {
        Id = id, DefinitionId = "chain", DefinitionVersionId = "v1", Version = 1, CorrelationId = "case:1", CreatedAt = Now, UpdatedAt = Now,
        WorkflowState = new WorkflowState { Id = id, DefinitionId = "chain", DefinitionVersionId = "v1", CreatedAt = Now, UpdatedAt = Now },
    };

    private static StoredBookmark Bookmark(string id, string instance) => new()
    {
        Id = id, Name = "Event", Hash = "H", WorkflowInstanceId = instance, CorrelationId = "case:1", Payload = new { eventName = "x" }, CreatedAt = Now,
    };

    private static WorkflowExecutionLogRecord Line(string id, long sequence, string name) => new()
    {
        Id = id, WorkflowInstanceId = "i1", WorkflowDefinitionId = "chain", WorkflowDefinitionVersionId = "v1", ActivityId = "a", ActivityInstanceId = "ai",
        ActivityNodeId = "n", ActivityType = "Elsa.Event", Sequence = sequence, EventName = name, Timestamp = Now,
    };

    private static ActivityExecutionRecord Run(ActivityStatus status) => new()
    {
        Id = "r1", WorkflowInstanceId = "i1", ActivityId = "a", ActivityNodeId = "n", ActivityType = "Elsa.Event", StartedAt = Now, Status = status,
    };
}
