namespace Workflows.Activities.Tests;

public class DecisionTaskTests
{
    private static DecisionTask TakeDirect() => new()
    {
        Question = new("是否直接申报？"), Choices = new((ICollection<string>)["直接申报", "不再申报"]), Deadline = new("projectGroup"), ChoiceWhenDue = new("不再申报"),
    };

    [Fact]
    public async Task The_choice_is_the_outcome()
    {
        await using var world = await World.Build();
        await world.Start(TakeDirect(), await world.Case());

        await world.Decide("unit.handler", "直接申报");

        (await world.Outcome()).ShouldBe("直接申报");
    }

    [Fact]
    public async Task At_the_deadline_the_named_choice_is_taken()
    {
        await using var world = await World.Build();
        await world.Start(TakeDirect(), await world.Case());

        await world.Until("2023-06-01T00:01");

        (await world.Outcome()).ShouldBe("不再申报");
    }

    [Fact]
    public async Task After_the_deadline_nobody_is_asked()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        await world.Until("2023-06-01T00:01");

        await world.Start(TakeDirect(), id);

        (await world.Outcome()).ShouldBe("不再申报");
        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_no_choice_is_refused()
    {
        await using var world = await World.Build();
        await world.Start(TakeDirect(), await world.Case());

        (await world.Decide("unit.handler", "也许"))!.Code.ShouldBe("work-item.unknown-outcome");
    }
}
