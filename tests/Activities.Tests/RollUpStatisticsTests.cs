using System.Globalization;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Statistics;

namespace Workflows.Activities.Tests;

public class RollUpStatisticsTests
{
    [Fact]
    public async Task The_row_is_made_from_what_was_accepted_and_becomes_the_form()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Reported(world, id, "unit", """{ "secondaryVocationalCount": 10, "secondaryVocationalActive": 6, "countyFunding": 100000, "countyPopulation": 10000 }""");
        await Reported(world, id, "unit2", """{ "secondaryVocationalCount": 10, "secondaryVocationalActive": 6, "countyFunding": 300000, "countyPopulation": 90000 }""");
        await world.Start(new RollUpStatistics(), id);

        (await world.Decide("unit.handler", "Complete")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Complete");
        var row = (await world.Load(id)).Form(RollUp.FormKey)!.Content;
        row["perCapitaFunding"]!.ToString().ShouldStartWith("4");
        var kept = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().RollUpOf(id));
        kept!.Sources.Select(s => (s.UnitId, s.Revision)).ShouldBe([(world.Organisations["unit"], 1), (world.Organisations["unit2"], 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_part_above_its_whole_is_inconsistent_and_there_is_no_row()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Reported(world, id, "unit", """{ "secondaryVocationalCount": 10, "secondaryVocationalActive": 12 }""");
        await world.Start(new RollUpStatistics(), id);

        (await world.Decide("unit.handler", "Complete")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Inconsistent");
        (await world.Load(id)).Form(RollUp.FormKey).ShouldBeNull();
    }

    [Fact]
    public async Task Sending_back_needs_words()
    {
        await using var world = await World.Build();
        await world.Start(new RollUpStatistics(), await world.Case());

        (await world.Decide("unit.handler", "Inconsistent"))!.Code.ShouldBe("opinion.comment-required");
    }

    [Fact]
    public async Task The_package_of_a_province_that_has_no_row_yet_stays_without_it()
    {
        await using var world = await World.Build();

        await world.Start(new RollUpStatistics { Of = new("province") }, await world.Case());

        (await world.Outcome()).ShouldBe("Inconsistent");
    }

    /// <summary>A unit's accepted helper form under the statistics case.</summary>
    private static Task Reported(World world, long parent, string unit, string figures) => world.Do($"{unit}.handler", unit, async scope =>
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        var call = (await db.Calls.FindAsync(world.Provincial))!;
        var organisation = (await db.Organisations.FindAsync(world.Organisations[unit]))!;
        var (child, _) = await scope.GetRequiredService<OpenCase>().Run(call, organisation, new NewChildCase(
            $"{parent.ToString(CultureInfo.InvariantCulture)}/{unit}", "assigned-duty", $"instance-{unit}", "统计", world.Clock.GetUtcNow().AddDays(9), "county-statistics", parent));
        (await scope.GetRequiredService<SubmitForm>().Whole(scope.GetRequiredService<FormDefinitions>(), child.Id, "county-statistics", (JsonObject)JsonNode.Parse(figures)!)).Refusal.ShouldBeNull();
        return await scope.GetRequiredService<ChangeCaseStatus>().Run(child.Id, CaseStatus.Accepted);
    });
}
