using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine;

/// <summary>Nobody listens: a task waits as a bookmark until it is reported.</summary>
internal sealed class WaitingTasks : ITaskDispatcher
{
    public Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Elsa's reporter, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class TaskReporter(WorkflowRuntime runtime) : ITaskReporter
{
    private static readonly string RunTaskName = ActivityShape.TypeNameOf(typeof(RunTask));

    public Task ReportCompletionAsync(string taskId, object? result = null, CancellationToken cancellationToken = default) =>
        runtime.SendStimulusAsync(RunTaskName, new RunTaskStimulus(taskId, ""), new StimulusMetadata { Input = new Dictionary<string, object> { [RunTask.InputKey] = result! } }, cancellationToken);
}
