using Elsa.Workflows.Runtime.Messages;

namespace Workflows.Engine;

/// <summary>The runtime's answers in Elsa's form.</summary>
internal static class WorkflowRuntimeAnswers
{
    public static RunWorkflowInstanceResponse ToResponse(this WorkflowInstance instance, bool withOutput = true) => new()
    {
        WorkflowInstanceId = instance.Id,
        Status = instance.Status,
        SubStatus = instance.SubStatus,
        Bookmarks = instance.WorkflowState.Bookmarks,
        Incidents = instance.WorkflowState.Incidents,
        Output = withOutput ? instance.WorkflowState.Output : null
    };

    public static List<RunWorkflowInstanceResponse> ToResponses(this IEnumerable<WorkflowRun> runs) => runs.Where(x => x.Ran).Select(x => x.Instance!.ToResponse()).ToList();
}
