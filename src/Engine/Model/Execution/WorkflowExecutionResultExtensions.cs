namespace Elsa.Workflows;

/// <summary>Reads the result of a run.</summary>
public static class WorkflowExecutionResultExtensions
{
    /// <summary>What an activity yielded in the run.</summary>
    public static T? GetActivityOutput<T>(this RunWorkflowResult result, IActivity activity, string? outputName = null) =>
        result.WorkflowExecutionContext.GetOutputByActivityId(activity.Id, outputName).ConvertTo<T>();
}
