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

    [Fact]
    public async Task The_completeness_table_counts_what_is_here_and_nothing_where_nothing_came()
    {
        await using var world = await World.Build();
        await world.Case("unit2");
        await world.StartForCall(new BuildSummaryTable { Template = new("completeness") });
        (await world.Output("Count")).ShouldBe("0");

        await world.ReceivedCase();
        await world.StartForCall(new BuildSummaryTable { Template = new("completeness") });
        (await world.Output("Count")).ShouldBe("1");
    }

    [Fact]
    public async Task The_digest_of_duties_counts_each_state_and_is_put_before_its_readers()
    {
        await using var world = await World.Build();
        await world.AddChain("child", new DecisionTask { Party = new("applicant") });
        foreach (var owner in new[] { "filingBody", "projectGroup" })
            await world.StartForCall(new StartCases { Recipients = new(owner), Duty = new("workPoint"), Receiver = new(owner == "projectGroup" ? "filingBody" : "projectGroup"), Due = new("2023-12-31"), FormKey = new("task-result"), Chain = new("child") });
        var done = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Duties.Where(d => d.OwnerId == world.Organisations["caea"]).Select(d => d.CaseId).SingleAsync());
        await world.Do("caea.caeaRegistrar", "caea", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(done, CaseStatus.Accepted));

        await world.StartForCall(new BuildSummaryTable { Template = new("duties"), Party = new("projectGroup") });

        (await world.Outcome()).ShouldBe("Done");
        (await world.Audit(Subject.Call(world.National))).Single(e => e.Action == "table.duties").After.ShouldBe("截至 2023年5月25日：共 2 项，已完成 1，已提交 0，办理中 1，逾期 0");
        var copy = (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().CopyItems.ToListAsync())).ShouldHaveSingleItem();
        (copy.RecipientId, copy.Kind).ShouldBe((world.Organisations["group"], CopyKind.To));
        copy.Title.ShouldContain("共 2 项");
    }
}
