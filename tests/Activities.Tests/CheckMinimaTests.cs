namespace Workflows.Activities.Tests;

public class CheckMinimaTests
{
    [Fact]
    public async Task What_is_missing_is_said_in_words_and_recorded()
    {
        await using var world = await World.Build(call => call.Parameters = (JsonObject)JsonNode.Parse("""{ "minima": { "learningActivity": 2, "meeting": 2, "trainingPerCycle": 1 } }""")!);
        var id = await world.Case();

        await world.Start(new CheckMinima { Year = new("2023") }, id);

        (await world.Outcome()).ShouldBe("Shortfall");
        (await world.Output("Missing"))!.ToString().ShouldBe("市民学习活动应有 2 次，实有 0 次，缺 2 次；研讨工作会议应有 2 次，实有 0 次，缺 2 次");
        (await world.Audit($"Case:{id}")).ShouldContain(e => e.Action == "minima.checked" && e.Outcome == "Shortfall");
    }

    [Fact]
    public async Task At_the_end_of_the_cycle_evidence_that_was_not_handed_in_is_named()
    {
        await using var world = await World.Build();
        await world.AddChain("assigned-duty", new FillForm { FormKey = new("cycle-evidence") });
        var id = await world.Case();
        await world.Start(new StartCases { Recipients = new("applicant"), FormKey = new("cycle-evidence"), Duty = new("evidence"), Receiver = new("projectGroup"), Title = new("共同开展课题研究") }, id);
        await world.Start(new StartCases { Recipients = new("applicant"), FormKey = new("cycle-evidence"), Duty = new("evidence"), Receiver = new("projectGroup"), Title = new("共同开展全民终身学习活动周"), Period = new("2023") }, id);
        await world.Start(new StartCases { Recipients = new("applicant"), FormKey = new("cycle-summary"), Duty = new("yearlySummary"), Receiver = new("projectGroup"), Title = new("周期总结"), Period = new("cycle") }, id);

        await world.Start(new CheckMinima { Year = new("2023") }, id);
        (await world.Outcome()).ShouldBe("Met");
        await world.Start(new CheckMinima { Year = new("2023"), WholeCycle = new(true) }, id);

        (await world.Outcome()).ShouldBe("Shortfall");
        (await world.Output("Missing"))!.ToString().ShouldBe("未提交佐证：共同开展课题研究；未提交佐证：共同开展全民终身学习活动周（2023 年）");
    }

    [Fact]
    public async Task A_call_without_minima_asks_for_nothing()
    {
        await using var world = await World.Build();

        await world.Start(new CheckMinima { Year = new("2023"), WholeCycle = new(true) }, await world.Case());

        (await world.Outcome()).ShouldBe("Met");
    }
}
