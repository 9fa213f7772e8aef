using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class ApplySealTests
{
    private static ApplySeal UnitSeal() => new() { Block = new("unitOpinion"), Role = new("sealCustodian"), Recallable = new(true) };

    [Fact]
    public async Task After_the_opinion_the_custodian_seals()
    {
        await using var world = await World.Build();
        var id = await WithOpinion(world);
        await world.Start(UnitSeal(), id);

        (await world.Decide("unit.sealCustodian", "Sealed", data: $$"""{ "sealId": "{{world.Seals["unit"]}}" }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Sealed");
        (await world.Load(id)).LivingSeal("unitOpinion")!.ApproverId.ShouldBe(world.People["unit.head"]);
    }

    [Fact]
    public async Task A_seal_before_the_opinion_is_refused_and_nothing_is_committed()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(UnitSeal(), id);

        (await world.Decide("unit.sealCustodian", "Sealed", data: $$"""{ "sealId": "{{world.Seals["unit"]}}" }"""))!.Code.ShouldBe("seal.before-opinion");

        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).Count.ShouldBe(1);
        (await world.Load(id)).Seals.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_seal_of_another_organisation_is_refused()
    {
        await using var world = await World.Build();
        await world.Start(UnitSeal(), await WithOpinion(world));

        (await world.Decide("unit.sealCustodian", "Sealed", data: $$"""{ "sealId": "{{world.Seals["bureau"]}}" }"""))!.Code.ShouldBe("seal.not-custodian");
    }

    [Fact]
    public async Task Refusing_needs_a_reason_and_names_the_block_whose_opinion_is_written_again()
    {
        await using var world = await World.Build();
        await world.Start(UnitSeal(), await WithOpinion(world));

        (await world.Decide("unit.sealCustodian", "Refused"))!.Code.ShouldBe("seal.reason-required");
        (await world.Decide("unit.sealCustodian", "Refused", "意见未写全")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Refused");
        (await world.Output("ResumeAt")).ShouldBe("unitOpinion");
    }

    [Fact]
    public async Task The_applicant_may_take_the_case_back_meanwhile()
    {
        await using var world = await World.Build();
        await world.Start(UnitSeal(), await WithOpinion(world));

        (await world.Recall("unit.handler")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Recalled");
    }

    private static async Task<long> WithOpinion(World world)
    {
        var id = await world.Case();
        await world.Do("unit.head", "unit", scope => scope.GetRequiredService<WriteOpinion>().Run(id, "unitOpinion", OpinionDecision.Approve, "同意申报"));
        return id;
    }
}
