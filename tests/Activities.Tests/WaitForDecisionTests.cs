namespace Workflows.Activities.Tests;

public class WaitForDecisionTests
{
    [Fact]
    public async Task It_waits_without_asking_anybody_until_the_call_wakes_it()
    {
        await using var world = await World.Build();
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await world.Start(new WaitForDecision(), one);
        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).ShouldBeEmpty();
        var waiting = world.Chain;
        await ListSteps.Decided(world, (one, true), (two, false));
        await ListSteps.Filed(world);
        await ListSteps.Published(world);

        await world.StartForCall(new ReleaseCases());
        await world.WorkOff();

        world.Chain = waiting;
        (await world.Outcome()).ShouldBe("Listed");
    }

    [Fact]
    public async Task A_case_that_comes_after_the_publication_does_not_wait()
    {
        await using var world = await World.Build();
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Decided(world, (one, true));
        await ListSteps.Filed(world);
        await ListSteps.Published(world);

        await world.Start(new WaitForDecision(), two);

        (await world.Outcome()).ShouldBe("NotListed");
    }
}
