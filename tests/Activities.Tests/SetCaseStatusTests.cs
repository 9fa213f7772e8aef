using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class SetCaseStatusTests
{
    [Fact]
    public async Task In_the_chain_of_a_case_it_sets_the_case()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new SetCaseStatus { Status = new("recommended") }, id);

        (await world.Outcome()).ShouldBe("Done");
        (await world.Load(id)).Status.ShouldBe(CaseStatus.Recommended);
    }

    [Fact]
    public async Task In_the_chain_of_a_call_it_sets_every_received_case_and_no_other()
    {
        await using var world = await World.Build();
        var received = await world.ReceivedCase();
        var draft = await world.Case("unit2");

        await world.StartForCall(new SetCaseStatus { Status = new("inAssessment") });

        (await world.Load(received)).Status.ShouldBe(CaseStatus.InAssessment);
        (await world.Load(draft)).Status.ShouldNotBe(CaseStatus.InAssessment);
    }
}
