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

    private static Task<CallStatus> Status(World world, long call) =>
        world.Read(async scope => (await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(call))!.Status);
}
