using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class ReceiveMaterialsTests
{
    private static ReceiveMaterials Collector() => new() { Party = new("collector"), Role = new("receivingClerk"), Recallable = new(true) };

    private static ReceiveMaterials Group() => new() { Party = new("projectGroup"), Role = new("workGroupOfficer") };

    [Fact]
    public async Task Paper_and_electronic_before_the_deadline_are_received()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Collector(), id);
        await world.Until("2023-05-28T15:00");

        (await world.Decide("centre.receivingClerk", "Accepted", data: """{ "paperReceivedAt": "2023-05-28T10:00:00+08:00", "electronicReceivedAt": "2023-05-27T10:00:00+08:00" }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Accepted");
        var item = await world.Load(id);
        item.Status.ShouldBe(CaseStatus.Received);
        item.Receipts.ShouldHaveSingleItem().ReceiptNumber.ShouldStartWith("PS3-LN-");
    }

    [Fact]
    public async Task Without_the_paper_it_is_not_received()
    {
        await using var world = await World.Build();
        await world.Start(Collector(), await world.Case());
        await world.Until("2023-05-26T15:00");

        (await world.Decide("centre.receivingClerk", "Accepted", data: """{ "electronicReceivedAt": "2023-05-26T10:00:00+08:00" }"""))!.Code.ShouldBe("materials.incomplete");

        await world.Until("2023-05-30T00:01");
        (await world.Outcome()).ShouldBe("Late");
    }

    [Fact]
    public async Task What_comes_after_the_deadline_is_late_at_once()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Until("2023-05-30T09:00");

        await world.Start(Collector(), id);

        (await world.Outcome()).ShouldBe("Late");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_electronic_case_that_came_in_time_stays_in_time_however_long_the_officer_takes()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Until("2023-05-31T23:50");
        await world.Start(Group(), id);

        await world.Until("2023-06-02T10:00");
        (await world.Decide("group.workGroupOfficer", "Accepted")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Accepted");
    }

    [Fact]
    public async Task The_national_deadline_counts_for_the_project_group()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Until("2023-06-01T00:01");

        await world.Start(Group(), id);

        (await world.Outcome()).ShouldBe("Late");
    }

    [Fact]
    public async Task Incomplete_needs_words_and_remembers_the_receiver()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Collector(), id);

        (await world.Decide("centre.receivingClerk", "Incomplete"))!.Code.ShouldBe("opinion.comment-required");
        await world.Decide("centre.receivingClerk", "Incomplete", "缺纸质件第二页");

        (await world.Outcome()).ShouldBe("Incomplete");
        (await world.Load(id)).ReturnedBy.ShouldBe("collector");
    }

    [Fact]
    public async Task The_applicant_may_take_the_case_back_until_it_is_received()
    {
        await using var world = await World.Build();
        await world.Start(Collector(), await world.Case());

        (await world.Recall("unit.handler")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Recalled");
    }
}
