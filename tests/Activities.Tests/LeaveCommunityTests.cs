using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class LeaveCommunityTests
{
    [Fact]
    public async Task Who_leaves_the_project_leaves_its_community_too()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);
        await Agreements.Formed(world);

        await world.Start(new LeaveCommunity(), await Exit(world, "unit2", "project"));

        (await world.Outcome()).ShouldBe("BelowMinimum");
        (await world.Load(sites.Second)).Status.ShouldBe(CaseStatus.Exited);
        (await world.Load(sites.First)).Status.ShouldBe(CaseStatus.InCommunity);
    }

    [Fact]
    public async Task Who_leaves_the_community_alone_stays_a_pilot_site()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);
        await Agreements.Formed(world);

        await world.Start(new LeaveCommunity(), await Exit(world, "unit2", "community"));

        (await world.Load(sites.Second)).Status.ShouldBe(CaseStatus.Listed);
    }

    [Fact]
    public async Task When_the_leader_unit_leaves_it_says_so()
    {
        await using var world = await World.Build();
        await Agreements.Sites(world);
        await Agreements.Formed(world);

        await world.Start(new LeaveCommunity(), await Exit(world, "unit", "project"));

        (await world.Outcome()).ShouldBe("LeaderLeft");
    }

    [Fact]
    public async Task A_unit_in_no_community_leaves_the_project_alone()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);

        await world.Start(new LeaveCommunity(), await Exit(world, "unit", "project"));

        (await world.Outcome()).ShouldBe("Done");
        (await world.Load(sites.First)).Status.ShouldBe(CaseStatus.Exited);
    }

    private static async Task<long> Exit(World world, string unit, string scope)
    {
        var id = await world.Case(unit);
        var content = new JsonObject { ["scope"] = scope, ["reason"] = "机构调整" };
        await world.Do($"{unit}.handler", unit, services => services.GetRequiredService<SubmitForm>().Run(id, "withdrawal", content, content));
        return id;
    }
}
