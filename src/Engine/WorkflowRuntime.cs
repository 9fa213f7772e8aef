using System.Globalization;
using Elsa.Scheduling;
using Workflows.Engine.Resilience;

namespace Workflows.Engine;

/// <summary>
/// Starts, resumes and cancels stored instances within the caller's unit of work: what a run changes (state, bookmarks, timers, journal,
/// queue) is handed to the scope's <see cref="IWorkflowStore"/> and committed by the caller. What concerns another instance is queued and
/// worked off after the commit. Refusals are values; exceptions are bugs.
/// </summary>
public sealed class WorkflowRuntime(
    IWorkflowStore store,
    IWorkflowDefinitionService definitions,
    WorkflowRunner runner,
    IIdentityGenerator identityGenerator,
    IStimulusHasher hasher,
    TimeProvider time,
    ICronParser cron,
    IActivityPropertyLogPersistenceEvaluator logPersistence,
    IServiceProvider serviceProvider)
{
    // Set on a child that its parent waits for: the parent's bookmark, resumed when the child ends.
    internal const string ParentBookmarkProperty = "ParentBookmarkId";
    internal const string ChildResultInput = "__ChildWorkflowResult";

    private int _running;

    /// <summary>True while an activity's code runs: the instances of this scope must not be entered a second time.</summary>
    internal bool IsRunning => _running > 0;

    /// <summary>Starts an instance of the published version (unless the handle says otherwise), if its activation strategy allows.</summary>
    public Task<WorkflowRun> StartAsync(WorkflowDefinitionHandle definition, WorkflowStart? start = null, CancellationToken cancellationToken = default) =>
        RunMeters.Measure("start", () => BeginAsync(definition, start ?? new WorkflowStart(), cancellationToken));

    private async Task<WorkflowRun> BeginAsync(WorkflowDefinitionHandle definition, WorkflowStart start, CancellationToken cancellationToken)
    {
        var graph = await definitions.FindWorkflowGraphAsync(definition, cancellationToken);
        if (graph == null) return new WorkflowRun(RunOutcome.DefinitionNotFound);
        if (!await MayStartAsync(graph.Workflow, start.CorrelationId, cancellationToken)) return new WorkflowRun(RunOutcome.ActivationRefused);

        var context = runner.Create(graph, start, cancellationToken);
        return new WorkflowRun(RunOutcome.Ran, await RunAsync(context, null));
    }

    /// <summary>Creates an instance that does not run yet.</summary>
    public async Task<WorkflowRun> CreateAsync(WorkflowDefinitionHandle definition, WorkflowStart? start = null, CancellationToken cancellationToken = default)
    {
        var graph = await definitions.FindWorkflowGraphAsync(definition, cancellationToken);
        if (graph == null) return new WorkflowRun(RunOutcome.DefinitionNotFound);
        var context = runner.Create(graph, start ?? new WorkflowStart(), cancellationToken);
        context.Queue.Clear();
        return new WorkflowRun(RunOutcome.Ran, await SaveAsync(context, null));
    }

    /// <summary>Resumes what waits at the bookmark. <paramref name="instanceId"/> spares a look-up when it is known.</summary>
    public async Task<WorkflowRun> ResumeAsync(string bookmarkId, IDictionary<string, object>? input = null, string? instanceId = null, CancellationToken cancellationToken = default)
    {
        instanceId ??= (await store.FindBookmarkAsync(bookmarkId, cancellationToken))?.WorkflowInstanceId;
        return instanceId == null
            ? new WorkflowRun(RunOutcome.BookmarkGone)
            : await RunAsync(instanceId, new RunWorkflowOptions { BookmarkId = bookmarkId, Input = input }, cancellationToken);
    }

    /// <summary>Runs an instance that exists: as the options say, or, if it has not run yet, from its start.</summary>
    public Task<WorkflowRun> RunAsync(string instanceId, RunWorkflowOptions options, CancellationToken cancellationToken = default) =>
        RunMeters.Measure("resume", () => GoOnAsync(instanceId, options, cancellationToken));

    private async Task<WorkflowRun> GoOnAsync(string instanceId, RunWorkflowOptions options, CancellationToken cancellationToken)
    {
        var instance = await store.FindInstanceAsync(instanceId, cancellationToken);
        if (instance == null) return new WorkflowRun(RunOutcome.InstanceNotFound);
        if (instance.Status == WorkflowStatus.Finished) return new WorkflowRun(RunOutcome.InstanceEnded, instance);
        if (options.BookmarkId != null && instance.WorkflowState.Bookmarks.All(x => x.Id != options.BookmarkId)) return new WorkflowRun(RunOutcome.BookmarkGone, instance);
        var context = await RestoreAsync(instance, options, cancellationToken);
        WorkflowRunner.Schedule(context, options);
        if (!context.Queue.HasAny) return new WorkflowRun(RunOutcome.BookmarkGone, instance);
        return new WorkflowRun(RunOutcome.Ran, await RunAsync(context, instance));
    }

    /// <summary>
    /// Starts an instance for each published trigger, and resumes each bookmark, that waits for the stimulus. A stimulus addressed to an
    /// instance, an activity or a bookmark starts nothing.
    /// </summary>
    public Task<IReadOnlyList<WorkflowRun>> SendStimulusAsync(string activityTypeName, object? stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendStimulusAsync(hasher.Hash(activityTypeName, stimulus, metadata?.ActivityInstanceId), hasher.Hash(activityTypeName, stimulus), metadata, cancellationToken);

    /// <inheritdoc cref="SendStimulusAsync(string,object?,StimulusMetadata?,CancellationToken)"/>
    public Task<IReadOnlyList<WorkflowRun>> SendStimulusAsync(string hash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendStimulusAsync(hash, hash, metadata, cancellationToken);

    private async Task<IReadOnlyList<WorkflowRun>> SendStimulusAsync(string hash, string plainHash, StimulusMetadata? metadata, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            Enqueue(QueuedWorkKind.SendStimulus, new QueuedStimulus(hash, plainHash, metadata));
            return [new WorkflowRun(RunOutcome.Queued)];
        }

        var (starts, resumes) = await MatchAsync(hash, plainHash, metadata, cancellationToken);
        var runs = new List<WorkflowRun>(starts.Count + resumes.Count);
        foreach (var (definition, start) in starts) runs.Add(await StartAsync(definition, start, cancellationToken));
        foreach (var resume in resumes) runs.Add(await ResumeAsync(resume.BookmarkId, resume.Input, resume.InstanceId, cancellationToken));
        return runs;
    }

    /// <summary>Stops the instance: its activities hear <see cref="CancelSignal"/>, its bookmarks and timers go, its children are cancelled later.</summary>
    public async Task<WorkflowRun> CancelAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var instance = await store.FindInstanceAsync(instanceId, cancellationToken);
        if (instance == null) return new WorkflowRun(RunOutcome.InstanceNotFound);
        if (instance.Status == WorkflowStatus.Finished) return new WorkflowRun(RunOutcome.InstanceEnded, instance);
        var context = await RestoreAsync(instance, null, cancellationToken);
        await WorkflowRunner.CancelAsync(context);
        return new WorkflowRun(RunOutcome.Ran, await SaveAsync(context, instance));
    }

    /// <summary>
    /// Tries again what has failed, after its cause was removed: an activity that still has a bookmark waits for it again, another one runs
    /// again from its start. The incidents stay on record.
    /// </summary>
    public async Task<WorkflowRun> RetryAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var instance = await store.FindInstanceAsync(instanceId, cancellationToken);
        if (instance == null) return new WorkflowRun(RunOutcome.InstanceNotFound);
        if (instance.WorkflowState.ActivityExecutionContexts.All(x => x.Status != ActivityStatus.Faulted)) return new WorkflowRun(RunOutcome.NothingFailed, instance);
        var context = await RestoreAsync(instance, null, cancellationToken);
        WorkflowRunner.Recover(context);
        return new WorkflowRun(RunOutcome.Ran, await RunAsync(context, instance));
    }

    /// <summary>Resumes what a due timer waits for, and removes the timer.</summary>
    public async Task<WorkflowRun> FireTimerAsync(string timerId, CancellationToken cancellationToken = default)
    {
        var timer = await store.FindTimerAsync(timerId, cancellationToken);
        if (timer == null || timer.DueAt > time.GetUtcNow()) return new WorkflowRun(RunOutcome.TimerNotDue);
        var run = await ResumeAsync(timer.BookmarkId, null, timer.WorkflowInstanceId, cancellationToken);
        if (!run.Ran) store.RemoveTimer(timer.Id);
        return run;
    }

    /// <summary>Does queued work and removes it. A stimulus that matches several instances becomes one piece of work for each.</summary>
    public async Task<WorkflowRun> WorkOffAsync(QueuedWork work, CancellationToken cancellationToken = default)
    {
        var run = work.Kind switch
        {
            QueuedWorkKind.StartWorkflow => await StartQueuedAsync(Payload<QueuedStart>(work), cancellationToken),
            QueuedWorkKind.SendStimulus => await SendQueuedAsync(Payload<QueuedStimulus>(work), cancellationToken),
            QueuedWorkKind.FireTrigger => await FireQueuedAsync(Payload<QueuedTrigger>(work), cancellationToken),
            QueuedWorkKind.ResumeBookmark => Payload<QueuedResume>(work) is var resume ? await ResumeAsync(resume.BookmarkId, resume.Input, resume.InstanceId, cancellationToken) : null!,
            QueuedWorkKind.CancelWorkflow => await CancelAsync(Payload<QueuedCancel>(work).InstanceId, cancellationToken),
            _ => throw new InvalidOperationException($"Expected a kind of queued work the engine knows, found \"{work.Kind}\" ({work.Id}). Work it off where it was queued.")
        };
        store.RemoveQueuedWork(work.Id);
        return run;
    }

    /// <summary>Queues the start of an instance; returns the id it will have.</summary>
    public string QueueStart(WorkflowDefinitionHandle definition, WorkflowStart start)
    {
        var instanceId = start.InstanceId ?? identityGenerator.GenerateId();
        Enqueue(QueuedWorkKind.StartWorkflow, new QueuedStart(definition, start with { InstanceId = instanceId }));
        return instanceId;
    }

    /// <summary>Queues a stimulus.</summary>
    public void QueueStimulus(string activityTypeName, object? stimulus, StimulusMetadata? metadata = null) =>
        Enqueue(QueuedWorkKind.SendStimulus, new QueuedStimulus(hasher.Hash(activityTypeName, stimulus, metadata?.ActivityInstanceId), hasher.Hash(activityTypeName, stimulus), metadata));

    /// <summary>Queues a stimulus whose hash is known.</summary>
    public void QueueStimulus(string hash, StimulusMetadata? metadata) => Enqueue(QueuedWorkKind.SendStimulus, new QueuedStimulus(hash, hash, metadata));

    /// <summary>Queues the resumption of a bookmark, for instance one of another instance.</summary>
    public void QueueResume(string bookmarkId, string? instanceId = null, IDictionary<string, object>? input = null) =>
        Enqueue(QueuedWorkKind.ResumeBookmark, new QueuedResume(bookmarkId, instanceId, input));

    /// <summary>Queues the starts that these triggers leave to the clock. A time that has passed starts nothing.</summary>
    public void QueueTriggers(IEnumerable<StoredTrigger> triggers)
    {
        foreach (var trigger in triggers)
            if (trigger.Payload is IDueStimulus due && due.DueAt > time.GetUtcNow())
                Enqueue(QueuedWorkKind.FireTrigger, new QueuedTrigger(trigger.Id, trigger.Hash!), due.DueAt);
            else if (Recurrence.Of(trigger.Payload, cron) is var (recurrence, first))
                Enqueue(QueuedWorkKind.FireTrigger, new QueuedTrigger(trigger.Id, trigger.Hash!, first, recurrence), first);
    }

    /// <summary>Queues the cancellation of an instance.</summary>
    public void QueueCancel(string instanceId) => Enqueue(QueuedWorkKind.CancelWorkflow, new QueuedCancel(instanceId));

    /// <summary>Queues a request to be sent; its bookmark is resumed with what came of it.</summary>
    public void QueueHttpRequest(QueuedHttpRequest request) => Enqueue(QueuedWorkKind.SendHttpRequest, request);

    private void Enqueue<T>(string kind, T payload, DateTimeOffset? notBefore = null) => store.AddQueuedWork(new QueuedWork
    {
        Id = identityGenerator.GenerateId(),
        Kind = kind,
        Payload = EngineJson.Serialize(payload),
        EnqueuedAt = time.GetUtcNow(),
        NotBefore = notBefore
    });

    private static T Payload<T>(QueuedWork work) => EngineJson.Deserialize<T>(work.Payload)
        ?? throw new InvalidOperationException($"Expected queued work {work.Id} ({work.Kind}) to carry its payload, found \"{work.Payload}\".");

    private async Task<WorkflowRun> StartQueuedAsync(QueuedStart queued, CancellationToken cancellationToken)
    {
        var run = await StartAsync(queued.Definition, queued.Start, cancellationToken);
        if (!run.Ran && queued.Start is { ParentInstanceId: { } parent, Properties: { } properties } && ParentBookmark(properties) is { } bookmarkId)
            QueueResume(bookmarkId, parent, new Dictionary<string, object>
            {
                [ChildResultInput] = new ExecuteWorkflowResult { WorkflowInstanceId = queued.Start.InstanceId!, CorrelationId = queued.Start.CorrelationId, Status = WorkflowStatus.Finished, SubStatus = WorkflowSubStatus.Cancelled }
            });
        return run;
    }

    private async Task<WorkflowRun> FireQueuedAsync(QueuedTrigger queued, CancellationToken cancellationToken)
    {
        var trigger = (await store.ListTriggersAsync(queued.Hash, cancellationToken)).FirstOrDefault(x => x.Id == queued.TriggerId);
        if (trigger == null) return new WorkflowRun(RunOutcome.NothingMatched);
        var (version, start) = (WorkflowDefinitionHandle.ByDefinitionVersionId(trigger.WorkflowDefinitionVersionId), new WorkflowStart { TriggerActivityId = trigger.ActivityId });
        if (queued is not { Recurrence: { } recurrence, Due: { } due }) return await StartAsync(version, start, cancellationToken);

        // The start is work of its own: one that fails does not end the schedule.
        QueueStart(version, start);
        var next = recurrence.After(due, time.GetUtcNow(), cron);
        Enqueue(QueuedWorkKind.FireTrigger, queued with { Due = next }, next);
        return new WorkflowRun(RunOutcome.Queued);
    }

    private async Task<WorkflowRun> SendQueuedAsync(QueuedStimulus queued, CancellationToken cancellationToken)
    {
        var (starts, resumes) = await MatchAsync(queued.Hash, queued.PlainHash, queued.Metadata, cancellationToken);
        if (starts.Count + resumes.Count == 0) return new WorkflowRun(RunOutcome.NothingMatched);
        if (starts is [var (definition, only)] && resumes.Count == 0) return await StartAsync(definition, only, cancellationToken);
        if (resumes is [var resume] && starts.Count == 0) return await ResumeAsync(resume.BookmarkId, resume.Input, resume.InstanceId, cancellationToken);
        foreach (var (each, start) in starts) QueueStart(each, start);
        foreach (var each in resumes) Enqueue(QueuedWorkKind.ResumeBookmark, each);
        return new WorkflowRun(RunOutcome.Queued);
    }

    private async Task<(List<(WorkflowDefinitionHandle Definition, WorkflowStart Start)> Starts, List<QueuedResume> Resumes)> MatchAsync(
        string hash, string plainHash, StimulusMetadata? metadata, CancellationToken cancellationToken)
    {
        var starts = new List<(WorkflowDefinitionHandle, WorkflowStart)>();
        var addressed = metadata is { WorkflowInstanceId: not null } or { ActivityInstanceId: not null } or { BookmarkId: not null };
        if (!addressed)
            foreach (var trigger in await store.ListTriggersAsync(hash, cancellationToken))
                starts.Add((WorkflowDefinitionHandle.ByDefinitionVersionId(trigger.WorkflowDefinitionVersionId), new WorkflowStart
                {
                    CorrelationId = metadata?.CorrelationId,
                    Input = metadata?.Input,
                    Properties = metadata?.Properties,
                    ParentInstanceId = metadata?.ParentWorkflowInstanceId,
                    TriggerActivityId = trigger.ActivityId
                }));

        // A bookmark that does not include its activity instance's id is found by the plain hash, also by a stimulus addressed to the activity.
        var bookmarks = await store.ListBookmarksAsync(new BookmarkFilter
        {
            Hash = hash == plainHash ? hash : null,
            Hashes = hash == plainHash ? null : [hash, plainHash],
            BookmarkId = metadata?.BookmarkId,
            CorrelationId = metadata?.CorrelationId,
            WorkflowInstanceId = metadata?.WorkflowInstanceId,
            ActivityInstanceId = metadata?.ActivityInstanceId
        }, cancellationToken);
        return (starts, bookmarks.Select(x => new QueuedResume(x.Id, x.WorkflowInstanceId, metadata?.Input)).ToList());
    }

    private async ValueTask<bool> MayStartAsync(Workflow workflow, string? correlationId, CancellationToken cancellationToken)
    {
        if (workflow.Options.ActivationStrategyType is not { } type) return true;
        var strategy = serviceProvider.GetServices<IWorkflowActivationStrategy>().FirstOrDefault(x => x.GetType() == type)
            ?? (IWorkflowActivationStrategy)ActivatorUtilities.CreateInstance(serviceProvider, type);
        return await strategy.GetAllowActivationAsync(new WorkflowInstantiationStrategyContext(workflow, correlationId, cancellationToken));
    }

    private async ValueTask<WorkflowExecutionContext> RestoreAsync(WorkflowInstance instance, RunWorkflowOptions? options, CancellationToken cancellationToken)
    {
        var graph = await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken) ?? throw new InvalidOperationException(
            $"Expected version {instance.Version} ({instance.DefinitionVersionId}) of {instance.DefinitionId} because instance {instance.Id} runs on it, found none. A version must stay while instances run on it.");
        return await runner.RestoreAsync(graph, instance.WorkflowState, options, cancellationToken);
    }

    /// <summary>The instance on the graph given, ready to be altered and to go on.</summary>
    internal ValueTask<WorkflowExecutionContext> RestoreAsync(WorkflowGraph graph, WorkflowInstance instance, CancellationToken cancellationToken) =>
        runner.RestoreAsync(graph, instance.WorkflowState, null, cancellationToken);

    /// <summary>Runs what is scheduled and saves the instance, as <paramref name="before"/> leaves it.</summary>
    internal async Task<WorkflowInstance> RunAsync(WorkflowExecutionContext context, WorkflowInstance? instance, Action<WorkflowExecutionContext>? before = null)
    {
        _running++;
        try
        {
            await runner.LoopAsync(context);
        }
        finally
        {
            _running--;
        }

        before?.Invoke(context);
        return await SaveAsync(context, instance);
    }

    private async Task<WorkflowInstance> SaveAsync(WorkflowExecutionContext context, WorkflowInstance? instance)
    {
        var state = await InstanceState.ExtractAsync(context);
        instance ??= new WorkflowInstance { Id = state.Id, DefinitionId = state.DefinitionId, DefinitionVersionId = state.DefinitionVersionId, Version = state.DefinitionVersion, CreatedAt = state.CreatedAt };
        instance.WorkflowState = state;
        instance.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId;
        instance.Status = state.Status;
        instance.SubStatus = state.SubStatus;
        instance.CorrelationId = state.CorrelationId;
        instance.Name = state.Name;
        instance.IncidentCount = state.Incidents.Count;
        instance.IsSystem = state.IsSystem;
        instance.UpdatedAt = state.UpdatedAt;
        instance.FinishedAt = state.FinishedAt;
        store.SaveInstance(instance);
        SaveBookmarks(context);
        await SaveJournalAsync(context);
        if (context.Status == WorkflowStatus.Finished) await TellRelativesAsync(context);
        return instance;
    }

    private void SaveBookmarks(WorkflowExecutionContext context)
    {
        foreach (var gone in context.OriginalBookmarks)
            if (!context.Bookmarks.Contains(gone))
            {
                store.RemoveBookmark(gone.Id);
                if (IsDue(gone)) store.RemoveTimer(gone.Id);
            }

        foreach (var bookmark in context.Bookmarks)
        {
            if (context.OriginalBookmarks.Contains(bookmark)) continue;
            store.AddBookmark(new StoredBookmark
            {
                Id = bookmark.Id,
                Name = bookmark.Name,
                Hash = bookmark.Hash,
                WorkflowInstanceId = context.Id,
                ActivityTypeName = context.FindNodeById(bookmark.ActivityNodeId)?.Activity.Type,
                ActivityInstanceId = bookmark.ActivityInstanceId,
                CorrelationId = context.CorrelationId,
                Payload = bookmark.Payload,
                Metadata = bookmark.Metadata,
                CreatedAt = bookmark.CreatedAt
            });
            if (bookmark.Payload is IDueStimulus due)
                store.AddTimer(new StoredTimer { Id = bookmark.Id, BookmarkId = bookmark.Id, WorkflowInstanceId = context.Id, Kind = bookmark.Name, DueAt = due.DueAt });
        }
    }

    // A restored payload has lost its type, so the mark is kept with the bookmark.
    private static bool IsDue(Bookmark bookmark) => bookmark.Payload is IDueStimulus || bookmark.Metadata?.ContainsKey(ActivityExecutionContext.DueMark) == true;

    private async ValueTask SaveJournalAsync(WorkflowExecutionContext context)
    {
        var identity = context.Workflow.Identity;
        store.AddJournal(context.ExecutionLog.Select(x => new WorkflowExecutionLogRecord
        {
            Id = identityGenerator.GenerateId(),
            WorkflowDefinitionId = identity.DefinitionId,
            WorkflowDefinitionVersionId = identity.Id,
            WorkflowInstanceId = context.Id,
            WorkflowVersion = identity.Version,
            ActivityInstanceId = x.ActivityInstanceId,
            ParentActivityInstanceId = x.ParentActivityInstanceId,
            ActivityId = x.ActivityId,
            ActivityType = x.ActivityType,
            ActivityTypeVersion = x.ActivityTypeVersion,
            ActivityName = x.ActivityName,
            ActivityNodeId = x.NodeId,
            Timestamp = x.Timestamp,
            Sequence = x.Sequence,
            EventName = x.EventName,
            Message = x.Message,
            Source = x.Source,
            ActivityState = x.ActivityState,
            Payload = x.Payload
        }));
        foreach (var (activity, isNew) in context.Touched)
        {
            var kept = activity.HasLogPersistenceModeMap() ? activity.GetLogPersistenceModeMap() : await logPersistence.EvaluateLogPersistenceModesAsync(activity);
            store.SaveActivityExecution(new ActivityExecutionRecord
            {
                Id = activity.Id,
                WorkflowInstanceId = context.Id,
                ActivityId = activity.Activity.Id,
                ActivityNodeId = activity.NodeId,
                ActivityType = activity.Activity.Type,
                ActivityTypeVersion = activity.Activity.Version,
                ActivityName = activity.Activity.Name,
                ActivityState = Kept(activity.EvaluatedState, kept.Inputs),
                Payload = kept.InternalState == LogPersistenceMode.Exclude ? null : activity.JournalPayload,
                Outputs = activity.OutputValues.Count == 0 ? null : Kept(activity.GetOutputs(), kept.Outputs),
                Properties = kept.InternalState == LogPersistenceMode.Include ? activity.StoredProperties : Retries.Shown(activity.StoredProperties),
                Metadata = activity.StoredMetadata,
                Exception = ExceptionState.FromException(activity.Exception),
                StartedAt = activity.StartedAt,
                CompletedAt = activity.CompletedAt,
                HasBookmarks = activity.Bookmarks.Any(),
                Status = activity.Status,
                AggregateFaultCount = activity.AggregateFaultCount,
                SchedulingActivityExecutionId = activity.SchedulingActivityExecutionId,
                SchedulingActivityId = activity.SchedulingActivityId,
                SchedulingWorkflowInstanceId = activity.SchedulingWorkflowInstanceId,
                CallStackDepth = activity.CallStackDepth
            }, isNew);
        }
    }

    private static IDictionary<string, object>? Kept(IDictionary<string, object>? values, IDictionary<string, LogPersistenceMode> modes) =>
        values == null || modes.Count == 0 ? values : values.Where(x => LogPersistence.IsKept(modes, x.Key)).ToDictionary();

    // The parent that waits goes on; the children of a cancelled instance are cancelled.
    private async ValueTask TellRelativesAsync(WorkflowExecutionContext context)
    {
        if (context.ParentWorkflowInstanceId is { } parent && ParentBookmark(context.Properties) is { } bookmarkId)
            QueueResume(bookmarkId, parent, new Dictionary<string, object>
            {
                [ChildResultInput] = new ExecuteWorkflowResult
                {
                    WorkflowInstanceId = context.Id,
                    WorkflowDefinitionVersionId = context.Workflow.Identity.Id,
                    CorrelationId = context.CorrelationId,
                    Status = context.Status,
                    SubStatus = context.SubStatus,
                    Output = context.Output
                }
            });

        if (context.SubStatus != WorkflowSubStatus.Cancelled) return;
        var children = await store.ListInstancesAsync(
            new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, ParentWorkflowInstanceIds = [context.Id] }, cancellationToken: context.CancellationToken);
        foreach (var child in children.Items) QueueCancel(child.Id);
    }

    private static string? ParentBookmark(IDictionary<string, object> properties) =>
        properties.TryGetValue(ParentBookmarkProperty, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
