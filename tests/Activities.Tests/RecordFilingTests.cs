using Workflows.Approvals.Lists;

namespace Workflows.Activities.Tests;

public class RecordFilingTests
{
    private static RecordFiling Filing() => new() { Party = new("filingBody"), Role = new("caeaRegistrar") };

    [Fact]
    public async Task The_registrar_records_it_under_a_number()
    {
        await using var world = await World.Build();
        await ListSteps.Decided(world, (await world.ReceivedCase(), true));
        await world.StartForCall(Filing());

        (await world.Decide("caea.caeaRegistrar", "Filed"))!.Code.ShouldBe("filing.number-required");
        (await world.Decide("caea.caeaRegistrar", "Filed", data: """{ "filingNumber": "CAEA-2023-7" }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Filed");
        (await world.List())!.Status.ShouldBe(ListStatus.Filed);
    }

    [Fact]
    public async Task The_registrar_may_object_and_cannot_reject()
    {
        await using var world = await World.Build();
        await ListSteps.Decided(world, (await world.ReceivedCase(), true));
        await world.StartForCall(Filing());

        (await world.WorkItems()).Single().Outcomes.Select(o => o.Name).ShouldBe(["Filed", "Objected"]);
        (await world.Decide("caea.caeaRegistrar", "Reject", "不同意"))!.Code.ShouldBe("work-item.unknown-outcome");
        (await world.Decide("caea.caeaRegistrar", "Objected"))!.Code.ShouldBe("filing.objection-required");
        (await world.Decide("caea.caeaRegistrar", "Objected", "缺一份申报表")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Objected");
        (await world.List())!.Status.ShouldBe(ListStatus.Draft);
    }

    [Fact]
    public async Task A_call_without_a_filing_body_needs_none()
    {
        await using var world = await World.Build(call => call.FileWithId = null);

        await world.StartForCall(Filing());

        (await world.Outcome()).ShouldBe("NotRequired");
    }
}
