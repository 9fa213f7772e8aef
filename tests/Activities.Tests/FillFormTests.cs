using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class FillFormTests
{
    private const string Form = """{ "form": { "intendedProject": "elderly", "phone": ["13000000000"], "route": "recommended" } }""";
    private const string NewPhone = """{ "form": { "intendedProject": "elderly", "phone": ["13000000001"], "route": "recommended" } }""";
    private const string NewContent = """{ "form": { "intendedProject": "family", "phone": ["13000000000"], "route": "recommended" } }""";

    [Fact]
    public async Task A_submitted_form_becomes_a_revision_and_its_answer_goes_to_the_chart()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new FillForm { FormKey = new("pilot-site"), AnswerField = new("route") }, id);

        (await world.Decide("unit.handler", "Submitted", data: Form)).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Submitted");
        (await world.Output("Answer")).ShouldBe("recommended");
        (await world.Load(id)).Form("pilot-site")!.Revision.ShouldBe(2);
        (await world.Load(id)).Status.ShouldBe(CaseStatus.Submitted);
    }

    [Fact]
    public async Task The_clock_ends_it_when_the_last_route_closes_and_not_before()
    {
        await using var world = await World.Build();
        await world.Start(new FillForm { FormKey = new("pilot-site") }, await world.Case());

        await world.Until("2023-05-30T09:00");
        (await world.Outcome()).ShouldBeNull();

        await world.Until("2023-06-01T00:01");
        (await world.Outcome()).ShouldBe("DeadlinePassed");
    }

    [Fact]
    public async Task Where_only_the_recommended_route_is_open_the_collectors_deadline_counts()
    {
        await using var world = await World.Build(national => national.Routes = [Route.Recommended]);
        await world.Start(new FillForm { FormKey = new("pilot-site") }, await world.Case());

        await world.Until("2023-05-30T00:01");

        (await world.Outcome()).ShouldBe("DeadlinePassed");
    }

    [Fact]
    public async Task A_form_that_comes_back_with_a_new_phone_keeps_its_marks_and_names_who_returned_it()
    {
        await using var world = await World.Build();
        var id = await Returned(world);
        await world.Start(new FillForm { FormKey = new("pilot-site") }, id);

        await world.Decide("unit.handler", "Submitted", data: NewPhone);

        (await world.Output("ResumeAt")).ShouldBe("superiorOpinion");
        (await world.Load(id)).LivingSignature("pledgeSignature").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_that_comes_back_with_new_sealed_content_loses_its_marks_and_starts_again()
    {
        await using var world = await World.Build();
        var id = await Returned(world);
        await world.Start(new FillForm { FormKey = new("pilot-site") }, id);

        await world.Decide("unit.handler", "Submitted", data: NewContent);

        (await world.Output("ResumeAt")).ShouldBe("");
        var item = await world.Load(id);
        item.LivingSignature("pledgeSignature").ShouldBeNull();
        item.Signatures.ShouldHaveSingleItem().IsVoid.ShouldBeTrue();
    }

    [Fact]
    public async Task The_handler_may_give_up()
    {
        await using var world = await World.Build();
        await world.Start(new FillForm { FormKey = new("pilot-site") }, await world.Case());

        await world.Decide("unit.handler", "Recalled");

        (await world.Outcome()).ShouldBe("Recalled");
    }

    /// <summary>A signed case that the superior returned.</summary>
    private static async Task<long> Returned(World world)
    {
        var id = await world.Case();
        await world.Do("unit.head", "unit", scope => scope.GetRequiredService<SignBlock>().Run(id, "pledgeSignature"));
        await world.Do("bureau.head", "bureau", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(id, CaseStatus.Returned, reason: "电话有误", returnedBy: "superiorOpinion"));
        return id;
    }
    [Fact]
    public async Task Where_late_forms_are_taken_the_deadline_ends_it_once_and_asked_again_it_waits_without_one()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(new FillForm { FormKey = new("pilot-site"), AcceptLate = new(true), Withdrawable = new(false) }, id);
        await world.Until("2023-06-01T09:00");
        (await world.Outcome()).ShouldBe("DeadlinePassed");

        await world.Start(new FillForm { FormKey = new("pilot-site"), AcceptLate = new(true), Withdrawable = new(false) }, id);
        await world.Until("2023-08-01T09:00");

        (await world.Outcome()).ShouldBeNull();
        (await world.WorkItems()).ShouldHaveSingleItem().Outcomes.ShouldHaveSingleItem().Name.ShouldBe("Submitted");
    }

    [Fact]
    public async Task Without_a_form_of_its_own_it_asks_for_that_of_the_call()
    {
        await using var world = await World.Build();

        await world.Start(new FillForm(), await world.Case());

        (await world.WorkItems()).ShouldHaveSingleItem().Request["formKey"]!.ToString().ShouldBe("pilot-site");
    }
}
