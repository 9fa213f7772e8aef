using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Rankings;

namespace Workflows.Activities.Tests;

public class RankCasesTests
{
    private static RankCases Rank() => new() { Party = new("applicant"), Role = new("head") };

    [Fact]
    public async Task An_order_within_the_quota_leaves_by_its_own_port()
    {
        await using var world = await World.Build();
        var (package, one, two) = await Shortlisted(world, quota: 2);
        await world.Start(Rank(), package);

        (await world.Decide("unit.head", "Ranked", data: Ranks((one, 1), (two, 3))))!.Code.ShouldBe("ranking.gap");
        (await world.Decide("unit.head", "Ranked", data: """{ "ranks": { "x": 1 } }"""))!.Code.ShouldBe("ranking.place");
        (await world.Decide("unit.head", "Ranked", data: Ranks((one, 2), (two, 1)))).ShouldBeNull();

        (await world.Outcome()).ShouldBe("WithinQuota");
        var board = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().RankingOf(world.Provincial));
        board!.Order("pilotSite").Select(e => e.CaseId).ShouldBe([two, one]);
    }

    [Fact]
    public async Task Over_the_quota_needs_a_reason_and_leaves_by_the_other_port()
    {
        await using var world = await World.Build();
        var (package, one, two) = await Shortlisted(world, quota: 1);
        await world.Start(Rank(), package);

        (await world.Decide("unit.head", "Ranked", data: Ranks((one, 1), (two, 2))))!.Code.ShouldBe("ranking.over-quota");
        (await world.Decide("unit.head", "Ranked", data: $$"""{ "ranks": { "{{one}}": 1, "{{two}}": 2 }, "overQuota": "均有示范意义" }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("OverQuota");
        var entry = (await world.Audit(Subject.Call(world.Provincial))).Single(e => e.Action == "ranking.decided");
        (entry.Outcome, entry.Comment).ShouldBe(("OverQuota", "均有示范意义"));
    }

    [Fact]
    public async Task A_case_that_leaves_the_shortlist_leaves_the_order()
    {
        await using var world = await World.Build();
        var (package, one, two) = await Shortlisted(world, quota: 2);
        await world.Start(Rank(), package);
        await world.Do("unit.head", "unit", async scope => await scope.GetRequiredService<MoveInRanking>().Run((await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(world.Provincial))!, one, 1, "首推"));
        await world.Do("unit.head", "unit", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(one, CaseStatus.Returned));

        (await world.Decide("unit.head", "Ranked"))!.Code.ShouldBe("ranking.empty");
        (await world.Decide("unit.head", "Ranked", data: Ranks((two, 1)))).ShouldBeNull();

        (await world.Outcome()).ShouldBe("WithinQuota");
    }

    [Fact]
    public async Task A_case_that_waits_goes_on_when_the_order_is_final()
    {
        await using var world = await World.Build();
        var (_, one, _) = await Shortlisted(world, quota: 1);
        await world.Start(new WaitForDecision { Of = new("ranking") }, one);
        (await world.Outcome()).ShouldBeNull();

        await world.Do("unit.head", "unit", async scope =>
        {
            var call = (await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(world.Provincial))!;
            (await scope.GetRequiredService<DecideRanking>().Run(call, new Dictionary<long, int> { [one] = 1 }, null)).Refusal.ShouldBeNull();
            return await scope.GetRequiredService<FinishRanking>().Run(call);
        });
        await world.Start(new WaitForDecision { Of = new("ranking") }, one);

        (await world.Outcome()).ShouldBe("Listed");
    }

    internal static async Task<(long Package, long One, long Two)> Shortlisted(World world, int quota)
    {
        await world.Do("unit.head", "unit", async scope =>
        {
            var call = (await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(world.Provincial))!;
            (call.Quota, call.IsOrdered) = (new Quota("province", quota, QuotaStrength.Soft), true);
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "test.furnished");
            return Result<Call>.Of(call);
        });
        var (package, one, two) = (await world.Case(), await world.Case("unit2"), await world.Case("unit2"));
        foreach (var id in new[] { one, two })
            await world.Do("unit2.handler", "unit2", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(id, CaseStatus.Shortlisted));
        return (package, one, two);
    }

    private static string Ranks(params (long Case, int Rank)[] ranks) =>
        $$"""{ "ranks": { {{string.Join(", ", ranks.Select(r => $"\"{r.Case}\": {r.Rank}"))}} } }""";
}
