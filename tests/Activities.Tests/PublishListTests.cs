using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;

namespace Workflows.Activities.Tests;

public class PublishListTests
{
    private static PublishList Publish() => new() { Party = new("publisher"), Role = new("caeaPublisher") };

    [Fact]
    public async Task A_list_that_is_decided_and_not_filed_is_blocked()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await ListSteps.Decided(world, (id, true));

        await world.StartForCall(Publish());

        (await world.Outcome()).ShouldBe("Blocked");
        (await world.Load(id)).Status.ShouldBe(CaseStatus.Decided);
    }

    [Fact]
    public async Task Only_with_the_publication_do_cases_become_listed()
    {
        await using var world = await World.Build();
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Decided(world, (one, true), (two, false));
        await ListSteps.Filed(world);
        await world.StartForCall(Publish());
        (await world.Load(one)).Status.ShouldBe(CaseStatus.Filed);

        (await world.Decide("caea.caeaPublisher", "Published", data: """{ "channels": ["协会官网"] }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Published");
        (await world.List())!.Status.ShouldBe(ListStatus.Published);
        (await world.Load(one)).Status.ShouldBe(CaseStatus.Listed);
        (await world.Load(two)).Status.ShouldBe(CaseStatus.NotListed);
    }

    [Fact]
    public async Task It_needs_a_channel()
    {
        await using var world = await World.Build();
        await ListSteps.Decided(world, (await world.ReceivedCase(), true));
        await ListSteps.Filed(world);
        await world.StartForCall(Publish());

        (await world.Decide("caea.caeaPublisher", "Published", data: """{ "channels": [] }"""))!.Code.ShouldBe("list.channel-required");
    }
}
