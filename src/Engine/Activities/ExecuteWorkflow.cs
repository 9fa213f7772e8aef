using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts a child, and waits for its end if told to. The child runs after the commit, in a unit of its own; a result that was not waited for
/// says only which instance it will be.
/// </summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and execute it.", Kind = ActivityKind.Task)]
public class ExecuteWorkflow : Activity<ExecuteWorkflowResult>
{
    public ExecuteWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The definition ID of the workflow to execute.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "The input to send to the workflow.")] public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var wait = WaitForCompletion.GetOrDefault(context);
        var child = await ChildWorkflow.QueueAsync(context, WorkflowDefinitionId.Get(context), CorrelationId.GetOrDefault(context), Input.GetOrDefault(context), wait);
        if (wait)
        {
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = child.BookmarkId, Stimulus = new ExecuteWorkflowStimulus(child.InstanceId), Callback = OnChildEndedAsync });
            return;
        }

        Result.Set(context, new ExecuteWorkflowResult { WorkflowInstanceId = child.InstanceId, WorkflowDefinitionVersionId = child.DefinitionVersionId });
        await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        Result.Set(context, ChildWorkflow.Result(context));
        await context.CompleteActivityAsync();
    }
}
