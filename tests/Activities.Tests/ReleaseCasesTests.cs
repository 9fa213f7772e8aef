using Workflows.Approvals.Audit;

namespace Workflows.Activities.Tests;

public class ReleaseCasesTests
{
    [Fact]
    public async Task It_queues_one_stimulus_per_case_and_says_so()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await ListSteps.Decided(world, (id, true));
        await ListSteps.Filed(world);
        await ListSteps.Published(world);

        await world.StartForCall(new ReleaseCases());

        (await world.Outcome()).ShouldBe("Done");
        (await world.WorkOff()).ShouldBe(1);
        (await world.Audit(Subject.Call(world.National))).Single(e => e.Action == "cases.released").Outcome.ShouldBe("1");
    }

    [Fact]
    public async Task Without_a_list_it_is_an_incident()
    {
        await using var world = await World.Build();

        await world.StartForCall(new ReleaseCases());

        (await world.Outcome())!.ShouldStartWith("Fault:");
    }
}
