using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class BuildSummaryTableTests
{
    [Theory]
    [InlineData(OpinionDecision.Approve, true)]
    [InlineData(OpinionDecision.Reject, false)]
    public async Task The_recommendations_take_what_the_collectors_opinion_says(OpinionDecision decision, bool isRecommended)
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Do("centre.head", "centre", scope => scope.GetRequiredService<WriteOpinion>().Run(id, "recommendation", decision, "综合考虑"));

        await world.Start(new BuildSummaryTable(), id);

        (await world.Outcome()).ShouldBe("Done");
        var entry = (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Recommendations.ToListAsync())).ShouldHaveSingleItem();
        entry.IsRecommended.ShouldBe(isRecommended);
        entry.CollectorId.ShouldBe(world.Organisations["centre"]);
    }

    [Fact]
    public async Task Without_an_opinion_it_is_an_incident()
    {
        await using var world = await World.Build();

        await world.Start(new BuildSummaryTable(), await world.Case());

        (await world.Outcome())!.ShouldStartWith("Fault:");
    }

    [Fact]
    public async Task The_completeness_table_names_what_is_here_and_what_is_on_its_way()
    {
        await using var world = await World.Build();
        var here = await world.ReceivedCase();
        var coming = await world.Case("unit2");
        await world.Do("unit2.handler", "unit2", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(coming, CaseStatus.Submitted));

        await world.StartForCall(new BuildSummaryTable { Template = new("completeness") });

        var entry = (await world.Audit(Subject.Call(world.National))).Single(e => e.Action == "table.completeness");
        entry.After.ShouldBe((await world.Load(here)).Number);
        entry.Comment.ShouldBe((await world.Load(coming)).Number);
    }
}
