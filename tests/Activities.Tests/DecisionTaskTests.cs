using Workflows.Approvals.Calls;

namespace Workflows.Activities.Tests;

public class DecisionTaskTests
{
    private static DecisionTask TakeDirect() => new()
    {
        Question = new("是否直接申报？"), Choices = new((ICollection<string>)["直接申报", "不再申报"]), Deadline = new("projectGroup"), ChoiceWhenDue = new("不再申报"),
    };

    private static DecisionTask Meeting() => new()
    {
        Question = new("会议定在哪一天？"), Choices = new((ICollection<string>)["会议公布", "另行公布"]), ReasonFor = new((ICollection<string>)["另行公布"]),
        Party = new("projectGroup"), Role = new("workGroupOfficer"), Window = new("meeting"),
    };

    private static Task<World> WithMeeting() => World.Build(call => call.MeetingWindow = new DayRange(new(2023, 6, 1), new(2023, 6, 30)));

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

    [Theory]
    [InlineData(null, "day.required")]
    [InlineData("六月", "day.required")]
    [InlineData("2023-05-31", "day.outside-window")]
    [InlineData("2023-07-01", "day.outside-window")]
    public async Task With_a_window_the_first_choice_names_a_day_in_it(string? day, string refused)
    {
        await using var world = await WithMeeting();
        await world.StartForCall(Meeting());

        (await world.Decide("group.workGroupOfficer", "会议公布", data: day is null ? null : $$"""{ "day": "{{day}}" }"""))!.Code.ShouldBe(refused);

        (await world.Outcome()).ShouldBeNull();
    }

    [Theory]
    [InlineData("2023-06-01")]
    [InlineData("2023-06-30")]
    public async Task The_day_is_entered_into_the_trail(string day)
    {
        await using var world = await WithMeeting();
        await world.StartForCall(Meeting());

        (await world.Decide("group.workGroupOfficer", "会议公布", "会议在北京召开", $$"""{ "day": "{{day}}" }""")).ShouldBeNull();

        (await world.Outcome()).ShouldBe("会议公布");
        (await world.Audit($"Call:{world.National}")).ShouldContain(e => e.Action == "day.set" && e.After == day && e.Comment == "会议在北京召开");
    }

    [Fact]
    public async Task Another_choice_needs_no_day_but_its_reason()
    {
        await using var world = await WithMeeting();
        await world.StartForCall(Meeting());
        (await world.Decide("group.workGroupOfficer", "另行公布"))!.Code.ShouldBe("opinion.reason-required");

        await world.Decide("group.workGroupOfficer", "另行公布", "会议改期");

        (await world.Outcome()).ShouldBe("另行公布");
    }

    [Fact]
    public async Task A_call_without_the_window_is_not_asked()
    {
        await using var world = await World.Build();

        await world.StartForCall(Meeting());

        (await world.Outcome()).ShouldBe("会议公布");
        (await world.WorkItems()).ShouldBeEmpty();
    }
}
