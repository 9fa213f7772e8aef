namespace Elsa.Workflows;

/// <summary>An instance while it runs.</summary>
public class WorkflowExecutionContext : IExecutionContext
{
    private readonly List<ActivityExecutionContext> _contexts = [];
    private readonly List<ActivityCompletionCallbackEntry> _callbacks = [];
    private readonly HashSet<string> _outputNames;
    private readonly TimeProvider _time;
    private ActivityOutputRegister? _outputs;
    private IActivityRegistry? _registry;

    internal WorkflowExecutionContext(IServiceProvider serviceProvider, WorkflowGraph workflowGraph, string id, CancellationToken cancellationToken)
    {
        ServiceProvider = serviceProvider;
        WorkflowGraph = workflowGraph;
        Id = id;
        CancellationToken = cancellationToken;
        _time = serviceProvider.GetRequiredService<TimeProvider>();
        IdentityGenerator = serviceProvider.GetRequiredService<IIdentityGenerator>();
        StimulusHasher = serviceProvider.GetRequiredService<IStimulusHasher>();
        Evaluator = serviceProvider.GetRequiredService<IExpressionEvaluator>();
        _outputNames = workflowGraph.Workflow.Outputs.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        ExpressionExecutionContext = new ExpressionExecutionContext(
            serviceProvider,
            MemoryRegister,
            null,
            new Dictionary<object, object>(2)
            {
                [ExpressionExecutionContextExtensions.WorkflowExecutionContextKey] = this,
                [ExpressionExecutionContextExtensions.WorkflowKey] = workflowGraph.Workflow
            },
            cancellationToken: cancellationToken);
        CreatedAt = UpdatedAt = Now;
    }

    public string Id { get; set; }
    public IServiceProvider ServiceProvider { get; }
    public WorkflowGraph WorkflowGraph { get; }
    public Workflow Workflow => WorkflowGraph.Workflow;
    public IActivity Activity => Workflow;
    public ActivityNode Graph => WorkflowGraph.Root;
    public IReadOnlyCollection<ActivityNode> Nodes => (IReadOnlyCollection<ActivityNode>)WorkflowGraph.Nodes;
    public IDictionary<string, ActivityNode> NodeIdLookup => WorkflowGraph.NodeIdLookup;
    public IDictionary<IActivity, ActivityNode> NodeActivityLookup => WorkflowGraph.NodeActivityLookup;
    public CancellationToken CancellationToken { get; }
    public IIdentityGenerator IdentityGenerator { get; }
    public IActivityRegistry ActivityRegistry => _registry ??= ServiceProvider.GetRequiredService<IActivityRegistry>();

    /// <summary>What ties the instance to something outside, for instance <c>case:123</c>.</summary>
    public string? CorrelationId { get; set; }

    public string? Name { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }

    /// <summary>The trigger that started the instance.</summary>
    public string? TriggerActivityId { get; set; }

    public WorkflowSubStatus SubStatus { get; private set; }
    public WorkflowStatus Status => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running;
    public bool IsExecuting { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public IDictionary<object, object> TransientProperties { get; set; } = new Dictionary<object, object>();
    public ICollection<ActivityIncident> Incidents { get; set; } = new List<ActivityIncident>();
    public ICollection<Bookmark> Bookmarks { get; set; } = new List<Bookmark>();

    /// <summary>The bookmarks there were when this run began.</summary>
    public ICollection<Bookmark> OriginalBookmarks { get; set; } = new List<Bookmark>();

    public ICollection<WorkflowExecutionLogEntry> ExecutionLog { get; } = new List<WorkflowExecutionLogEntry>();
    public long ExecutionLogSequence { get; set; }
    public IActivityScheduler Scheduler => Queue;
    public ISystemClock SystemClock => ServiceProvider.GetRequiredService<ISystemClock>();
    public MemoryRegister MemoryRegister { get; } = new();
    public ExpressionExecutionContext ExpressionExecutionContext { get; }
    public IEnumerable<Variable> Variables => Workflow.Variables;

    /// <summary>The contexts that are not done, and those that ended in this run and still matter.</summary>
    public IReadOnlyCollection<ActivityExecutionContext> ActivityExecutionContexts => _contexts;

    public ICollection<ActivityCompletionCallbackEntry> CompletionCallbacks => _callbacks;

    internal QueueBasedActivityScheduler Queue { get; } = new();
    internal IStimulusHasher StimulusHasher { get; }
    internal IExpressionEvaluator Evaluator { get; }
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The context whose code runs right now.</summary>
    internal ActivityExecutionContext? Current { get; set; }

    /// <summary>The contexts whose execution record must be written, true if it is new.</summary>
    internal Dictionary<ActivityExecutionContext, bool> Touched { get; } = [];

    internal bool IsWorkflowOutput(string name) => _outputNames.Contains(name);

    /// <summary>In this engine everything a run changes is saved together with the caller's unit of work, so there is nothing to do before that.</summary>
    public Task CommitAsync() => Task.CompletedTask;

    internal void TransitionTo(WorkflowSubStatus subStatus)
    {
        SubStatus = subStatus;
        UpdatedAt = Now;
        if (Status == WorkflowStatus.Finished) FinishedAt ??= UpdatedAt;
    }

    internal void RestoreStatus(WorkflowSubStatus subStatus) => SubStatus = subStatus;

    /// <summary>Stops the instance: running activities are cancelled, bookmarks are removed.</summary>
    public void Cancel()
    {
        if (Status == WorkflowStatus.Finished) return;
        TransitionTo(WorkflowSubStatus.Cancelled);
        foreach (var context in _contexts.Where(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending))
        {
            context.CompletedAt = Now;
            context.TransitionTo(ActivityStatus.Canceled);
        }

        Queue.Clear();
        _callbacks.Clear();
        Bookmarks.Clear();
        AddExecutionLogEntry("Workflow cancelled");
    }

    /// <summary>Ends the instance at once as finished.</summary>
    internal void Finish()
    {
        if (Status == WorkflowStatus.Finished) return;
        Queue.Clear();
        _callbacks.Clear();
        Bookmarks.Clear();
        TransitionTo(WorkflowSubStatus.Finished);
    }

    /// <summary>Ends the instance as finished because an activity says so: what contains that activity completes, everything else is cancelled.</summary>
    internal async ValueTask FinishAsync(ActivityExecutionContext by)
    {
        Finish();
        var path = by.GetAncestors().Prepend(by).ToHashSet();
        foreach (var context in _contexts.Where(x => !path.Contains(x)).ToList()) await context.CancelAsync();
        foreach (var context in path) context.CompleteQuietly();
    }

    internal ActivityWorkItem ScheduleFor(ActivityNode node, ActivityExecutionContext owner, ScheduleWorkOptions? options)
    {
        if (options?.PreventDuplicateScheduling == true && Queue.Find(x => x.Owner == owner && x.Activity == node.Activity) is { } scheduled) return scheduled;
        AddCompletionCallback(owner, node, options?.CompletionCallback, options?.Tag);
        var scheduler = Current ?? owner;
        var item = new ActivityWorkItem(
            node.Activity, owner, options?.Tag, options?.Variables, options?.ExistingActivityExecutionContext, options?.Input,
            options?.SchedulingActivityExecutionId ?? scheduler.Id, options?.SchedulingWorkflowInstanceId, scheduler.CallStackDepth + 1)
        {
            SchedulingActivityId = scheduler.Activity.Id
        };
        Queue.Schedule(item);
        owner.Taint();
        return item;
    }

    /// <summary>Forgets what is scheduled for a context that ends.</summary>
    internal void Unschedule(ActivityExecutionContext owner)
    {
        if (Queue.HasAny) Queue.Remove(x => x.Owner == owner || x.ExistingActivityExecutionContext == owner);
    }

    internal void Touch(ActivityExecutionContext context) => Touched.TryAdd(context, false);

    /// <summary>Lets go of contexts that have ended: nothing asks them any more. The root stays for its variables.</summary>
    internal void DropEnded()
    {
        for (var i = _contexts.Count - 1; i > 0; i--)
            if (_contexts[i].IsCompleted)
                RemoveActivityExecutionContext(_contexts[i]);
    }

    public void AddActivityExecutionContext(ActivityExecutionContext context) => _contexts.Add(context);

    public void RemoveActivityExecutionContext(ActivityExecutionContext context)
    {
        _contexts.Remove(context);
        context.ParentActivityExecutionContext?.Children.Remove(context);
    }

    public void RemoveActivityExecutionContexts(Func<ActivityExecutionContext, bool> predicate)
    {
        foreach (var context in _contexts.Where(predicate).ToList()) RemoveActivityExecutionContext(context);
    }

    public void ClearCompletedActivityExecutionContexts() => RemoveActivityExecutionContexts(x => x.IsCompleted);

    public IEnumerable<ActivityExecutionContext> GetActiveActivityExecutionContexts() => _contexts.Where(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending);

    public void AddCompletionCallback(ActivityExecutionContext owner, ActivityNode child, ActivityCompletionCallback? completionCallback = null, object? tag = null)
    {
        if (completionCallback != null && completionCallback.Method.Name.Contains('<', StringComparison.Ordinal))
            throw new InvalidOperationException($"Expected the completion callback to be a method of {owner.Activity.GetType().Name}, found a lambda. Only the method's name is stored: move the code to a method.");
        _callbacks.Add(new ActivityCompletionCallbackEntry(owner, child, completionCallback, tag));
    }

    public ActivityCompletionCallbackEntry? PopCompletionCallback(ActivityExecutionContext owner, ActivityNode child)
    {
        var index = _callbacks.FindIndex(x => x.Owner == owner && x.Child == child);
        if (index < 0) return null;
        var entry = _callbacks[index];
        _callbacks.RemoveAt(index);
        return entry;
    }

    public void RemoveCompletionCallback(ActivityCompletionCallbackEntry entry) => _callbacks.Remove(entry);

    public void RemoveCompletionCallbacks(IEnumerable<ActivityCompletionCallbackEntry> entries)
    {
        foreach (var entry in entries.ToList()) _callbacks.Remove(entry);
    }

    public void ClearCompletionCallbacks() => _callbacks.Clear();

    internal void RemoveCompletionCallbacksOf(ActivityExecutionContext owner) => _callbacks.RemoveAll(x => x.Owner == owner);

    public ActivityOutputRegister GetActivityOutputRegister() => _outputs ??= new ActivityOutputRegister();

    public object? GetLastActivityResult() => _outputs?.Last?.Value;

    public IActivity? FindActivity(ActivityHandle handle) => handle.ActivityInstanceId != null ? FindActivityByInstanceId(handle.ActivityInstanceId) : WorkflowGraph.FindActivity(handle);
    public IActivity? FindActivityById(string activityId) => WorkflowGraph.FindActivityById(activityId);
    public IActivity? FindActivityByNodeId(string nodeId) => WorkflowGraph.FindActivityByNodeId(nodeId);
    public IActivity? FindActivityByInstanceId(string activityInstanceId) => _contexts.FirstOrDefault(x => x.Id == activityInstanceId)?.Activity;
    public ActivityNode? FindNodeById(string nodeId) => WorkflowGraph.FindNodeById(nodeId);
    public ActivityNode? FindNodeByActivity(IActivity activity) => WorkflowGraph.FindNodeByActivity(activity);
    public ActivityNode? FindNodeByActivityId(string activityId) => WorkflowGraph.FindNodeByActivityId(activityId);

    public T? GetProperty<T>(string key) => Properties.TryGetValue(key, out var value) ? value.ConvertTo<T>() : default;
    public void SetProperty<T>(string key, T value) => Properties[key] = value!;
    public bool HasProperty(string name) => Properties.ContainsKey(name);

    public T UpdateProperty<T>(string key, Func<T?, T> updater)
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value!;
        return value;
    }

    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();
    public object GetRequiredService(Type serviceType) => ServiceProvider.GetRequiredService(serviceType);
    public T? GetService<T>() => ServiceProvider.GetService<T>();
    public object? GetService(Type serviceType) => ServiceProvider.GetService(serviceType);
    public IEnumerable<T> GetServices<T>() => ServiceProvider.GetServices<T>();
    public T GetOrCreateService<T>() where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(ServiceProvider);
    public object GetOrCreateService(Type serviceType) => ActivatorUtilities.GetServiceOrCreateInstance(ServiceProvider, serviceType);

    /// <summary>Writes a line about the workflow itself to its journal.</summary>
    public WorkflowExecutionLogEntry AddExecutionLogEntry(string eventName, string? message = null, object? payload = null)
    {
        var root = _contexts.FirstOrDefault(x => x.ParentActivityExecutionContext == null);
        var entry = new WorkflowExecutionLogEntry(
            root?.Id ?? Id, null, Workflow.Id, Workflow.Type, Workflow.Version, Workflow.Name, Workflow.NodeId, null, Now, ExecutionLogSequence++, eventName, message, null, payload);
        ExecutionLog.Add(entry);
        return entry;
    }
}
