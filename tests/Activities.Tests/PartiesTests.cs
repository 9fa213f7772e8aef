using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Activities.Tests;

/// <summary>Questions that go to every organisation of a party.</summary>
public class PartiesTests
{
    private static DecisionTask Invitation() => new()
    {
        Party = new("members"), Role = new("head"), Everyone = new(true), Question = new("是否接受？"), Choices = new((ICollection<string>)["接受", "不接受"]), ReasonFor = new((ICollection<string>)["不接受"]),
    };

    [Fact]
    public async Task The_first_choice_is_taken_when_all_took_it()
    {
        await using var world = await World.Build();
        await world.Start(Invitation(), await Agreements.Proposed(world));

        await world.Decide("unit.head", "接受");
        (await world.Outcome()).ShouldBeNull();
        await world.Decide("unit2.head", "接受");

        (await world.Outcome()).ShouldBe("接受");
    }

    [Fact]
    public async Task Another_choice_is_taken_at_once_with_its_reason_and_the_others_are_no_longer_asked()
    {
        await using var world = await World.Build();
        await world.Start(Invitation(), await Agreements.Proposed(world));

        (await world.Decide("unit.head", "不接受"))!.Code.ShouldBe("opinion.reason-required");
        await world.Decide("unit.head", "不接受", "任务较重");

        (await world.Outcome()).ShouldBe("不接受");
        (await world.Output("Reason")).ShouldBe("任务较重");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agreement_is_signed_when_the_last_party_has_and_sealed_when_the_last_seal_is_there()
    {
        await using var world = await World.Build();
        var id = await Agreements.Proposed(world);
        await world.Start(Agreements.Sign(), id);
        await world.Decide("unit.head", "Signed");
        (await world.Outcome()).ShouldBeNull();
        await world.Decide("unit2.head", "Signed");
        (await world.Outcome()).ShouldBe("Signed");

        await world.Start(Agreements.Seal(), id);
        foreach (var unit in new[] { "unit", "unit2" })
            await world.Decide($"{unit}.sealCustodian", "Sealed", data: $$"""{ "sealId": "{{world.Seals[unit]}}" }""");

        (await world.Outcome()).ShouldBe("Sealed");
        var item = await world.Load(id);
        foreach (var unit in new[] { "unit", "unit2" })
            item.IsComplete(PartyBlock.Of("memberSignature", world.Organisations[unit]), BlockMarks.Signature | BlockMarks.Seal).ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_period_is_over_the_signing_expires_for_all()
    {
        await using var world = await World.Build();
        await world.Start(Agreements.Sign("5"), await Agreements.Proposed(world));
        await world.Decide("unit.head", "Signed");

        await world.Until("2023-06-30T09:00");

        (await world.Outcome()).ShouldBe("Expired");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_party_that_declines_ends_it()
    {
        await using var world = await World.Build();
        await world.Start(Agreements.Sign(), await Agreements.Proposed(world));

        await world.Decide("unit2.head", "Declined");

        (await world.Outcome()).ShouldBe("Declined");
        (await world.WorkItems()).ShouldBeEmpty();
    }
}
