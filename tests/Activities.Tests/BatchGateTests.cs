using Workflows.Approvals.Calls;

namespace Workflows.Activities.Tests;

public class BatchGateTests
{
    private static BatchGate Gate() => new() { Party = new("projectGroup"), Role = new("workGroupOfficer") };

    [Fact]
    public async Task It_closes_by_the_clock_and_the_call_with_its_child_calls_is_closed()
    {
        await using var world = await World.Build();
        await world.StartForCall(Gate());

        await world.Until("2023-05-31T23:59");
        (await world.Outcome()).ShouldBeNull();

        await world.Until("2023-06-01T00:01");
        (await world.Outcome()).ShouldBe("Closed");
        (await Status(world, world.National)).ShouldBe(CallStatus.Closed);
        (await Status(world, world.Provincial)).ShouldBe(CallStatus.Closed);
    }

    [Fact]
    public async Task The_officer_may_close_it_earlier()
    {
        await using var world = await World.Build();
        await world.StartForCall(Gate());

        (await world.Decide("group.workGroupOfficer", "Closed", "已收齐")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Closed");
        (await Status(world, world.National)).ShouldBe(CallStatus.Closed);
    }

    [Fact]
    public async Task On_the_days_of_its_rhythm_it_lets_the_chain_out_and_the_call_stays_open()
    {
        await using var world = await World.Build(call => call.Parameters = new JsonObject { ["digestOn"] = new JsonArray("05-26", "2023-05-28", "06-30") });
        BatchGate Rhythmic() => new() { Party = new("projectGroup"), Role = new("workGroupOfficer"), Rhythm = new("digestOn") };
        await world.StartForCall(Rhythmic());

        await world.Until("2023-05-26T23:59");
        (await world.Outcome()).ShouldBeNull();
        await world.Until("2023-05-27T00:01");
        (await world.Outcome()).ShouldBe("Interim");
        (await Status(world, world.National)).ShouldBe(CallStatus.Open);

        await world.StartForCall(Rhythmic());
        await world.Until("2023-05-29T00:01");
        (await world.Outcome()).ShouldBe("Interim");

        // The last day of the rhythm lies behind the closing: it counts no more.
        await world.StartForCall(Rhythmic());
        await world.Until("2023-05-31T23:59");
        (await world.Outcome()).ShouldBeNull();
        await world.Until("2023-06-01T00:01");
        (await world.Outcome()).ShouldBe("Closed");
    }

    private static Task<CallStatus> Status(World world, long call) =>
        world.Read(async scope => (await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(call))!.Status);
}
