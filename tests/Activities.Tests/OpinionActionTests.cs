using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities.Tests;

/// <summary>An opinion that several give together, and what its holder does with it beside deciding it; with the real engine.</summary>
public class OpinionActionTests
{
    private static OpinionTask Together(string mode, string refusal = "ends", int threshold = 50, string[]? signers = null) => new()
    {
        Block = new("superiorOpinion"), Party = new("projectGroup"), Signers = new((ICollection<string>)(signers ?? ["workGroupOfficer", "projectGroupHead", "handler"])),
        Mode = new(mode), OnRefusal = new(refusal), Threshold = new(threshold),
    };

    [Fact]
    public async Task All_sign_and_the_block_prints_what_each_said()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Together("all"), id);
        (await world.WorkItems()).Count.ShouldBe(3);

        (await world.Decide("group.handler", "Approve", "情况属实。")).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.Decide("group.projectGroupHead", "Approve")).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        (await world.Decide("group.workGroupOfficer", "Approve", "同意上报")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("group.handler：情况属实；group.projectGroupHead：同意；group.workGroupOfficer：同意上报");
    }

    [Fact]
    public async Task One_of_them_is_enough_and_the_others_are_no_longer_asked()
    {
        await using var world = await World.Build();
        await world.Start(Together("any"), await world.Case());

        (await world.Decide("group.handler", "Approve")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Approve");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_order_the_next_is_asked_when_the_one_before_has_signed()
    {
        await using var world = await World.Build();
        await world.Start(Together("inOrder"), await world.Case());
        foreach (var person in new[] { "group.workGroupOfficer", "group.projectGroupHead", "group.handler" })
        {
            (await world.WorkItems()).ShouldHaveSingleItem();
            (await world.Decide(person, "Approve")).ShouldBeNull(person);
        }

        (await world.Outcome()).ShouldBe("Approve");
    }

    [Fact]
    public async Task A_vote_goes_by_weight_and_a_refusal_may_only_count()
    {
        await using var world = await World.Build();
        await world.Start(Together("vote", "counts", 60, ["workGroupOfficer=1", "projectGroupHead=3", "handler=1"]), await world.Case());

        (await world.Decide("group.handler", "Reject", "条件不够")).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        (await world.Decide("group.projectGroupHead", "Approve")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Approve");
    }

    [Fact]
    public async Task Passed_on_the_step_is_decided_when_the_other_has_signed_and_without_the_other_as_it_stood()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new OpinionTask { Block = new("superiorOpinion"), Party = new("projectGroup"), Role = new("handler") }, id);
        (await world.PassOn("group.handler", "projectGroupHead", "初审同意")).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        var asked = (await world.WorkItems()).ShouldHaveSingleItem();
        (await world.TakeAway("group.projectGroupHead", asked.Id))!.Code.ShouldBe("work-item.not-yours");

        (await world.TakeAway("group.handler", asked.Id)).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("初审同意");

        await world.Start(new OpinionTask { Block = new("superiorOpinion"), Party = new("projectGroup"), Role = new("handler") }, id);
        (await world.PassOn("group.handler", "projectGroupHead", "初审同意")).ShouldBeNull();
        (await world.Decide("group.projectGroupHead", "Return", "请补充佐证")).ShouldBeNull();
        (await world.Outcome()).ShouldBe("Return");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("group.handler：初审同意；group.projectGroupHead（退回修改）：请补充佐证");
    }

    [Fact]
    public async Task What_was_asked_beside_a_work_item_goes_when_the_applicant_takes_the_case_back()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new OpinionTask { Block = new("superiorOpinion"), Party = new("projectGroup"), Role = new("handler"), Recallable = new(true) }, id);
        (await world.AskBeside("group.handler", CompanionKind.Delegated, "projectGroupHead", "请核实")).ShouldBeNull();
        (await world.WorkItems()).Count.ShouldBe(2);

        (await world.Recall("unit.handler")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Recalled");
        (await world.WorkItems()).ShouldBeEmpty();
        (await world.Audit(Subject.Case(id))).ShouldContain(e => e.Action == "work-item.delegated" && e.Comment == "请核实");
    }

    [Fact]
    public async Task Returned_to_the_applicant_to_take_every_step_again_nothing_stands_and_the_chain_does_not_resume_here()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new OpinionTask { Block = new("unitOpinion"), Party = new("projectGroup"), Role = new("handler") }, id);
        (await world.Decide("group.handler", "Approve", "同意")).ShouldBeNull();
        await world.Start(new OpinionTask { Block = new("superiorOpinion"), Party = new("projectGroup"), Role = new("handler") }, id);

        (await world.Decide("group.handler", "Return", "请全部重来", """{ "resume": "again" }""")).ShouldBeNull();

        var item = await world.Load(id);
        (item.ReturnedBy, item.LivingOpinion("unitOpinion")).ShouldBe((null, null));
        item.Opinions.Single(o => o.Block == "unitOpinion").VoidedWhy.ShouldBe("returned-again");
        item.LivingOpinion("superiorOpinion")!.Text.ShouldBe("请全部重来");
    }

    [Fact]
    public async Task A_vote_that_is_taken_back_while_the_step_is_open_is_asked_again_and_what_the_others_said_stands()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Together("all"), id);
        (await world.Decide("group.handler", "Approve", "情况属实")).ShouldBeNull();
        (await world.Decide("group.projectGroupHead", "Approve", "写错了")).ShouldBeNull();
        (await world.TakeBack("group.workGroupOfficer"))!.Code.ShouldBe("work-item.unknown");

        (await world.TakeBack("group.projectGroupHead")).ShouldBeNull();

        (await world.WorkItems()).Count.ShouldBe(2);
        (await world.Bookmarks()).Count.ShouldBe(2);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.Decide("group.workGroupOfficer", "Approve", "同意上报")).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.Decide("group.projectGroupHead", "Approve", "同意")).ShouldBeNull();
        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("group.handler：情况属实；group.workGroupOfficer：同意上报；group.projectGroupHead：同意");
    }

    [Fact]
    public async Task In_order_whoever_takes_the_vote_back_is_asked_before_the_next()
    {
        await using var world = await World.Build();
        await world.Start(Together("inOrder"), await world.Case());
        (await world.Decide("group.workGroupOfficer", "Approve")).ShouldBeNull();
        (await world.TakeBack("group.workGroupOfficer")).ShouldBeNull();
        (await world.WorkItems()).ShouldHaveSingleItem();
        (await world.Bookmarks()).ShouldHaveSingleItem();
        (await world.Decide("group.projectGroupHead", "Approve"))!.Code.ShouldBe("work-item.not-yours");
        foreach (var person in new[] { "group.workGroupOfficer", "group.projectGroupHead", "group.handler" }) (await world.Decide(person, "Approve")).ShouldBeNull(person);
        (await world.Outcome()).ShouldBe("Approve");
    }

    /// <summary>The same as ActionPropertyTests, with the database and the engine: what waits in the engine is what people have before them.</summary>
    [Fact]
    public async Task Whatever_people_do_the_engine_waits_for_exactly_what_somebody_has()
    {
        var seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var world = await World.Build();
        string[] people = ["group.workGroupOfficer", "group.projectGroupHead", "group.handler"];
        var acts = 0;
        for (var run = 0; run < 20; run++)
        {
            var id = await world.Case(run % 2 == 0 ? "unit" : "unit2");
            await world.Start(Together(new[] { "all", "any", "inOrder", "vote" }[random.Next(4)], random.Next(2) == 0 ? "ends" : "counts", random.Next(1, 101)), id);
            for (var step = 0; step < 12 && await world.Outcome() is null; step++)
            {
                var (person, other) = (people[random.Next(3)], people[random.Next(3)].Split('.')[1]);
                var refusal = random.Next(8) switch
                {
                    0 => await world.Transfer(person, other),
                    1 => await world.AskBeside(person, CompanionKind.Delegated, other, "请核实"),
                    2 => await world.AskBeside(person, CompanionKind.SignBefore, other, "请核实"),
                    3 => await world.PassOn(person, other, "同意"),
                    5 => await world.TakeBack(person),
                    4 => (await world.WorkItems()).Find(i => i.Companion is not null) is { } asked ? await world.TakeAway(person, asked.Id) : new Refusal("work-item.unknown", ""),
                    _ => await world.Answer(person, random),
                };
                if (refusal is null) acts++;
                await Check($"seed {seed}, run {run}, step {step}");
            }
        }

        acts.ShouldBeGreaterThan(20, $"seed {seed}");

        async Task Check(string where)
        {
            var open = await world.WorkItems();
            var waiting = await world.Bookmarks();
            waiting.ShouldBe(open.Where(i => i.BookmarkId is not null).Select(i => i.BookmarkId!), ignoreOrder: true, where);
            var inbox = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Inbox.Select(r => new { r.WorkItemId, r.Principal, r.Waits }).ToListAsync());
            foreach (var item in open) inbox.Single(r => r.WorkItemId == item.Id).ShouldBe(new { WorkItemId = item.Id, item.Principal, Waits = item.AwaitsKind }, where);
            if (await world.Outcome() is null) open.Count(i => !i.IsAdvice).ShouldBePositive(where);
            else open.ShouldBeEmpty(where);
        }
    }
}
