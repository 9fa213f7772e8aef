namespace Workflows.Activities.Tests;

public class RecordAttendanceTests
{
    [Fact]
    public async Task The_organiser_enters_every_unit_after_the_start()
    {
        await using var world = await World.Build();
        var id = await Gatherings.Called(world, "2023-05-27T09:00:00+08:00");
        await world.Start(new RecordAttendance(), id);

        (await world.Decide("unit.handler", "Recorded", data: Gatherings.Sheet(world, "present", "absent")))!.Code.ShouldBe("attendance.too-early");
        await world.Until("2023-05-27T12:00");
        (await world.Decide("unit.handler", "Recorded", data: Gatherings.Sheet(world, "present", null)))!.Code.ShouldBe("attendance.missing");
        (await world.Decide("unit.handler", "Recorded", data: Gatherings.Sheet(world, "present", "excused")))!.Code.ShouldBe("attendance.no-leave");
        (await world.Decide("unit.handler", "Recorded", data: Gatherings.Sheet(world, "present", "absent"))).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Recorded");
    }
}
