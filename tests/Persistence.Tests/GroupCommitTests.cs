using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

/// <summary>Units that wait for each other on SQLite are committed together.</summary>
public class GroupCommitTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_that_wait_are_committed_together_and_answered_after_the_commit()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        var (free, told) = (new TaskCompletionSource(), 0);
        house.Units.Committed += _ => told++;
        var (seenByOthers, earlierAnswered) = ("", true);

        var first = Append(house, "一", async () => await free.Task);
        var second = Append(house, "二");
        var third = Append(house, "三", async () =>
        {
            // What the two before have written is not committed yet, so nobody else sees it and neither of them is answered.
            seenByOthers = await Name(house);
            earlierAnswered = first.IsCompleted || second.IsCompleted;
        });
        free.SetResult();
        (await Task.WhenAll(first, second, third)).ShouldAllBe(r => !r.IsRefused);

        seenByOthers.ShouldBe("局长甲");
        earlierAnswered.ShouldBeFalse();
        told.ShouldBe(3);
        (await Name(house)).ShouldBe("局长甲一二三");
    }

    [Fact]
    public async Task One_that_is_refused_or_fails_among_them_is_taken_back_alone()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        var free = new TaskCompletionSource();

        var first = Append(house, "一", async () => await free.Task);
        var refused = Append(house, "拒", refuse: true);
        var third = Append(house, "三");
        var failed = Append(house, "错", () => throw new InvalidOperationException("in the middle"));
        var fifth = Append(house, "五");
        free.SetResult();

        (await first).IsRefused.ShouldBeFalse();
        (await refused).Refusal!.Code.ShouldBe("test.refused");
        (await third).IsRefused.ShouldBeFalse();
        (await Should.ThrowAsync<InvalidOperationException>(() => failed)).Message.ShouldBe("in the middle");
        (await fifth).IsRefused.ShouldBeFalse();
        (await Name(house)).ShouldBe("局长甲一三五");
    }

    [Fact]
    public async Task When_the_database_takes_back_the_transaction_those_before_run_again()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        var free = new TaskCompletionSource();
        var runs = 0;

        var first = Append(house, "一", async () =>
        {
            runs++;
            await free.Task;
        });
        var breaks = house.Units.Run<string>(
            Actor.System,
            async (services, token) =>
            {
                await services.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync("ROLLBACK", token);
                throw new InvalidOperationException("the disk is full");
            },
            Stop);
        var third = Append(house, "三");
        free.SetResult();

        await Should.ThrowAsync<InvalidOperationException>(() => breaks);
        (await Task.WhenAll(first, third)).ShouldAllBe(r => !r.IsRefused);
        runs.ShouldBe(2);
        (await Name(house)).ShouldBeOneOf("局长甲一三", "局长甲三一");
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_hold_up_those_before()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        var free = new TaskCompletionSource();
        using var leaves = new CancellationTokenSource();

        var first = Append(house, "一", async () => await free.Task);
        var left = Append(house, "去", cancellation: leaves.Token);
        await leaves.CancelAsync();
        free.SetResult();

        (await first).IsRefused.ShouldBeFalse();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        (await Name(house)).ShouldBe("局长甲一");
    }

    private static Task<Result<string>> Append(House house, string text, Func<Task>? within = null, bool refuse = false, CancellationToken? cancellation = null) =>
        house.Units.Run<string>(
            Actor.System,
            async (services, token) =>
            {
                var db = services.GetRequiredService<WorkflowsDb>();
                var person = await db.People.SingleAsync(p => p.Id == house.HeadA, token);
                person.Name += text;
                await services.GetRequiredService<AuditTrail>().Write(Subject.Person(person.Id), "person.renamed", cancellation: token);
                await db.SaveChangesAsync(token);
                if (within is not null) await within();
                return refuse ? new Refusal("test.refused") : person.Name;
            },
            cancellation ?? Stop);

    private static Task<string> Name(House house) =>
        house.Units.Read((services, stop) => services.GetRequiredService<WorkflowsDb>().People.Where(p => p.Id == house.HeadA).Select(p => p.Name).SingleAsync(stop), Stop);
}
