namespace Workflows.Engine.Tests.Activities;

public class InlineTests
{
    [Fact]
    public async Task It_runs_code_of_every_shape_and_yields_its_value()
    {
        await using var engine = new TestEngine();
        var ran = new List<string>();
        var value = new Variable<int>("Value", 0, "value").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var id = await engine.Run(
            new Sequence
            {
                Activities =
                {
                    Inline.From(() => ran.Add("action")),
                    Inline.From(context => ran.Add(context.Activity.Type)),
                    new Inline(() =>
                    {
                        ran.Add("task");
                        return ValueTask.CompletedTask;
                    }),
                    new Inline<int>(() => 42, value)
                }
            }, x => x.Variables.Add(value));

        ran.ShouldBe(["action", "Elsa.Inline", "task"]);
        engine.Variable(id, "value").ShouldBe(42);
    }
}
