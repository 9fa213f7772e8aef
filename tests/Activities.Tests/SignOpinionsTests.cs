using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class SignOpinionsTests
{
    private static SignOpinions Sign() => new() { Block = new("projectGroupOpinion"), Party = new("projectGroup"), Role = new("projectGroupHead") };

    [Fact]
    public async Task Every_form_bears_opinion_and_signature_listed_or_not_and_no_seal_is_asked()
    {
        await using var world = await World.Build();
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Decided(world, (one, true), (two, false));
        await world.StartForCall(Sign());

        (await world.Decide("group.projectGroupHead", "Signed")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Signed");
        foreach (var (id, decision) in new[] { (one, OpinionDecision.Approve), (two, OpinionDecision.Reject) })
        {
            var item = await world.Load(id);
            item.LivingOpinion("projectGroupOpinion")!.Decision.ShouldBe(decision);
            item.LivingSignature("projectGroupOpinion").ShouldNotBeNull();
            item.LivingSeal("projectGroupOpinion").ShouldBeNull();
        }

        (await world.Load(two)).LivingOpinion("projectGroupOpinion")!.Text.ShouldEndWith("名额有限");
    }

    [Fact]
    public async Task Signed_again_after_the_same_decision_a_form_is_left_as_it_is()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await ListSteps.Decided(world, (id, true));
        await world.StartForCall(Sign());
        await world.Decide("group.projectGroupHead", "Signed");

        await world.StartForCall(Sign());
        (await world.Decide("group.projectGroupHead", "Signed")).ShouldBeNull();

        (await world.Load(id)).Signatures.Count.ShouldBe(1);
    }
}
