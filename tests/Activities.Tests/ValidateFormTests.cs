using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class ValidateFormTests
{
    [Fact]
    public async Task An_incomplete_form_is_invalid_and_the_case_goes_back_with_the_sentences()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new ValidateForm { FormKey = new("pilot-site") }, id);

        (await world.Outcome()).ShouldBe("Invalid");
        var item = await world.Load(id);
        item.Status.ShouldBe(CaseStatus.Returned);
        item.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task It_leaves_one_audit_entry_with_the_hash_of_what_was_checked()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new ValidateForm { FormKey = new("pilot-site"), Clause = new("中成协[2023]009号 五") }, id);

        var entry = (await world.Audit(Subject.Case(id))).Where(e => e.Action == "form.validated").ShouldHaveSingleItem();
        entry.DocumentHash.ShouldBe((await world.Load(id)).Form("pilot-site")!.ContentHash);
        entry.Clause.ShouldBe("中成协[2023]009号 五");
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_an_incident()
    {
        await using var world = await World.Build();

        await world.Start(new ValidateForm { FormKey = new("no-such-form") }, await world.Case());

        (await world.Outcome())!.ShouldStartWith("Fault:");
    }
}
