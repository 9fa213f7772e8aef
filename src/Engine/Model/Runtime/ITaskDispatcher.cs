using Elsa.Workflows.Runtime.Notifications;

namespace Elsa.Workflows.Runtime
{
    /// <summary>
    /// Hears of each task that a workflow asks for, inside the unit of work that asks: it may add rows to it, and must not reach outside. By
    /// default nobody listens: the task waits as a bookmark, whose payload has its id and name, until it is reported.
    /// </summary>
    public interface ITaskDispatcher
    {
        Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default);
    }

    /// <summary>Takes reports of tasks that are done.</summary>
    public interface ITaskReporter
    {
        /// <summary>Resumes the workflow that asked for the task. A task that nobody waits for, or that was reported before, changes nothing.</summary>
        Task ReportCompletionAsync(string taskId, object? result = null, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Runtime.Notifications
{
    /// <summary>A task that a workflow asks for.</summary>
    public record RunTaskRequest(ActivityExecutionContext ActivityExecutionContext, string TaskId, string TaskName, IDictionary<string, object>? TaskPayload);
}
