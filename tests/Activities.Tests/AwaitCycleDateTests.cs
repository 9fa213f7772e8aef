namespace Workflows.Activities.Tests;

public class AwaitCycleDateTests
{
    private static AwaitCycleDate Calendar() => new() { Party = new("projectGroup"), Role = new("workGroupOfficer") };

    private static Task<World> Yearly() => World.Build(call => call.Parameters = (JsonObject)JsonNode.Parse("""{ "cycle": { "years": 1, "yearlyDue": "01-31" } }""")!);

    [Fact]
    public async Task It_sleeps_until_the_next_date_and_says_which_it_is()
    {
        await using var world = await Yearly();
        var id = await world.Case();
        await world.Start(Calendar(), id);

        await world.Until("2023-12-31T23:00");
        (await world.Outcome()).ShouldBeNull();
        await world.Until("2024-01-01T00:01");

        (await world.Outcome()).ShouldBe("YearEnd");
        (await world.Output("Period")).ShouldBe("2023");
        (await world.Output("Due")).ShouldBe("2024-01-31");
        (await world.Output("CycleEnd")).ShouldBe("2024-05-24");
    }

    [Fact]
    public async Task Each_date_comes_once_and_the_last_is_the_end()
    {
        await using var world = await Yearly();
        var id = await world.Case();
        await world.Start(Calendar(), id);
        await world.Until("2024-06-01T00:01");

        await world.Start(Calendar(), id);
        (await world.Outcome()).ShouldBe("CycleEnd");
        await world.Start(Calendar(), id);

        (await world.Outcome()).ShouldBe("Ended");
    }

    [Fact]
    public async Task Meanwhile_a_fee_notice_can_be_sent_and_an_early_end_needs_a_reason()
    {
        await using var world = await Yearly();
        var id = await world.Case();
        await world.Start(Calendar(), id);
        (await world.Decide("group.workGroupOfficer", "Ended"))!.Code.ShouldBe("opinion.reason-required");

        await world.Decide("group.workGroupOfficer", "FeeNotice");

        (await world.Outcome()).ShouldBe("FeeNotice");
    }
}
