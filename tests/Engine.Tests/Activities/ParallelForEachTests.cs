namespace Workflows.Engine.Tests.Activities;

public class ParallelForEachTests
{
    [Fact]
    public async Task The_body_runs_for_all_items_at_once_and_each_keeps_its_own()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence
        {
            Activities =
            {
                new ParallelForEach<string>(["a", "b", "c"])
                {
                    Body = new Sequence { Activities = { new Wait("W"), new WriteLine(x => $"{x.GetVariable<int>("CurrentIndex")}{x.GetVariable<string>("CurrentValue")}") } }
                },
                new Step("after")
            }
        });

        foreach (var item in new[] { 1, 1, 0 }) await engine.Do(x => x.ResumeAsync(engine.Instance(id).WorkflowState.Bookmarks.ElementAt(item).Id));

        engine.Console.ToString().ReplaceLineEndings(" ").ShouldBe("1b 2c 0a ");
        engine.Completed(id).ShouldEndWith("after");
    }

    [Theory]
    [InlineData("[1, 2, 3]", 3)]
    [InlineData("one", 1)]
    [InlineData("", 0)]
    public async Task Items_may_be_JSON_text_or_a_single_value(string items, int count)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new ParallelForEach { Items = new Input<object>(items), Body = new Step("A") });

        engine.Completed(id).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(count);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_break_ends_the_way_of_its_own_item_and_then_the_loop_around()
    {
        await using var engine = new TestEngine();
        var items = new ParallelForEach<int>([1, 2, 3]) { Body = new Sequence { Activities = { new If(x => x.GetVariable<int>("CurrentValue") == 2) { Then = new Break { Id = "Break" } }, new Wait("A") } } };
        var id = await engine.Run(new Sequence { Activities = { While.True(new Sequence { Activities = { items, new Step("never") } }), new Step("after") } });

        engine.Waiting(id).ShouldBe("A A");
        await engine.Do(x => x.ResumeAsync(engine.Instance(id).WorkflowState.Bookmarks.First().Id));
        await engine.Resume(id, "A");

        engine.Completed(id).ShouldBe("Break A A after");
    }
}
