namespace Elsa.Extensions;

/// <summary>Schedules work of an instance, and asks it.</summary>
public static class WorkflowExecutionContextExtensions
{
    public static ActivityWorkItem ScheduleWorkflow(
        this WorkflowExecutionContext workflowExecutionContext, IDictionary<string, object>? input = null, IEnumerable<Variable>? variables = null, string? schedulingActivityExecutionId = null,
        string? schedulingWorkflowInstanceId = null, int? schedulingCallStackDepth = null) =>
        workflowExecutionContext.Add(new ActivityWorkItem(
            workflowExecutionContext.Workflow, input: input, variables: variables, schedulingActivityExecutionId: schedulingActivityExecutionId, schedulingWorkflowInstanceId: schedulingWorkflowInstanceId,
            schedulingCallStackDepth: schedulingCallStackDepth));

    /// <summary>Schedules what the workflow consists of, without the workflow around it.</summary>
    public static ActivityWorkItem ScheduleRoot(this WorkflowExecutionContext workflowExecutionContext, IDictionary<string, object>? input = null, IEnumerable<Variable>? variables = null) =>
        workflowExecutionContext.ScheduleActivity(workflowExecutionContext.Workflow.Root, input, variables);

    public static ActivityWorkItem ScheduleActivity(this WorkflowExecutionContext workflowExecutionContext, IActivity activity, IDictionary<string, object>? input = null, IEnumerable<Variable>? variables = null) =>
        workflowExecutionContext.Add(new ActivityWorkItem(activity, input: input, variables: variables));

    /// <summary>Lets an activity that is under way run again.</summary>
    public static ActivityWorkItem ScheduleActivityExecutionContext(
        this WorkflowExecutionContext workflowExecutionContext, ActivityExecutionContext activityExecutionContext, IDictionary<string, object>? input = null, IEnumerable<Variable>? variables = null) =>
        workflowExecutionContext.Add(new ActivityWorkItem(
            activityExecutionContext.Activity, activityExecutionContext.ParentActivityExecutionContext, variables: variables, existingActivityExecutionContext: activityExecutionContext, input: input));

    /// <summary>Resumes what waits at the bookmark; null if nothing waits there.</summary>
    public static ActivityWorkItem? ScheduleBookmark(this WorkflowExecutionContext workflowExecutionContext, Bookmark bookmark, IDictionary<string, object>? input = null, IEnumerable<Variable>? variables = null) =>
        workflowExecutionContext.ActivityExecutionContexts.FirstOrDefault(x => x.Id == bookmark.ActivityInstanceId) is not { Status: ActivityStatus.Running } waiting
            ? null
            : workflowExecutionContext.Add(new ActivityWorkItem(waiting.Activity, waiting.ParentActivityExecutionContext, variables: variables, existingActivityExecutionContext: waiting, input: input) { Bookmark = bookmark });

    public static ActivityWorkItem Schedule(this WorkflowExecutionContext workflowExecutionContext, ActivityNode activityNode, ActivityExecutionContext owner, ScheduleWorkOptions? options = null) =>
        workflowExecutionContext.ScheduleFor(activityNode, owner, options);

    public static bool AllActivitiesCompleted(this WorkflowExecutionContext workflowExecutionContext) => workflowExecutionContext.ActivityExecutionContexts.All(x => x.IsCompleted);

    public static object? GetOutputByActivityId(this WorkflowExecutionContext workflowExecutionContext, string activityId, string? outputName = null) =>
        workflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activityId, outputName);

    public static IEnumerable<ActivityExecutionContext> FindActivityExecutionContexts(this WorkflowExecutionContext workflowExecutionContext, ActivityHandle activityHandle) =>
        activityHandle.ActivityInstanceId is { } id ? workflowExecutionContext.ActivityExecutionContexts.Where(x => x.Id == id) :
        workflowExecutionContext.FindActivity(activityHandle) is { } activity ? workflowExecutionContext.ActivityExecutionContexts.Where(x => x.Activity == activity) : [];

    private static ActivityWorkItem Add(this WorkflowExecutionContext context, ActivityWorkItem item)
    {
        context.Scheduler.Schedule(item);
        return item;
    }
}

/// <summary>Runs workflows in memory.</summary>
public static class WorkflowRunnerExtensions
{
    /// <summary>
    /// Runs to the end, resuming whatever waits. <paramref name="processBookmark"/> prepares the resumption, or says that this bookmark is to be left alone.
    /// </summary>
    public static async Task<WorkflowState> RunUntilEndAsync(
        this IWorkflowRunner workflowRunner, IActivity activity, Func<WorkflowState, Bookmark, RunWorkflowOptions, bool>? processBookmark = null, CancellationToken cancellationToken = default)
    {
        var run = await workflowRunner.RunAsync(activity, cancellationToken: cancellationToken);
        var left = new HashSet<string>(StringComparer.Ordinal);
        while (run.WorkflowState.Bookmarks.FirstOrDefault(x => !left.Contains(x.Id)) is { } bookmark)
        {
            var options = new RunWorkflowOptions { BookmarkId = bookmark.Id };
            if (processBookmark != null && !processBookmark(run.WorkflowState, bookmark, options)) left.Add(bookmark.Id);
            else run = await workflowRunner.RunAsync(run.WorkflowExecutionContext.WorkflowGraph, run.WorkflowState, options, cancellationToken);
        }

        return run.WorkflowState;
    }
}

/// <summary>Evaluates inputs.</summary>
public static class ExpressionEvaluatorExtensions
{
    /// <summary>The value of the input's expression; the default if it has none.</summary>
    public static async ValueTask<T?> EvaluateAsync<T>(this IExpressionEvaluator evaluator, Input<T> input, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null) =>
        (await evaluator.EvaluateAsync((Input)input, context, options)).ConvertTo<T>();

    /// <inheritdoc cref="EvaluateAsync{T}"/>
    public static ValueTask<object?> EvaluateAsync(this IExpressionEvaluator evaluator, Input input, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null) =>
        input.Expression is { } expression ? evaluator.EvaluateAsync(expression, input.Type, context, options) : ValueTask.FromResult<object?>(null);
}

/// <summary>Adds what an instance needs at start.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a place where variables can be kept.</summary>
    public static IServiceCollection AddStorageDriver<T>(this IServiceCollection services) where T : class, IStorageDriver => services.AddSingleton<IStorageDriver, T>();
}
