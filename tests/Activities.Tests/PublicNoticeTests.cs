using System.Globalization;
using Workflows.Approvals.Lists;

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

        long id = 0;
        await world.Do("unit.handler", "unit", async scope =>
        {
            var raised = await scope.GetRequiredService<RaiseObjection>().Run((await scope.GetRequiredService<ApprovalsDb>().CurrentList(world.National))!.Id, "单位名称有误", sealId: null);
            id = raised.Value.Id;
            return raised;
        });
        var data = new JsonObject { ["objectionId"] = id.ToString(CultureInfo.InvariantCulture) }.ToJsonString();

        (await world.Decide("group.handler", "Objection", data: data))!.Code.ShouldBe("opinion.reason-required");
        (await world.Decide("group.handler", "Objection", "属实"))!.Code.ShouldBe("objection.unknown");
        (await world.Decide("group.handler", "Objection", "属实", data)).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Objection");
    }
}
