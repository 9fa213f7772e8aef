using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class CloseCaseTests
{
    [Fact]
    public async Task The_case_ends_with_its_status_and_reason()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new CloseCase { Status = new("late"), Reason = new("截止前未提交") }, id);

        var item = await world.Load(id);
        item.Status.ShouldBe(CaseStatus.Late);
        item.Reason.ShouldBe("截止前未提交");
        (await world.Audit(Subject.Case(id))).ShouldContain(e => e.Action == "case.closed" && e.Outcome == "Late");
    }

    [Fact]
    public async Task A_recall_voids_the_marks_and_keeps_them()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Do("unit.head", "unit", scope => scope.GetRequiredService<SignBlock>().Run(id, "pledgeSignature"));

        await world.Start(new CloseCase { Status = new("recalled"), VoidSeals = new(true) }, id);

        (await world.Load(id)).Signatures.ShouldHaveSingleItem().IsVoid.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_reason_of_its_own_it_takes_the_reason_of_the_rejection()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Do("bureau.head", "bureau", scope => scope.GetRequiredService<WriteOpinion>().Run(id, "superiorOpinion", OpinionDecision.Reject, "条件不具备"));

        await world.Start(new CloseCase { Status = new("rejected") }, id);

        (await world.Load(id)).Reason.ShouldBe("条件不具备");
    }
}
