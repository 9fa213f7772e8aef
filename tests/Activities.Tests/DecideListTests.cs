using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;

namespace Workflows.Activities.Tests;

public class DecideListTests
{
    private static DecideList Decide() => new() { Party = new("projectGroup"), Role = new("projectGroupHead") };

    [Fact]
    public async Task The_decision_lists_some_cases_and_gives_the_others_a_reason()
    {
        await using var world = await World.Build();
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Close(world);
        await world.StartForCall(Decide());

        (await world.Decide("group.projectGroupHead", "Decided", data: ListSteps.Listed(one)))!.Code.ShouldBe("list.reason-required");
        (await world.Decide("group.projectGroupHead", "Decided", data: ListSteps.Listed(one, (two, "名额有限")))).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Decided");
        var list = await world.List();
        list!.Status.ShouldBe(ListStatus.Decided);
        list.Entries.Single(e => e.CaseId == two).Reason.ShouldBe("名额有限");
        (await world.Load(two)).Status.ShouldBe(CaseStatus.Decided);
    }

    [Fact]
    public async Task A_hard_quota_binds_and_a_soft_one_takes_a_reason()
    {
        await using var world = await World.Build(call => call.Quota = new Quota("national", 1, QuotaStrength.Soft));
        var (one, two) = (await world.ReceivedCase(), await world.ReceivedCase("unit2"));
        await ListSteps.Close(world);
        await world.StartForCall(Decide());

        (await world.Decide("group.projectGroupHead", "Decided", data: $$"""{ "listed": ["{{one}}", "{{two}}"] }"""))!.Code.ShouldBe("list.over-quota");
        (await world.Decide("group.projectGroupHead", "Decided", data: $$"""{ "listed": ["{{one}}", "{{two}}"], "overQuota": "质量突出" }""")).ShouldBeNull();
    }

    [Fact]
    public async Task Going_back_to_the_experts_needs_words()
    {
        await using var world = await World.Build();
        await world.ReceivedCase();
        await world.StartForCall(Decide());

        (await world.Decide("group.projectGroupHead", "Returned"))!.Code.ShouldBe("opinion.comment-required");
        await world.Decide("group.projectGroupHead", "Returned", "请补充一名专家");

        (await world.Outcome()).ShouldBe("Returned");
    }
}
