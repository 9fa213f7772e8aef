using Workflows.Approvals.Audit;

namespace Workflows.Activities.Tests;

public class GrantAwardTests
{
    [Fact]
    public async Task Every_listed_unit_gets_the_plaque_of_the_call_and_no_other()
    {
        await using var world = await World.Build(call => call.Plaque = "区域终身学习发展共同体项目实验点");
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Decided(world, (one, true), (two, false));

        await world.StartForCall(new GrantAward());

        (await world.Outcome()).ShouldBe("Done");
        (await world.Audit(Subject.Case(one))).Single(e => e.Action == "award.granted").After.ShouldBe("区域终身学习发展共同体项目实验点");
        (await world.Audit(Subject.Case(two))).ShouldNotContain(e => e.Action == "award.granted");
    }

    [Fact]
    public async Task A_call_without_a_plaque_confers_nothing()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await ListSteps.Decided(world, (id, true));

        await world.StartForCall(new GrantAward());

        (await world.Audit(Subject.Case(id))).ShouldNotContain(e => e.Action == "award.granted");
    }
}
