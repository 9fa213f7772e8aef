using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>
/// Asks for a task to be done outside and waits until somebody reports it as done (<see cref="ITaskReporter"/>). Result: what was reported.
/// The task's id is an output, so that the workflow can hand it on while it waits.
/// </summary>
[Activity("Elsa", "Primitives", "Requests a given task to be run. ", Kind = ActivityKind.Action)]
public class RunTask : Activity<object>
{
    /// <summary>The input with which the activity is resumed: what was reported.</summary>
    public const string InputKey = "RunTaskInput";

    [System.Text.Json.Serialization.JsonConstructor]
    private RunTask(string? source = null, int? line = null) : base(source, line)
    {
    }

    public RunTask(MemoryBlockReference output, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line)
    {
    }

    public RunTask(Output<object>? output, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line)
    {
    }

    public RunTask(string taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(taskName), source, line)
    {
    }

    public RunTask(Func<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(taskName), source, line)
    {
    }

    public RunTask(Func<ExpressionExecutionContext, string?> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(taskName!), source, line)
    {
    }

    public RunTask(Variable<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(taskName), source, line)
    {
    }

    public RunTask(Literal<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(taskName), source, line)
    {
    }

    public RunTask(Input<string> taskName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => TaskName = taskName;

    [Input(Description = "The name of the task being requested.")] public Input<string> TaskName { get; set; } = null!;
    [Input(Description = "Any additional parameters to send to the task.")] public Input<IDictionary<string, object>?> Payload { get; set; } = null!;
    [Output(Description = "The ID of the task that was requested to run.")] public Output<string> TaskId { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = TaskName.Get(context);
        var taskId = context.WorkflowExecutionContext.IdentityGenerator.GenerateId();
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new RunTaskStimulus(taskId, name), Callback = OnReportedAsync });
        TaskId.Set(context, taskId);
        await context.GetRequiredService<ITaskDispatcher>().DispatchAsync(new RunTaskRequest(context, taskId, name, Payload.GetOrDefault(context)), context.CancellationToken);
    }

    private async ValueTask OnReportedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.GetWorkflowInput<object>(InputKey));
        await context.CompleteActivityAsync();
    }
}
