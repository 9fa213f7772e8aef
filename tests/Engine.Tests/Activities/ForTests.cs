namespace Workflows.Engine.Tests.Activities;

public class ForTests
{
    [Theory]
    [InlineData(0, 3, 1, true, "0 1 2 3 ")]
    [InlineData(0, 3, 1, false, "0 1 2 ")]
    [InlineData(0, 5, 2, true, "0 2 4 ")]
    [InlineData(3, 0, -1, true, "3 2 1 0 ")]
    [InlineData(3, 0, -2, false, "3 1 ")]
    [InlineData(3, 0, 1, true, "")]
    [InlineData(2, 2, 1, true, "2 ")]
    [InlineData(2, 2, 1, false, "")]
    [InlineData(int.MaxValue - 1, int.MaxValue, 1, true, "2147483646 2147483647 ")]
    [InlineData(int.MinValue + 1, int.MinValue, -1, true, "-2147483647 -2147483648 ")]
    public async Task It_counts(int start, int end, int step, bool inclusive, string expected)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new For(start, end, step) { OuterBoundInclusive = new Input<bool>(inclusive), Body = new WriteLine(x => $"{x.GetVariable<int>("CurrentValue")}") });

        engine.Console.ToString().ReplaceLineEndings(" ").ShouldBe(expected);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task It_goes_on_counting_after_its_body_has_waited_and_fills_the_variable_it_is_bound_to()
    {
        await using var engine = new TestEngine();
        var bound = new Variable<int>("Round", -1, "round").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var id = await engine.Run(new For(1, 3, 1) { Body = new Wait("W"), CurrentValue = new Output<object?>(bound) }, x => x.Variables.Add(bound));

        for (var round = 1; round <= 3; round++)
        {
            engine.Variable(id, "round").ShouldBe(round);
            await engine.Resume(id, "W");
        }

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_step_of_nothing_is_refused_instead_of_looping_for_ever()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new For(0, 3, 0) { Body = new Step("A") });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldStartWith("Expected a step other than 0");
    }

    [Fact]
    public async Task Without_a_body_it_is_done()
    {
        await using var engine = new TestEngine();
        engine.Status(await engine.Run(new For(0, 3, 1))).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_failing_body_that_is_tried_again_goes_on_with_the_same_number()
    {
        await using var engine = new TestEngine();
        var broken = true;
        var id = await engine.Run(new For(1, 2, 1)
        {
            Body = new Inline(context =>
            {
                if (broken && context.GetVariable<int>("CurrentValue") == 2) throw new InvalidOperationException("broken");
                engine.Console.Write(context.GetVariable<int>("CurrentValue"));
            })
        });
        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);

        broken = false;
        await engine.Do(x => x.RetryAsync(id));

        engine.Console.ToString().ShouldBe("12");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }
}
