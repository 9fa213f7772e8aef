using System.Globalization;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

/// <summary>Activities of the project to which two units are invited.</summary>
internal static class Gatherings
{
    /// <summary>The first unit came, the second as said; then the absences are judged.</summary>
    public static async Task Held(World world, string startsAt, string status)
    {
        var id = await Called(world, startsAt);
        await world.Start(new RecordAttendance(), id);
        await world.Until("2023-05-28T12:00");
        (await world.Decide("unit.handler", "Recorded", data: Sheet(world, "present", status))).ShouldBeNull();
        await world.Start(new EvaluateAbsence(), id);
    }

    public static string Sheet(World world, string first, string? second)
    {
        var lines = new JsonObject { [world.Organisations["unit"].ToString(CultureInfo.InvariantCulture)] = first };
        if (second is not null) lines[world.Organisations["unit2"].ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["status"] = second, ["participants"] = new JsonArray("张") };
        return new JsonObject { ["attendance"] = lines }.ToJsonString();
    }

    public static async Task<long> Called(World world, string startsAt)
    {
        var id = await world.Case();
        var content = new JsonObject
        {
            ["scope"] = "project", ["kind"] = "seminar", ["title"] = "研讨会", ["startsAt"] = startsAt, ["place"] = "线上", ["countsForExit"] = true,
            ["roster"] = new JsonArray([.. new[] { "unit", "unit2" }.Select(u => new JsonObject { ["unit"] = world.Organisations[u].ToString(CultureInfo.InvariantCulture) })]),
        };
        await world.Do("unit.handler", "unit", scope => scope.GetRequiredService<SubmitForm>().Run(id, "activity", content, content));
        return id;
    }
}
