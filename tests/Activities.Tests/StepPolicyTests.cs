using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

/// <summary>What the designer sets for the exceptions of a step, with the real engine; without a setting everything is as it was.</summary>
public class StepPolicyTests
{
    private static OpinionTask Superior(string nobody = "wait", string standIn = "sealCustodian", string same = "ask") => new()
    {
        Block = new("superiorOpinion"), Party = new("competentSuperior"), Role = new("head"), WhenNobody = new(nobody), StandInRole = new(standIn), WhenSameApprover = new(same),
    };

    private static OpinionTask Own(string applicant, string nobody = "wait") => new()
    {
        Block = new("unitOpinion"), Party = new("applicant"), Role = new("handler"), WhenApplicant = new(applicant), WhenNobody = new(nobody),
    };

    [Fact]
    public async Task A_seat_that_nobody_holds_waits_unless_the_chain_says_otherwise()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Vacate(world, "bureau.head");

        await world.Start(Superior(), id);

        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_step_that_nobody_can_take_is_skipped_with_the_reason_and_by_the_program()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Vacate(world, "bureau.head");

        await world.Start(Superior("skip"), id);

        (await world.Outcome()).ShouldBe("Approve");
        (await world.WorkItems()).ShouldBeEmpty();
        var opinion = (await world.Load(id)).LivingOpinion("superiorOpinion")!;
        opinion.Decision.ShouldBe(OpinionDecision.NotApplicable);
        opinion.PersonId.ShouldBeNull();
        opinion.Text.ShouldBe("本岗位无人可以办理，按流程设置跳过");
        var entry = (await world.Audit(Subject.Case(id))).Single(e => e.Action == "block.skipped");
        entry.ActorKind.ShouldBe(ActorKind.System);
        entry.PersonId.ShouldBeNull();

        // What was skipped is not sealed.
        await world.Start(new ApplySeal { Block = new("superiorOpinion"), Party = new("competentSuperior"), Role = new("sealCustodian") }, id);
        (await world.Outcome()).ShouldBe("Sealed");
    }

    [Fact]
    public async Task Somebody_who_is_barred_does_not_count_as_somebody()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Hold(world, "unit.handler", "bureau", SeatRole.Head);
        await Vacate(world, "bureau.head");

        await world.Start(Superior("skip"), id);

        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Decision.ShouldBe(OpinionDecision.NotApplicable);
    }

    [Fact]
    public async Task A_stand_in_takes_it_and_the_trail_says_so()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Vacate(world, "bureau.head");

        await world.Start(Superior("standIn"), id);
        (await world.Decide("bureau.sealCustodian", "Approve", "同意")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Approve");
        (await world.Audit(Subject.Case(id))).Single(e => e.Action == "step.stood-in").ActorKind.ShouldBe(ActorKind.System);
    }

    [Fact]
    public async Task The_administrator_of_the_organisation_gets_it_where_there_is_one()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Vacate(world, "bureau.head");
        await world.Start(Superior("administrator"), id);
        (await world.WorkItems()).ShouldHaveSingleItem().SeatId.ShouldBe(await SeatOf(world, "bureau", SeatRole.Head));

        await Hold(world, "bureau.sealCustodian", "bureau", SeatRole.OrgAdministrator);
        await world.Start(Superior("administrator"), id);
        (await world.WorkItems()).ShouldHaveSingleItem().SeatId.ShouldBe(await SeatOf(world, "bureau", SeatRole.OrgAdministrator));
    }

    [Fact]
    public async Task Whoever_filled_the_form_decides_decides_not_or_is_skipped_as_the_chain_says()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(Own("ask"), id);
        (await world.WorkItems()).ShouldHaveSingleItem().Barred.ShouldBeEmpty();

        await world.Start(Own("skip"), id);
        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("unitOpinion")!.Text.ShouldBe("承办人即填报人，按流程设置跳过");

        // Nobody else holds the seat, so the stand-in decides; with a second holder that one does.
        await world.Start(Own("another", "standIn"), id);
        (await world.WorkItems()).ShouldHaveSingleItem().SeatId.ShouldBe(await SeatOf(world, "unit", SeatRole.Head));
        await Hold(world, "unit.sealCustodian", "unit", SeatRole.Handler);
        await world.Start(Own("another", "standIn"), id);
        (await world.WorkItems()).ShouldHaveSingleItem().SeatId.ShouldBe(await SeatOf(world, "unit", SeatRole.Handler));
        (await world.Decide("unit.handler", "Approve"))!.Code.ShouldBe("work-item.barred");
        (await world.Decide("unit.sealCustodian", "Approve")).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_approver_is_not_asked_twice_until_something_was_returned()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        OpinionTask Earlier() => new() { Block = new("earlier"), Party = new("competentSuperior"), Role = new("head") };
        await world.Start(Earlier(), id);
        (await world.Decide("bureau.head", "Approve", "同意")).ShouldBeNull();

        await world.Start(Superior(), id);
        (await world.WorkItems()).ShouldHaveSingleItem("nothing is set, so it is asked");
        await world.Start(Superior(same: "consecutive"), id);
        (await world.Outcome()).ShouldBe("Approve");
        (await world.Load(id)).LivingOpinion("superiorOpinion")!.Text.ShouldBe("bureau.head已于2023年5月25日同意，按流程设置不再重复征求意见");

        // Another's approval in between: not consecutive any more, but once approved all the same.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Start(new OpinionTask { Block = new("between"), Party = new("projectGroup"), Role = new("projectGroupHead") }, id);
        (await world.Decide("group.projectGroupHead", "Approve", "同意")).ShouldBeNull();
        await world.Start(Superior(same: "consecutive"), id);
        (await world.Outcome()).ShouldBeNull();
        await world.Start(Superior(same: "ever"), id);
        (await world.Outcome()).ShouldBe("Approve");

        // A return begins the count anew.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Start(new OpinionTask { Block = new("returning"), Party = new("projectGroup"), Role = new("projectGroupHead") }, id);
        (await world.Decide("group.projectGroupHead", "Return", "请补材料")).ShouldBeNull();
        await world.Start(Superior(same: "ever"), id);
        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).ShouldHaveSingleItem();
    }

    private static OpinionTask Together(string nobody = "wait", string same = "ask", bool each = false, params string[] signers) => new()
    {
        Block = new("superiorOpinion"), Party = new("projectGroup"), Signers = new((ICollection<string>)signers), Mode = new("all"), EachHolder = new(each), WhenNobody = new(nobody), StandInRole = new("workGroupOfficer"), WhenSameApprover = new(same),
    };

    [Fact]
    public async Task Of_several_signers_one_who_is_not_there_is_left_out_replaced_or_waited_for_as_the_chain_says()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Vacate(world, "group.handler");
        await world.Start(Together("wait", signers: ["projectGroupHead", "handler"]), id);
        (await world.WorkItems()).Count.ShouldBe(2, "nothing is set, so it waits for whoever comes");

        await world.Start(Together("skip", signers: ["projectGroupHead", "handler", "workGroupOfficer"]), id);
        (await world.WorkItems()).Count.ShouldBe(2);
        var entry = (await world.Audit(Subject.Case(id))).Single(e => e.Action == "signer.skipped");
        (entry.ActorKind, entry.Comment).ShouldBe((ActorKind.System, "本岗位无人可以办理，按流程设置跳过"));
        entry.After!.ShouldEndWith("Handler");
        (await world.Decide("group.projectGroupHead", "Approve", "同意")).ShouldBeNull();
        (await world.Decide("group.workGroupOfficer", "Approve", "同意")).ShouldBeNull();
        (await world.Outcome()).ShouldBe("Approve");

        // The one who stands in signs once, also where that seat is asked anyway.
        await world.Start(Together("standIn", signers: ["projectGroupHead", "handler"]), id);
        (await world.WorkItems()).Select(i => i.SeatId).ShouldBe([await SeatOf(world, "group", SeatRole.ProjectGroupHead), await SeatOf(world, "group", SeatRole.WorkGroupOfficer)], ignoreOrder: true);
        await world.Start(Together("standIn", signers: ["projectGroupHead", "handler", "workGroupOfficer"]), id);
        (await world.WorkItems()).Count.ShouldBe(2);

        // Where nobody is left the step is skipped.
        await world.Start(Together("skip", signers: ["handler"]), id);
        (await world.Outcome()).ShouldBe("Approve");
    }

    [Fact]
    public async Task Of_several_signers_one_who_has_approved_before_is_not_asked_twice()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new OpinionTask { Block = new("earlier"), Party = new("projectGroup"), Role = new("projectGroupHead") }, id);
        (await world.Decide("group.projectGroupHead", "Approve", "同意")).ShouldBeNull();

        await world.Start(Together(same: "ever", signers: ["projectGroupHead", "handler", "workGroupOfficer"]), id);
        (await world.WorkItems()).Count.ShouldBe(2);
        (await world.Audit(Subject.Case(id))).Single(e => e.Action == "signer.skipped").Comment!.ShouldStartWith("group.projectGroupHead已于");
    }

    [Fact]
    public async Task Where_each_person_signs_whoever_is_barred_is_not_waited_for()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await Hold(world, "unit.handler", "group", SeatRole.Handler);
        await world.Start(Together(each: true, signers: ["handler", "projectGroupHead"]), id);
        (await world.WorkItems()).Select(i => i.PersonId).ShouldBe([world.People["group.handler"], world.People["group.projectGroupHead"]], ignoreOrder: true);
        (await world.Decide("group.handler", "Approve", "同意")).ShouldBeNull();
        (await world.Decide("group.projectGroupHead", "Approve", "同意")).ShouldBeNull();
        (await world.Outcome()).ShouldBe("Approve");
    }

    [Fact]
    public async Task An_urgent_step_has_a_priority()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Superior(), id);
        (await world.WorkItems()).ShouldHaveSingleItem().Priority.ShouldBe(0);

        await world.Start(new OpinionTask { Block = new("superiorOpinion"), Party = new("competentSuperior"), Role = new("head"), Urgent = new(true) }, id);
        (await world.WorkItems()).ShouldHaveSingleItem().Priority.ShouldBe(1);
    }

    private static Task Vacate(World world, string person) => world.Change(async db =>
    {
        foreach (var held in await db.SeatHoldings.Where(h => h.PersonId == world.People[person]).ToListAsync()) held.To = world.Clock.GetUtcNow();
    });

    private static Task Hold(World world, string person, string organisation, SeatRole role) => world.Change(async db =>
    {
        var at = world.Organisations[organisation];
        var seat = await db.Seats.FirstOrDefaultAsync(s => s.OrganisationId == at && s.Role == role);
        if (seat is null) db.Add(seat = new Seat { Id = 900_000 + (int)role, OrganisationId = at, Role = role });
        db.Add(new SeatHolding { Id = 910_000 + (int)role, PersonId = world.People[person], SeatId = seat.Id, From = world.Clock.GetUtcNow() });
    });

    private static Task<long?> SeatOf(World world, string organisation, SeatRole role) => world.Read(scope =>
        scope.GetRequiredService<Approvals.ApprovalsDb>().Seats.Where(s => s.OrganisationId == world.Organisations[organisation] && s.Role == role).Select(s => (long?)s.Id).SingleAsync());
}
