using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Activities.Tests;

public class RegisterCommunityTests
{
    [Fact]
    public async Task A_signed_and_sealed_agreement_makes_a_community_and_its_members_are_in_it()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);

        var community = await Agreements.Formed(world);

        community.Members.Count.ShouldBe(2);
        community.OfficeAtId.ShouldBe(world.Organisations["unit"]);
        community.Leader.ShouldBe("组长");
        (await world.Load(sites.First)).Status.ShouldBe(CaseStatus.InCommunity);
        (await world.Load(sites.Second)).Status.ShouldBe(CaseStatus.InCommunity);
    }

    [Fact]
    public async Task Without_every_signature_and_seal_there_is_none()
    {
        await using var world = await World.Build();
        await Agreements.Sites(world);
        var id = await Agreements.Proposed(world);

        await world.Start(Agreements.Register(), id);

        (await world.Outcome()).ShouldStartWith("Fault");
        (await Agreements.Community(world, id)).ShouldBeNull();
    }

    [Fact]
    public async Task When_it_is_closed_its_members_are_listed_again()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);
        var community = await Agreements.Formed(world);

        await world.Start(new RegisterCommunity { What = new("close"), Reason = new("周期届满") }, community.FormationCaseId);

        (await world.Outcome()).ShouldBe("Done");
        (await Agreements.Community(world, community.FormationCaseId))!.Status.ShouldBe(CommunityStatus.Closed);
        (await world.Load(sites.First)).Status.ShouldBe(CaseStatus.Listed);
    }
}
