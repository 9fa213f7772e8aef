namespace Workflows.Engine.Tests.Expressions;

public sealed class ScriptIncidentTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new();

    [Fact]
    public async Task An_endless_script_is_an_incident_of_its_instance_that_names_the_input()
    {
        var endless = new WriteLine(new Input<string>(new Expression("JavaScript", "while (true) {}"))) { Id = "say", Name = "Say" };

        var instance = _engine.Instance(await _engine.Run(endless));

        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        var incident = instance.WorkflowState.Incidents.ShouldHaveSingleItem();
        incident.ActivityId.ShouldBe("say");
        Messages(incident.Exception).ShouldContain(x => x.Contains("the input Text of activity Say (say) to end within 200,000 statements", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static IEnumerable<string> Messages(Elsa.Workflows.State.ExceptionState? exception)
    {
        for (; exception != null; exception = exception.InnerException) yield return exception.Message;
    }
}
