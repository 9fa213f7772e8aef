using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class WorkItemRaceTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_who_decide_the_same_work_item_exactly_one_wins(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        for (var race = 0; race < 200; race++)
        {
            var work = await house.Opinion(item.Id);
            var results = await Task.WhenAll(
                Task.Run(() => Decide(house, house.HeadA, work.Id, new Decision("Approve"))),
                Task.Run(() => Decide(house, house.HeadB, work.Id, new Decision("Reject", "材料不全"))));
            results.Count(r => !r.IsRefused).ShouldBe(1);
            results.Single(r => r.IsRefused).Refusal!.Code.ShouldBe("work-item.not-open");
        }

        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        (await db.FinishedWorkItems.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(200);
        (await db.WorkItems.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        (await db.Inbox.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static Task<Result<FinishedWorkItem>> Decide(House house, long person, long workItem, Decision decision) =>
        house.As(person, services => services.GetRequiredService<CloseWorkItem>().Decided(workItem, decision));
}
