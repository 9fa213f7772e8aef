namespace Elsa.Workflows.Activities;

/// <summary>An activity whose code is given where it is made.</summary>
[System.ComponentModel.Browsable(false)]
public class DynamicActivity : CodeActivity
{
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    [System.Text.Json.Serialization.JsonIgnore] public ExecuteActivityDelegate ExecuteHandler { get; set; } = _ => ValueTask.CompletedTask;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => ExecuteHandler(context);
}
