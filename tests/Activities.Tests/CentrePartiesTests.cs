using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

/// <summary>The guidance centres above a unit, and who decides on one case (domain §3.17).</summary>
public class CentrePartiesTests
{
    private const long County = 1, City = 2, Abolished = 3;

    [Fact]
    public async Task The_centres_above_are_found_by_the_area_of_the_unit_and_only_those_that_still_exist()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Centres(world, (Abolished, AdminLevel.County, "211021", OrganisationStatus.Abolished), (City, AdminLevel.City, "2110", OrganisationStatus.Active));

        (await Found(world, id, "cityCentre")).ShouldBe((City, null));
        (await Found(world, id, "provincialCentre")).ShouldBe((world.Organisations["centre"], null));
        (await Found(world, id, "countyCentre")).ShouldBe((null, SkipReason.NoCentre));

        await Centres(world, (County, AdminLevel.County, "211021", OrganisationStatus.Active));
        (await Found(world, id, "countyCentre")).ShouldBe((County, null));
    }

    [Fact]
    public async Task The_provinces_centre_is_missing_rather_than_skipped()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Change(async db => (await db.Organisations.FindAsync(world.Organisations["centre"]))!.Status = OrganisationStatus.Abolished);

        (await Found(world, id, "cityCentre")).ShouldBe((null, SkipReason.NoCentre));
        (await Found(world, id, "provincialCentre")).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_level_that_the_call_does_not_ask_is_skipped_but_the_provinces_never()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Centres(world, (County, AdminLevel.County, "211021", OrganisationStatus.Active), (City, AdminLevel.City, "2110", OrganisationStatus.Active));
        await Of(world, """{ "reviewLevels": ["city"] }""");

        (await Found(world, id, "countyCentre")).ShouldBe((null, SkipReason.NotAsked));
        (await Found(world, id, "cityCentre")).ShouldBe((City, null));
        (await Found(world, id, "provincialCentre")).ShouldBe((world.Organisations["centre"], null));
    }

    [Fact]
    public async Task Who_decides_on_one_case_is_said_by_the_call_and_a_batch_has_nobody()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Centres(world, (City, AdminLevel.City, "2110", OrganisationStatus.Active));

        (await Found(world, id, CentreParties.CaseDecider)).ShouldBe((null, SkipReason.DecidedAsBatch));
        await Of(world, """{ "caseDecider": "cityCentre", "reviewLevels": [] }""");
        (await Found(world, id, CentreParties.CaseDecider)).ShouldBe((City, null));
        await Of(world, """{ "caseDecider": "competentSuperior" }""");
        (await Found(world, id, CentreParties.CaseDecider)).ShouldBe((world.Organisations["bureau"], null));
        await Of(world, """{ "caseDecider": "caseDecider" }""");
        (await Found(world, id, CentreParties.CaseDecider)).ShouldBe((null, null));
    }

    [Fact]
    public async Task The_guidance_parent_is_the_one_that_is_entered()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        (await Found(world, id, CentreParties.GuidanceParent)).ShouldBe((null, SkipReason.NoCentreAbove));

        await Centres(world, (City, AdminLevel.City, "2110", OrganisationStatus.Active));
        await world.Change(async db => (await db.Organisations.FindAsync(world.Organisations["unit"]))!.GuidanceParentId = City);

        (await Found(world, id, CentreParties.GuidanceParent)).ShouldBe((City, null));
    }

    [Fact]
    public async Task A_centre_does_not_review_its_own_case_and_a_unit_above_a_level_skips_it()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Change(async db =>
        {
            var unit = (await db.Organisations.FindAsync(world.Organisations["unit"]))!;
            (unit.Kind, unit.Level, unit.AreaCode) = (OrgKind.GuidanceCentre, AdminLevel.City, "2110");
        });

        (await Found(world, id, "cityCentre")).ShouldBe((null, SkipReason.ApplicantItself));
        (await Found(world, id, "countyCentre")).ShouldBe((null, SkipReason.GovernedAbove));
    }

    private static Task<(long? Centre, SkipReason? Why)> Found(World world, long caseId, string party) => world.Read(async scope =>
    {
        var item = (await scope.GetRequiredService<ApprovalsDb>().Cases.FindAsync(caseId))!;
        var step = await scope.GetRequiredService<CentreParties>().Resolve(item, party);
        return (step.Authority?.Id, step.Skipped);
    });

    private static Task Centres(World world, params (long Id, AdminLevel Level, string Area, OrganisationStatus Status)[] centres) => world.Change(db =>
    {
        foreach (var (id, level, area, status) in centres)
            db.Organisations.Add(new Organisation { Id = id, FullName = $"中心{id}", ShortName = $"中心{id}", Kind = OrgKind.GuidanceCentre, Level = level, GovernedBy = level, AreaCode = area, Status = status });
        return Task.CompletedTask;
    });

    /// <summary>What the provincial call says.</summary>
    private static Task Of(World world, string parameters) => world.Change(async db => (await db.Calls.FindAsync(world.Provincial))!.Parameters = (JsonObject)JsonNode.Parse(parameters)!);
}
