using System.Data.Common;
using Elsa.Resilience;
using Elsa.Workflows.IncidentStrategies;
using Microsoft.Extensions.Options;
using Workflows.Engine.Resilience;

namespace Workflows.Engine;

/// <summary>
/// The loop: takes what is scheduled, evaluates its inputs, runs or resumes it, until nothing is left to do. A failing activity becomes an
/// incident of its instance and never escapes from here; a failure of the database does, so that nothing of the run is stored.
/// </summary>
public sealed class WorkflowRunner(IServiceProvider serviceProvider, IWorkflowGraphBuilder graphBuilder, IIdentityGenerator identityGenerator, IOptions<WorkflowEngineOptions> options) : IWorkflowRunner
{
    public Task<RunWorkflowResult> RunAsync(IActivity activity, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(Workflow.FromActivity(activity), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(IWorkflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await serviceProvider.GetRequiredService<IWorkflowBuilderFactory>().CreateBuilder().BuildWorkflowAsync(workflow, cancellationToken), options, cancellationToken);

    public async Task<RunWorkflowResult<TResult>> RunAsync<TResult>(WorkflowBase<TResult> workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = await RunAsync((IWorkflow)workflow, options, cancellationToken);
        return new RunWorkflowResult<TResult>(run.WorkflowExecutionContext, run.WorkflowState, run.Workflow, run.Result.ConvertTo<TResult>()!, run.Journal);
    }

    public Task<RunWorkflowResult> RunAsync<T>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) where T : IWorkflow, new() => RunAsync((IWorkflow)new T(), options, cancellationToken);

    public async Task<TResult> RunAsync<T, TResult>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) where T : WorkflowBase<TResult>, new() =>
        (await RunAsync(new T(), options, cancellationToken)).Result;

    public async Task<RunWorkflowResult> RunAsync(Workflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphBuilder.BuildAsync(workflow, cancellationToken), options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(Workflow workflow, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(await graphBuilder.BuildAsync(workflow, cancellationToken), workflowState, options, cancellationToken);

    public async Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RunWorkflowOptions();
        return await RunAsync(Create(workflowGraph, new WorkflowStart
        {
            InstanceId = options.WorkflowInstanceId,
            CorrelationId = options.CorrelationId,
            Input = options.Input,
            Properties = options.Properties,
            ParentInstanceId = options.ParentWorkflowInstanceId,
            TriggerActivityId = options.TriggerActivityId,
            SchedulingActivityExecutionId = options.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = options.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = options.SchedulingCallStackDepth
        }, cancellationToken));
    }

    public async Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
    {
        var context = await RestoreAsync(workflowGraph, workflowState, options, cancellationToken);
        Schedule(context, options);
        return await RunAsync(context);
    }

    public async Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext)
    {
        await LoopAsync(workflowExecutionContext);
        var state = await InstanceState.ExtractAsync(workflowExecutionContext);
        var entries = workflowExecutionContext.ExecutionLog;
        return new RunWorkflowResult(
            workflowExecutionContext, state, workflowExecutionContext.Workflow, ResultOf(workflowExecutionContext),
            new Journal(entries, workflowExecutionContext.Touched.Keys));
    }

    private static object? ResultOf(WorkflowExecutionContext context) =>
        context.Workflow.ResultVariable is { } variable && context.MemoryRegister.TryGetBlock(variable.Id, out var block) ? block.Value : context.GetLastActivityResult();

    /// <summary>A new instance, its root scheduled.</summary>
    internal WorkflowExecutionContext Create(WorkflowGraph workflowGraph, WorkflowStart start, CancellationToken cancellationToken)
    {
        var context = new WorkflowExecutionContext(serviceProvider, workflowGraph, start.InstanceId ?? identityGenerator.GenerateId(), cancellationToken)
        {
            CorrelationId = start.CorrelationId,
            Name = start.Name,
            ParentWorkflowInstanceId = start.ParentInstanceId
        };
        var options = new RunWorkflowOptions
        {
            Input = start.Input,
            Properties = start.Properties,
            TriggerActivityId = start.TriggerActivityId,
            SchedulingActivityExecutionId = start.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = start.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = start.SchedulingCallStackDepth
        };
        Apply(context, options);
        ScheduleRoot(context, options);
        return context;
    }

    /// <summary>Cancels an instance: its activities hear of it, then everything that waits is removed.</summary>
    internal static async ValueTask CancelAsync(WorkflowExecutionContext context)
    {
        var root = context.ActivityExecutionContexts.FirstOrDefault(x => x.ParentActivityExecutionContext == null);
        if (root != null) await root.CancelAsync();
        context.Cancel();
    }

    /// <summary>Makes a faulted instance ready to go on where it failed.</summary>
    internal static void Recover(WorkflowExecutionContext context)
    {
        context.RestoreStatus(WorkflowSubStatus.Executing);
        context.FinishedAt = null;
        context.AddExecutionLogEntry("Retried");
        foreach (var failed in context.ActivityExecutionContexts.Where(x => x.Status == ActivityStatus.Faulted).ToList()) Recover(failed);
    }

    /// <summary>Makes an activity that has failed wait again, or run again from its start.</summary>
    internal static void Recover(ActivityExecutionContext failed)
    {
        failed.RecoverFromFault();
        if (!failed.Bookmarks.Any())
            failed.WorkflowExecutionContext.Queue.Schedule(new ActivityWorkItem(failed.Activity, failed.ParentActivityExecutionContext, existingActivityExecutionContext: failed));
    }

    /// <summary>An instance, ready to go on from its state.</summary>
    internal async ValueTask<WorkflowExecutionContext> RestoreAsync(WorkflowGraph workflowGraph, WorkflowState workflowState, RunWorkflowOptions? options, CancellationToken cancellationToken)
    {
        var context = new WorkflowExecutionContext(serviceProvider, workflowGraph, workflowState.Id, cancellationToken);
        await InstanceState.ApplyAsync(context, workflowState);
        Apply(context, options);
        return context;
    }

    private static void Apply(WorkflowExecutionContext context, RunWorkflowOptions? options)
    {
        if (options == null) return;
        if (options.TriggerActivityId != null) context.TriggerActivityId = options.TriggerActivityId;
        if (options.Input != null)
            foreach (var (key, value) in options.Input)
                context.Input[key] = value;
        if (options.Properties != null)
            foreach (var (key, value) in options.Properties)
                context.Properties[key] = value;
    }

    internal static void Schedule(WorkflowExecutionContext context, RunWorkflowOptions? options)
    {
        if (context.Status == WorkflowStatus.Finished) return;
        if (options?.BookmarkId is { } bookmarkId)
        {
            var bookmark = context.Bookmarks.FirstOrDefault(x => x.Id == bookmarkId);
            var waiting = bookmark == null ? null : context.ActivityExecutionContexts.FirstOrDefault(x => x.Id == bookmark.ActivityInstanceId);
            if (waiting is { Status: ActivityStatus.Running })
                context.Queue.Schedule(new ActivityWorkItem(waiting.Activity, waiting.ParentActivityExecutionContext, existingActivityExecutionContext: waiting) { Bookmark = bookmark });
        }
        else if (options?.ActivityHandle is { } handle)
        {
            var existing = context.ActivityExecutionContexts.FirstOrDefault(x =>
                handle.ActivityInstanceId != null ? x.Id == handle.ActivityInstanceId : handle.ActivityNodeId != null ? x.NodeId == handle.ActivityNodeId : x.Activity.Id == handle.ActivityId);
            if (existing != null) context.Queue.Schedule(new ActivityWorkItem(existing.Activity, existing.ParentActivityExecutionContext, existingActivityExecutionContext: existing));
        }
        else if (context.ActivityExecutionContexts.Count == 0 && !context.Queue.HasAny)
        {
            ScheduleRoot(context, options);
        }
    }

    private static void ScheduleRoot(WorkflowExecutionContext context, RunWorkflowOptions? options) => context.Queue.Schedule(new ActivityWorkItem(
        context.Workflow,
        schedulingActivityExecutionId: options?.SchedulingActivityExecutionId,
        schedulingWorkflowInstanceId: options?.SchedulingWorkflowInstanceId,
        schedulingCallStackDepth: options?.SchedulingCallStackDepth));

    internal async ValueTask LoopAsync(WorkflowExecutionContext workflow)
    {
        if (workflow.Status == WorkflowStatus.Finished) return;
        if (!workflow.Queue.HasAny && workflow.SubStatus == WorkflowSubStatus.Suspended) return;
        workflow.TransitionTo(WorkflowSubStatus.Executing);
        workflow.IsExecuting = true;
        var left = options.Value.MaxActivitiesPerRun;
        while (workflow.Queue.HasAny && workflow.Status == WorkflowStatus.Running)
        {
            workflow.CancellationToken.ThrowIfCancellationRequested();
            await InvokeAsync(workflow, workflow.Queue.Take(), --left < 0);
            workflow.DropEnded();
        }

        workflow.IsExecuting = false;
        if (workflow.Status == WorkflowStatus.Finished) return;
        if (workflow.ActivityExecutionContexts.All(x => x.IsCompleted)) workflow.Finish();
        else workflow.TransitionTo(WorkflowSubStatus.Suspended);
    }

    private async ValueTask InvokeAsync(WorkflowExecutionContext workflow, ActivityWorkItem item, bool runsAway)
    {
        var context = item.ExistingActivityExecutionContext ?? Create(workflow, item);
        if (context.IsCompleted) return;
        context.AddActivityInput(item.Input);
        context.ExecutionCount++;
        workflow.Touch(context);
        workflow.Current = context;
        context.IsExecuting = true;
        try
        {
            if (item.Bookmark is { Name: Retries.BookmarkName })
            {
                context.ClearBookmarks();
                await ExecuteAsync(context, runsAway);
            }
            else if (item.Bookmark != null) await ResumeAsync(context, item.Bookmark);
            else await ExecuteAsync(context, runsAway);
            if (context.Status == ActivityStatus.Running && context.HasNewBookmarks) context.AddExecutionLogEntry("Suspended", payload: context.JournalPayload);
        }
        catch (OperationCanceledException) when (workflow.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            // Not the activity's failure: nothing of the run may be stored, and it can be tried again as a whole.
            throw;
        }
        catch (Exception e)
        {
            if (context.Activity is not IResilientActivity || !await serviceProvider.GetRequiredService<Retries>().TryAsync(context, e)) Fault(context, e);
        }
        finally
        {
            context.IsExecuting = false;
            workflow.Current = null;
        }
    }

    /// <summary>The database failed, not what the activity does: also where an expression was asked for, which wraps it.</summary>
    private static bool IsOfTheDatabase(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is DbException) return true;
        return false;
    }

    private async ValueTask ExecuteAsync(ActivityExecutionContext context, bool runsAway)
    {
        context.AddExecutionLogEntry("Started");
        if (runsAway)
            throw new InvalidOperationException(
                $"Expected the instance to wait or end within {options.Value.MaxActivitiesPerRun} activities of one run, found it still going. Look for a loop in which nothing waits.");
        await context.EvaluateInputPropertiesAsync();
        if (!await context.Activity.CanExecuteAsync(context))
        {
            context.TransitionTo(ActivityStatus.Pending);
            context.AddExecutionLogEntry("Precondition Failed", "Cannot execute at this time");
            return;
        }

        context.TransitionTo(ActivityStatus.Running);
        await context.Activity.ExecuteAsync(context);
    }

    private static async ValueTask ResumeAsync(ActivityExecutionContext context, Bookmark bookmark)
    {
        context.AddExecutionLogEntry("Resumed");
        await context.EvaluateInputPropertiesAsync();
        if (bookmark.CallbackMethodName != null) await ActivityMethods.Find<ExecuteActivityDelegate>(context.Activity, bookmark.CallbackMethodName)(context);
        else if (bookmark.AutoComplete) await context.CompleteActivityAsync();
        if (bookmark.AutoBurn) context.WorkflowExecutionContext.Bookmarks.Remove(bookmark);
    }

    private static ActivityExecutionContext Create(WorkflowExecutionContext workflow, ActivityWorkItem item)
    {
        var node = workflow.FindNodeByActivity(item.Activity)!;
        var context = new ActivityExecutionContext(workflow.IdentityGenerator.GenerateId(), workflow, item.Owner, node, workflow.Now, item.Tag)
        {
            SchedulingActivityExecutionId = item.SchedulingActivityExecutionId,
            SchedulingActivityId = item.SchedulingActivityId,
            SchedulingWorkflowInstanceId = item.SchedulingWorkflowInstanceId,
            CallStackDepth = item.SchedulingCallStackDepth ?? 0
        };
        if (item.Variables != null)
            foreach (var variable in item.Variables)
            {
                context.DynamicVariables.Add(variable);
                variable.DeclareIn(context.ExpressionExecutionContext.Memory);
            }

        workflow.AddActivityExecutionContext(context);
        workflow.Touched[context] = true;
        return context;
    }

    private void Fault(ActivityExecutionContext context, Exception exception)
    {
        context.Fault(exception);
        context.AddExecutionLogEntry("Faulted", exception.Message, payload: new Dictionary<string, object?>
        {
            ["Exception"] = exception.GetType().FullName,
            ["Message"] = exception.Message,
            ["Source"] = exception.Source,
            ["Data"] = exception.Data.Keys.Cast<object>().ToDictionary(x => x.ToString()!, x => exception.Data[x]?.ToString()),
            ["StackTrace"] = exception.StackTrace,
            ["InnerException"] = exception.InnerException?.GetType().FullName
        });
        var type = context.WorkflowExecutionContext.Workflow.Options.IncidentStrategyType ?? options.Value.DefaultIncidentStrategy;
        var strategy = type == typeof(FaultStrategy) ? new FaultStrategy() : (IIncidentStrategy)ActivatorUtilities.GetServiceOrCreateInstance(serviceProvider, type);
        strategy.HandleIncident(context);
    }
}
