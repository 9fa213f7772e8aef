namespace Workflows.Activities.Tests;

public class PublicNoticeTests
{
    private static PublicNotice Notice() => new() { Party = new("projectGroup"), Role = new("handler") };

    [Fact]
    public async Task Without_days_it_goes_straight_on()
    {
        await using var world = await World.Build();

        await world.StartForCall(Notice());

        (await world.Outcome()).ShouldBe("NoObjection");
    }

    [Fact]
    public async Task After_the_working_days_without_an_objection_it_goes_on_by_itself()
    {
        await using var world = await World.Build(call => call.PublicNoticeDays = 3);
        await ListSteps.Decided(world, (await world.ReceivedCase(), true));
        await world.StartForCall(Notice());

        await world.Until("2023-05-30T23:59");
        (await world.Outcome()).ShouldBeNull();

        await world.Until("2023-05-31T00:01");
        (await world.Outcome()).ShouldBe("NoObjection");
    }

    [Fact]
    public async Task An_objection_needs_words()
    {
        await using var world = await World.Build(call => call.PublicNoticeDays = 3);
        await ListSteps.Decided(world, (await world.ReceivedCase(), true));
        await world.StartForCall(Notice());

        (await world.Decide("group.handler", "Objection"))!.Code.ShouldBe("opinion.reason-required");
        await world.Decide("group.handler", "Objection", "单位名称有误");

        (await world.Outcome()).ShouldBe("Objection");
    }
}
