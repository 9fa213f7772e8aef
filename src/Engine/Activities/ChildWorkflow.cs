namespace Workflows.Engine;

/// <summary>What starting a child and hearing of its end have in common.</summary>
internal static class ChildWorkflow
{
    /// <param name="waitAt">The bookmark that the child's end resumes; default a new one.</param>
    public static async ValueTask<(string InstanceId, string DefinitionVersionId, string BookmarkId)> QueueAsync(
        ActivityExecutionContext context, string definitionId, string? correlationId, IDictionary<string, object>? input, bool wait, string? waitAt = null)
    {
        var graph = await context.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowGraphAsync(definitionId, VersionOptions.Published, context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected workflow definition \"{definitionId}\" to have a published version, found none. Publish it, or choose another one.");
        var parent = context.WorkflowExecutionContext;
        var bookmarkId = waitAt ?? parent.IdentityGenerator.GenerateId();
        var properties = new Dictionary<string, object> { ["ParentInstanceId"] = parent.Id };
        if (wait)
        {
            properties["WaitForCompletion"] = true;
            properties[WorkflowRuntime.ParentBookmarkProperty] = bookmarkId;
        }

        var versionId = graph.Workflow.Identity.Id;
        var instanceId = context.GetRequiredService<WorkflowRuntime>().QueueStart(WorkflowDefinitionHandle.ByDefinitionVersionId(versionId), new WorkflowStart
        {
            CorrelationId = correlationId,
            Input = new Dictionary<string, object>(input ?? new Dictionary<string, object>()) { ["ParentInstanceId"] = parent.Id },
            Properties = properties,
            ParentInstanceId = parent.Id,
            SchedulingActivityExecutionId = context.Id,
            SchedulingWorkflowInstanceId = parent.Id,
            SchedulingCallStackDepth = context.CallStackDepth
        });
        return (instanceId, versionId, bookmarkId);
    }

    public static ExecuteWorkflowResult? Result(ActivityExecutionContext context) =>
        context.WorkflowInput.TryGetValue(WorkflowRuntime.ChildResultInput, out var value) ? value as ExecuteWorkflowResult ?? JsonSerializer.SerializeToElement(value, EngineJson.Options).Deserialize<ExecuteWorkflowResult>(EngineJson.Options) : null;
}
