using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Starts a child after the commit, and waits for its end if told to. Result: the child's output.</summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and dispatch it for execution.")]
public class DispatchWorkflow : Activity<object>
{
    public DispatchWorkflow([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The definition ID of the workflow to dispatch.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "The input to send to the workflow.")] public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    [Input(Description = "Start a new trace context when using Open Telemetry.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = null!;

    [Input(DisplayName = "Channel", Description = "The channel to dispatch the workflow to.")]
    public Input<string?> ChannelName { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var wait = WaitForCompletion.GetOrDefault(context);
        var child = await ChildWorkflow.QueueAsync(context, WorkflowDefinitionId.Get(context), CorrelationId.GetOrDefault(context), Input.GetOrDefault(context), wait);
        if (wait)
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkId = child.BookmarkId, Stimulus = new DispatchWorkflowStimulus(child.InstanceId), Callback = OnChildEndedAsync });
        else
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        Result.Set(context, (object?)ChildWorkflow.Result(context)?.Output);
        await context.CompleteActivityAsync();
    }
}
