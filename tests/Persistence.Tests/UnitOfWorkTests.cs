using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.TestSupport;
using Case = Workflows.Approvals.Cases.Case;

namespace Workflows.Persistence.Tests;

public class UnitOfWorkTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_unit_that_lost_against_another_runs_again_on_fresh_data(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var attempts = 0;
        var seen = new List<string>();

        var result = await house.Units.Run<string>(Actor.System, async (services, cancellation) =>
        {
            var db = services.GetRequiredService<WorkflowsDb>();
            var person = await db.People.SingleAsync(p => p.Id == house.HeadA, cancellation);
            seen.Add(person.Name);
            if (++attempts == 1) await RenameBehindTheBack(house, services, "别人改的");
            person.Name += "!";
            await services.GetRequiredService<AuditTrail>().Write(Subject.Person(person.Id), "person.renamed", cancellation: cancellation);
            return person.Name;
        }, Stop);

        result.Value.ShouldBe("别人改的!");
        seen.ShouldBe(["局长甲", "别人改的"]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Units_that_run_together_see_each_other_and_commit_at_the_end(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var told = 0;
        house.Units.Committed += _ => told++;

        await house.Units.Together(async token =>
        {
            (await Rename(house, "第一次", token)).Value.ShouldBe("局长甲");
            (await Rename(house, "第二次", token, refuse: true)).IsRefused.ShouldBeTrue();
            (await Rename(house, "第三次", token)).Value.ShouldBe("第一次");
            (await house.Units.Read((services, stop) => NameOf(house, services, stop), token)).ShouldBe("第三次");
            told.ShouldBe(0);
        }, Stop);

        told.ShouldBe(2);
        (await house.Units.Read((services, stop) => NameOf(house, services, stop), Stop)).ShouldBe("第三次");
        (await Rename(house, "第四次", Stop)).Value.ShouldBe("第三次");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_units_that_run_together_none_is_committed_after_an_exception(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Together(async token =>
        {
            await Rename(house, "第一次", token);
            throw new InvalidOperationException("in the middle");
        }, Stop));
        (await house.Units.Read((services, stop) => NameOf(house, services, stop), Stop)).ShouldBe("局长甲");
    }

    /// <returns>The name before.</returns>
    private static Task<Result<string>> Rename(House house, string name, CancellationToken cancellation, bool refuse = false) =>
        house.Units.Run<string>(Actor.System, async (services, token) =>
        {
            var db = services.GetRequiredService<WorkflowsDb>();
            var person = await db.People.SingleAsync(p => p.Id == house.HeadA, token);
            var before = person.Name;
            person.Name = name;
            await services.GetRequiredService<AuditTrail>().Write(Subject.Person(person.Id), "person.renamed", cancellation: token);
            if (!refuse) return before;
            await db.SaveChangesAsync(token);
            return new Refusal("test.refused");
        }, cancellation);

    private static Task<string> NameOf(House house, IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<WorkflowsDb>().People.Where(p => p.Id == house.HeadA).Select(p => p.Name).SingleAsync(cancellation);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_unit_that_always_loses_gives_up_with_a_refusal(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var attempts = 0;
        var result = await house.Units.Run<bool>(Actor.System, (_, _) =>
        {
            attempts++;
            throw new DbUpdateConcurrencyException("another was faster");
        }, Stop);
        result.Refusal!.Code.ShouldBe("unit.conflict");
        attempts.ShouldBe(UnitOfWork.Attempts);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_refusal_commits_nothing_and_gives_the_number_back(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var refused = await house.As<Case>(house.HeadA, s => s.GetRequiredService<StartCase>().Run(house.CallId, house.UnitId));
        refused.Refusal!.Code.ShouldBe("case.not-handler");

        var drawn = await house.Units.Run<long>(Actor.System, async (services, cancellation) =>
        {
            await services.GetRequiredService<Numbers>().Next("test", cancellation);
            return new Refusal("test.refused");
        }, Stop);
        drawn.IsRefused.ShouldBeTrue();
        var next = await house.Units.Run<long>(Actor.System, async (services, cancellation) => await services.GetRequiredService<Numbers>().Next("test", cancellation), Stop);
        next.Value.ShouldBe(1);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_exception_commits_nothing_even_after_a_save(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Run<bool>(Actor.System, async (services, cancellation) =>
        {
            var db = services.GetRequiredService<WorkflowsDb>();
            (await db.People.SingleAsync(p => p.Id == house.HeadA, cancellation)).Name = "half";
            await services.GetRequiredService<AuditTrail>().Write(Subject.Person(house.HeadA), "person.renamed", cancellation: cancellation);
            await db.SaveChangesAsync(cancellation);
            throw new InvalidOperationException("a bug");
        }, Stop));
        (await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().People.SingleAsync(p => p.Id == house.HeadA, c), Stop)).Name.ShouldBe("局长甲");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_unit_inside_a_unit_is_a_bug_that_says_what_to_do_instead_of_waiting_for_itself(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Run(Actor.System, (_, cancellation) =>
            house.Units.Run<bool>(Actor.System, (_, _) => Task.FromResult<Result<bool>>(true), cancellation), Stop));
        thrown.Message.ShouldContain("one handler");
        (await house.Units.Run<bool>(Actor.System, (_, _) => Task.FromResult<Result<bool>>(true), Stop)).Value.ShouldBeTrue();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task After_a_commit_listeners_learn_which_inboxes_changed(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        var told = new List<Committed>();
        house.Units.Committed += _ => throw new InvalidOperationException("a listener that fails harms nobody");
        house.Units.Committed += told.Add;

        Task<Result<bool>>? started = null;
        house.Units.Committed += _ => started ??= Task.Run(() => house.Units.Run<bool>(Actor.System, (_, _) => Task.FromResult<Result<bool>>(true), Stop), Stop);

        var work = await house.Opinion(item.Id);
        (await started!).Value.ShouldBeTrue("a listener may start a unit of its own");
        told.RemoveAll(c => c.Principals.Count == 0);
        await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ClaimWorkItem>().Run(work.Id, Stop));

        told.Count.ShouldBe(2);
        told[0].Principals.ShouldBe([house.HeadSeat]);
        told[1].Principals.ShouldBe([house.HeadSeat, house.HeadA], ignoreOrder: true);
        told[1].Subjects.ShouldContain(Subject.Case(item.Id));
        told[1].QueueHasWork.ShouldBeFalse();
    }

    private static async Task RenameBehindTheBack(House house, IServiceProvider services, string name)
    {
        // SQLite has one writer, so another unit cannot commit in between: there the row is changed on the same connection, as another program would.
        var db = services.GetRequiredService<WorkflowsDb>();
        if (db is SqliteWorkflowsDb)
        {
            await db.People.Where(p => p.Id == house.HeadA).ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, name).SetProperty(p => p.Version, p => p.Version + 1), Stop);
            await db.Database.CommitTransactionAsync(Stop);
            await db.Database.BeginTransactionAsync(Stop);
            return;
        }
        Task<Result<bool>> rename;
        using (ExecutionContext.SuppressFlow())
        {
            rename = Task.Run(() => house.Units.Run<bool>(Actor.System, async (inner, cancellation) =>
            {
                var other = inner.GetRequiredService<WorkflowsDb>();
                (await other.People.SingleAsync(p => p.Id == house.HeadA, cancellation)).Name = name;
                await inner.GetRequiredService<AuditTrail>().Write(Subject.Person(house.HeadA), "person.renamed", cancellation: cancellation);
                return true;
            }, Stop), Stop);
        }
        var renamed = await rename;
        renamed.IsRefused.ShouldBeFalse();
    }
}
