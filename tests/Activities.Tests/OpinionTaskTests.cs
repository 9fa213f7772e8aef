using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class OpinionTaskTests
{
    private static OpinionTask Superior() => new()
    {
        Block = new("superiorOpinion"), Party = new("competentSuperior"), Role = new("head"), Clause = new("附件"), Recallable = new(true),
        Checks = new((ICollection<string>)["教育主管部门同意"]),
    };

    [Fact]
    public async Task While_it_waits_the_case_is_in_review_at_the_block()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(Superior(), id);

        (await world.Load(id)).Status.ShouldBe(CaseStatus.InReview);
        (await world.Load(id)).StatusLevel.ShouldBe("superiorOpinion");
        var item = (await world.WorkItems()).ShouldHaveSingleItem();
        item.OrganisationId.ShouldBe(world.Organisations["bureau"]);
        item.Request["checks"]![0]!.ToString().ShouldBe("教育主管部门同意");
        item.DueAt.ShouldNotBeNull();
        item.OutcomeWhenDue.ShouldBeNull();
    }

    [Fact]
    public async Task Approval_writes_the_opinion_with_person_clause_and_hash()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Superior(), id);

        await world.Decide("bureau.head", "Approve", "同意推荐");

        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("同意推荐");
        var entry = (await world.Audit(Subject.Case(id))).Single(e => e.Action == "opinion.written");
        entry.PersonId.ShouldBe(world.People["bureau.head"]);
        entry.Clause.ShouldStartWith("附件");
        entry.DocumentHash.ShouldNotBeNullOrEmpty();
        entry.Activity.ShouldBe("it");
    }

    [Theory]
    [InlineData("Return", "opinion.comment-required")]
    [InlineData("Reject", "opinion.reason-required")]
    public async Task Return_and_reject_need_words(string outcome, string code)
    {
        await using var world = await World.Build();
        await world.Start(Superior(), await world.Case());

        (await world.Decide("bureau.head", outcome))!.Code.ShouldBe(code);
        (await world.Outcome()).ShouldBeNull();

        (await world.Decide("bureau.head", outcome, "材料不符")).ShouldBeNull();
        (await world.Outcome()).ShouldBe(outcome);
    }

    [Fact]
    public async Task A_return_is_remembered_so_that_the_chain_can_resume_there()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Superior(), id);

        await world.Decide("bureau.head", "Return", "请更正电话");

        (await world.Load(id)).ReturnedBy.ShouldBe("superiorOpinion");
        (await world.Load(id)).Status.ShouldBe(CaseStatus.Returned);
    }

    [Fact]
    public async Task Time_never_decides_it()
    {
        await using var world = await World.Build();
        await world.Start(Superior(), await world.Case());

        await world.Until("2023-12-31T00:00");

        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_person_who_filled_the_form_is_barred()
    {
        await using var world = await World.Build();
        await world.Start(Superior(), await world.Case());

        (await world.WorkItems()).Single().IsBarred(world.People["unit.handler"]).ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_chain_is_cancelled_the_work_item_leaves_the_inbox()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Superior(), id);

        await world.Cancel();

        (await world.WorkItems()).ShouldBeEmpty();
        (await world.Audit(Subject.Case(id))).ShouldContain(e => e.Action == "work-item.withdrawn");
    }
    [Fact]
    public async Task Where_it_may_not_be_rejected_there_is_approve_and_return_only()
    {
        await using var world = await World.Build();

        await world.Start(new OpinionTask { Party = new("competentSuperior"), Role = new("head"), Block = new("superiorOpinion"), Rejectable = new(false) }, await world.Case());

        (await world.WorkItems()).ShouldHaveSingleItem().Outcomes.Select(o => o.Name).ShouldBe(["Approve", "Return"]);
    }

    [Fact]
    public async Task An_organisation_without_the_named_seat_answers_through_the_one_that_stands_in()
    {
        await using var world = await World.Build();

        await world.Start(new OpinionTask { Party = new("competentSuperior"), Role = new("projectGroupHead"), Block = new("superiorOpinion") }, await world.Case());

        (await world.Decide("bureau.head", "Approve")).ShouldBeNull();
    }
}
