namespace Workflows.Activities.Tests;

public class SignDocumentTests
{
    private static SignDocument Pledge() => new() { Block = new("pledgeSignature"), Role = new("head") };

    [Fact]
    public async Task The_head_signs_the_block()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Pledge(), id);

        (await world.Decide("unit.head", "Signed")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Signed");
        (await world.Load(id)).LivingSignature("pledgeSignature")!.PersonId.ShouldBe(world.People["unit.head"]);
    }

    [Fact]
    public async Task A_block_that_is_signed_already_is_not_signed_twice()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Pledge(), id);
        await world.Decide("unit.head", "Signed");

        await world.Start(Pledge(), id);

        (await world.Outcome()).ShouldBe("Signed");
        (await world.Load(id)).Signatures.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Declining_leaves_the_block_empty()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Start(Pledge(), id);

        await world.Decide("unit.head", "Declined");

        (await world.Outcome()).ShouldBe("Declined");
        (await world.Load(id)).Signatures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_elses_seat_may_not_sign()
    {
        await using var world = await World.Build();
        await world.Start(Pledge(), await world.Case());

        (await world.Decide("bureau.head", "Signed"))!.Code.ShouldBe("work-item.not-yours");

        (await world.Outcome()).ShouldBeNull();
    }
}
