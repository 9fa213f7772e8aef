using System.Globalization;

namespace Workflows.Activities.Tests;

public class EvaluateAbsenceTests
{
    [Fact]
    public async Task A_first_absence_warns_and_the_second_in_a_row_triggers_the_exit()
    {
        await using var world = await World.Build();
        await Gatherings.Held(world, "2023-05-26T09:00:00+08:00", "absent");
        (await world.Outcome()).ShouldBe("Warned");

        await Gatherings.Held(world, "2023-05-28T09:00:00+08:00", "absent");

        (await world.Outcome()).ShouldBe("ExitTriggered");
        (await world.Output("Exiting")).ShouldBe(world.Organisations["unit2"].ToString(CultureInfo.InvariantCulture));
        (await world.Output("Scope")).ShouldBe("project");
    }

    [Fact]
    public async Task Presence_between_two_absences_starts_the_count_anew()
    {
        await using var world = await World.Build();
        await Gatherings.Held(world, "2023-05-25T09:00:00+08:00", "absent");
        await Gatherings.Held(world, "2023-05-26T09:00:00+08:00", "present");
        (await world.Outcome()).ShouldBe("Clear");

        await Gatherings.Held(world, "2023-05-28T09:00:00+08:00", "absent");

        (await world.Outcome()).ShouldBe("Warned");
    }
}
