using Workflows.Approvals.Audit;

namespace Workflows.Activities.Tests;

public class ResolvePartyTests
{
    [Fact]
    public async Task The_competent_superior_is_found_and_named_in_the_audit_trail()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new ResolveParty(), id);

        (await world.Outcome()).ShouldBe("Found");
        (await world.Audit(Subject.Case(id))).Single(e => e.Action == "party.resolved").After.ShouldBe("辽阳县教育局");
    }

    [Fact]
    public async Task A_party_that_nobody_is_is_not_found()
    {
        await using var world = await World.Build(call => call.FileWithId = null);

        await world.Start(new ResolveParty { Party = new("filingBody") }, await world.Case());

        (await world.Outcome()).ShouldBe("NotFound");
    }

    [Fact]
    public async Task A_level_that_does_not_apply_here_is_skipped_and_its_block_says_why()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new ResolveParty { Party = new("city"), Block = new("superiorOpinion") }, id);

        (await world.Outcome()).ShouldBe("NotFound");

        await world.Municipality();
        await world.Start(new ResolveParty { Party = new("city"), Block = new("superiorOpinion") }, id);

        (await world.Outcome()).ShouldBe("Skipped");
        var opinion = (await world.Load(id)).LivingOpinion("superiorOpinion")!;
        opinion.Decision.ShouldBe(Approvals.Cases.OpinionDecision.NotApplicable);
        opinion.Text.ShouldBe("本地不设该级");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_education_authority_of_a_level_is_found()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new ResolveParty { Party = new("county") }, id);

        (await world.Outcome()).ShouldBe("Found");
        (await world.Audit(Subject.Case(id))).Single(e => e.Action == "party.resolved").After.ShouldBe("辽阳县教育局");
    }
}
