using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Starts a child for each item after the commit. If told to wait (the default) it runs <see cref="ChildCompleted"/> or <see cref="ChildFaulted"/>
/// each time a child ends, which find its id in the variable <c>ChildInstanceId</c>, and is done when all children have ended and all of that has run.
/// </summary>
[Activity("Elsa", "Composition", "Create new workflow instances for each item in the data source and dispatch them for execution.", Kind = ActivityKind.Task)]
[FlowNode("Completed", "Canceled", "Done")]
public class BulkDispatchWorkflows : Activity
{
    public BulkDispatchWorkflows([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Workflow Definition", Description = "The definition ID of the workflows to dispatch.", UIHint = InputUIHints.WorkflowDefinitionPicker)]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(Description = "The data source to use for dispatching the workflows.")] public Input<object> Items { get; set; } = null!;

    [Input(Description = "The default key to use for the input name when sending the current item to the dispatched workflow. Will not be used if the Items field contain a list of dictionaries", DefaultValue = "Item")]
    public Input<string> DefaultItemInputKey { get; set; } = new("Item");

    /// <summary>Evaluated for each item, which the expression finds under the name of <see cref="DefaultItemInputKey"/>.</summary>
    [Input(DisplayName = "Correlation ID Function", Description = "A function to compute the correlation ID to associate a dispatched workflow with.", AutoEvaluate = false)]
    public Input<string?>? CorrelationIdFunction { get; set; }

    [Input(Description = "Additional input to send to the workflows being dispatched.")] public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Wait for the dispatched workflows to complete before completing this activity.", DefaultValue = true)]
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    [Input(Description = "Start a new trace context when using Open Telemetry.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    [Input(DisplayName = "Channel", Description = "The channel to dispatch the workflow to.")] public Input<string?> ChannelName { get; set; } = null!;

    [Port] public IActivity? ChildCompleted { get; set; }
    [Port] public IActivity? ChildFaulted { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ItemSource.ItemsOf(Items.GetOrDefault(context));
        var definitionId = WorkflowDefinitionId.Get(context);
        var key = DefaultItemInputKey.GetOrDefault(context) is { Length: > 0 } given ? given : "Item";
        var waitAt = WaitForCompletion.GetOrDefault(context) && items.Count > 0 ? context.WorkflowExecutionContext.IdentityGenerator.GenerateId() : null;
        foreach (var item in items)
        {
            var input = new Dictionary<string, object>(Input.GetOrDefault(context) ?? new Dictionary<string, object>());
            var values = item as IDictionary<string, object> ?? new Dictionary<string, object> { [key] = item! };
            foreach (var (name, value) in values) input[name] = value;
            await ChildWorkflow.QueueAsync(context, definitionId, await CorrelationIdAsync(context, key, item), input, waitAt != null, waitAt);
        }

        if (waitAt == null)
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
            return;
        }

        context.StartBranches(items.Count);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkId = waitAt,
            Stimulus = new BulkDispatchWorkflowsStimulus(context.WorkflowExecutionContext.Id) { ScheduledInstanceIdsCount = items.Count },
            Callback = OnChildEndedAsync,
            AutoBurn = false
        });
    }

    private async ValueTask<string?> CorrelationIdAsync(ActivityExecutionContext context, string key, object? item) => CorrelationIdFunction?.Expression is not { } expression
        ? null
        : await context.WorkflowExecutionContext.Evaluator.EvaluateAsync<string>(
            expression, context.ExpressionExecutionContext, new ExpressionEvaluatorOptions { Arguments = new Dictionary<string, object> { [key] = item! } });

    private async ValueTask OnChildEndedAsync(ActivityExecutionContext context)
    {
        var child = ChildWorkflow.Result(context) ?? throw new InvalidOperationException("Expected what became of a child, found nothing. The activity is resumed only by its children.");
        var then = child.SubStatus switch { WorkflowSubStatus.Finished => ChildCompleted, WorkflowSubStatus.Faulted => ChildFaulted, _ => null };
        if (then == null)
        {
            await EndOneAsync(context);
            return;
        }

        await context.ScheduleActivityAsync(then, new ScheduleWorkOptions
        {
            CompletionCallback = OnChildHandledAsync,
            Variables = [new Variable<string>("ChildInstanceId", child.WorkflowInstanceId)],
            Input = new Dictionary<string, object>
            {
                ["WorkflowInstanceId"] = child.WorkflowInstanceId,
                ["WorkflowStatus"] = child.Status,
                ["WorkflowSubStatus"] = child.SubStatus,
                ["WorkflowOutput"] = child.Output ?? new Dictionary<string, object>()
            }
        });
    }

    private ValueTask OnChildHandledAsync(ActivityCompletedContext context) => EndOneAsync(context.TargetContext);

    private static ValueTask EndOneAsync(ActivityExecutionContext context) => context.EndBranchAsync(new Outcomes("Completed", "Done"));
}
