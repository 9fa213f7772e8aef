namespace Workflows.Engine.Tests.Activities;

public class ForEachTests
{
    [Fact]
    public async Task The_body_runs_once_for_each_item_and_finds_it_in_variables()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new ForEach<string>(["a", "b"])
        {
            Body = new Sequence { Activities = { new WriteLine(x => $"{x.GetVariable<int>("CurrentIndex")} {x.GetVariable<string>("CurrentValue")}"), new Wait("W"), new WriteLine(x => $"{x.GetVariable<string>("CurrentValue")} again") } }
        });

        await engine.Resume(id, "W");
        await engine.Resume(id, "W");

        engine.Console.ToString().ReplaceLineEndings(" ").ShouldBe("0 a a again 1 b b again ");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Without_items_it_is_done()
    {
        await using var engine = new TestEngine();

        engine.Status(await engine.Run(new ForEach<string>(Array.Empty<string>()) { Body = new Wait("W") })).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_break_in_a_sequence_leaves_the_nearest_loop()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new ForEach<int>([1, 2])
        {
            Id = "outer",
            Body = new Sequence
            {
                Activities =
                {
                    new ForEach<int>([1, 2, 3]) { Id = "inner", Body = new Sequence { Activities = { new Step("A"), new If(x => x.GetVariable<int>("CurrentValue") == 2) { Then = new Break { Id = "Break" } }, new Step("B") } } },
                    new Step("C")
                }
            }
        });

        engine.Trace(id).Split(' ').Where(x => x is "A" or "B" or "Break" or "C").ShouldBe(["A", "B", "A", "Break", "C", "A", "B", "A", "Break", "C"]);
    }

    [Fact]
    public async Task A_break_in_a_flowchart_ends_the_chart_and_the_loop()
    {
        await using var engine = new TestEngine();
        var body = Flow.Chart.Draw("A>Break", new Step("A"), new Break { Id = "Break" });
        var id = await engine.Run(new Sequence { Activities = { new ForEach<int>([1, 2, 3]) { Body = body }, new Step("C") } });

        engine.Trace(id).Split(' ').Where(x => x is "A" or "Break" or "C").ShouldBe(["A", "Break", "C"]);
    }
}
