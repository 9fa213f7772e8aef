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
    public async Task A_call_without_minima_asks_for_nothing()
    {
        await using var world = await World.Build();

        await world.Start(new CheckMinima { Year = new("2023"), WholeCycle = new(true) }, await world.Case());

        (await world.Outcome()).ShouldBe("Met");
    }
}
