using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class SealRegisterTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Seal_numbers_have_no_gap_under_eight_writers_of_whom_some_fail(DatabaseKind kind)
    {
        const int writers = 8, each = 5;
        await using var house = await House.Build(kind, cluster);
        var cases = new List<long>();
        for (var i = 0; i < writers * each; i++) cases.Add(await Signed(house));

        await Task.WhenAll(cases.Chunk(each).Select((mine, writer) => Task.Run(async () =>
        {
            foreach (var item in mine)
            {
                // Every writer also draws numbers that it gives back.
                await Should.ThrowAsync<InvalidOperationException>(() => Affix(house, item, fail: true));
                (await Affix(house, item)).Refusal.ShouldBeNull();
            }
        }, Stop)));

        var numbers = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().SealUses.Select(u => u.Number).OrderBy(n => n).ToListAsync(c), Stop);
        numbers.ShouldBe(Enumerable.Range(1, writers * each).Select(n => (long)n));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_block_is_sealed_once_and_a_void_seal_stays_in_the_register(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await Signed(house);
        (await Affix(house, item)).Value.Number.ShouldBe(1);
        (await Affix(house, item)).Refusal!.Code.ShouldBe("seal.already-there");

        (await house.As<int>(house.Applicant, s => s.GetRequiredService<VoidSealsAndOpinions>().Run(item, "内容已改", cancellation: Stop))).Value.ShouldBe(2);
        (await house.As<SignatureRecord>(house.Applicant, s => Sign(s, house, item))).Refusal.ShouldBeNull();
        (await Affix(house, item)).Value.Number.ShouldBe(2);

        var uses = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().SealUses.OrderBy(u => u.Number).ToListAsync(c), Stop);
        uses.Select(u => (u.Number, u.IsVoid)).ShouldBe([(1, true), (2, false)]);
        uses[0].VoidedWhy.ShouldBe("内容已改");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "UPDATE \"SealUses\" SET \"Number\" = 7")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM \"SealUses\"")]
    [InlineData(DatabaseKind.Postgres, "UPDATE \"SealUses\" SET \"Number\" = 7")]
    [InlineData(DatabaseKind.Postgres, "DELETE FROM \"SealUses\"")]
    public async Task The_database_itself_refuses_to_change_a_seal_entry(DatabaseKind kind, string statement)
    {
        await using var house = await House.Build(kind, cluster);
        (await Affix(house, await Signed(house))).Refusal.ShouldBeNull();
        await Should.ThrowAsync<DbException>(() => house.Units.Read(
            async (s, c) => await s.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement, c), Stop));
    }

    /// <summary>A case whose pledge is signed, so that the unit's seal may follow.</summary>
    private static async Task<long> Signed(House house)
    {
        var item = await house.Case();
        (await house.As<SignatureRecord>(house.Applicant, s => Sign(s, house, item.Id))).Refusal.ShouldBeNull();
        return item.Id;
    }

    private static Task<Result<SignatureRecord>> Sign(IServiceProvider services, House house, long item)
    {
        ForUnit(services, house);
        return services.GetRequiredService<SignBlock>().Run(item, "pledge", cancellation: Stop);
    }

    private static Task<Result<SealUse>> Affix(House house, long item, bool fail = false) => house.As<SealUse>(house.UnitCustodian, async services =>
    {
        ForUnit(services, house);
        var use = await services.GetRequiredService<AffixSeal>().Run(item, "unitOpinion", house.UnitSeal, after: "pledge", cancellation: Stop);
        if (fail) throw new InvalidOperationException("after the number was drawn");
        return use;
    });

    private static void ForUnit(IServiceProvider services, House house)
    {
        var current = services.GetRequiredService<CurrentActor>();
        current.Actor = current.Actor with { OrganisationId = house.UnitId };
    }
}
