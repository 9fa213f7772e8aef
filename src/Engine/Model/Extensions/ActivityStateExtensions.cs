namespace Elsa.Workflows;

/// <summary>The evaluated inputs and the outputs of a run.</summary>
public static class ActivityExecutionContextExtensions
{
    public static IDictionary<string, object> GetInputs(this ActivityExecutionContext context) => context.ActivityState;

    public static IDictionary<string, object> GetOutputs(this ActivityExecutionContext context) => context.OutputValues.ToDictionary(x => x.Key, x => x.Value!);
}
