namespace Elsa.Workflows;

/// <summary>One run of an activity in an instance: what the activity's code reads, sets, schedules and waits for.</summary>
public class ActivityExecutionContext : IExecutionContext, IDisposable
{
    /// <summary>Marks a bookmark that a timer resumes.</summary>
    internal const string DueMark = "timer";

    private readonly List<Bookmark> _newBookmarks = [];
    private IDictionary<string, object>? _properties;
    private IDictionary<string, object>? _metadata;
    private IDictionary<string, object>? _activityState;
    private IDictionary<string, object>? _journalData;
    private IDictionary<string, object>? _activityInput;
    private IDictionary<object, object>? _transientProperties;
    private Dictionary<string, object?>? _outputs;
    private bool _isClosing;

    internal ActivityExecutionContext(
        string id,
        WorkflowExecutionContext workflowExecutionContext,
        ActivityExecutionContext? parent,
        ActivityNode node,
        DateTimeOffset startedAt,
        object? tag)
    {
        Id = id;
        WorkflowExecutionContext = workflowExecutionContext;
        ParentActivityExecutionContext = parent;
        ActivityNode = node;
        Activity = node.Activity;
        StartedAt = startedAt;
        Tag = tag;
        ExpressionExecutionContext = new ExpressionExecutionContext(
            workflowExecutionContext.ServiceProvider,
            parent == null ? workflowExecutionContext.MemoryRegister : new MemoryRegister(),
            parent?.ExpressionExecutionContext ?? workflowExecutionContext.ExpressionExecutionContext,
            new Dictionary<object, object>(4)
            {
                [ExpressionExecutionContextExtensions.WorkflowExecutionContextKey] = workflowExecutionContext,
                [ExpressionExecutionContextExtensions.ActivityExecutionContextKey] = this,
                [ExpressionExecutionContextExtensions.ActivityKey] = node.Activity
            },
            Taint,
            workflowExecutionContext.CancellationToken);
        parent?.Children.Add(this);
        foreach (var variable in Variables) variable.DeclareIn(ExpressionExecutionContext.Memory);
    }

    public string Id { get; set; }
    public WorkflowExecutionContext WorkflowExecutionContext { get; }
    public ActivityExecutionContext? ParentActivityExecutionContext { get; }
    public ISet<ActivityExecutionContext> Children { get; } = new HashSet<ActivityExecutionContext>();
    public IActivity Activity { get; set; }
    public ActivityNode ActivityNode { get; }
    public string NodeId => ActivityNode.NodeId;
    public ExpressionExecutionContext ExpressionExecutionContext { get; }
    public CancellationToken CancellationToken => WorkflowExecutionContext.CancellationToken;

    /// <summary>How editors describe the activity's type.</summary>
    /// <exception cref="InvalidOperationException">The type is not registered.</exception>
    public ActivityDescriptor ActivityDescriptor => WorkflowExecutionContext.ActivityRegistry.Find(Activity.Type, Activity.Version)
        ?? throw new InvalidOperationException($"Expected activity type {Activity.Type} version {Activity.Version} to be registered, found none. Add it with AddActivity or AddActivitiesFrom.");

    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>What the one who scheduled it attached.</summary>
    public object? Tag { get; set; }

    public ActivityStatus Status { get; private set; }
    public bool IsCompleted => Status is ActivityStatus.Completed or ActivityStatus.Canceled;
    public bool IsExecuting { get; set; }
    public bool IsDirty { get; private set; }
    public long ExecutionCount { get; internal set; }

    /// <summary>How many faults happened in it and below.</summary>
    public int AggregateFaultCount { get; set; }

    public Exception? Exception { get; set; }
    public int CallStackDepth { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingActivityId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }

    /// <summary>Values of this run that last as long as it does. They are stored as JSON: keep them plain.</summary>
    public IDictionary<string, object> Properties => _properties ??= new Dictionary<string, object>();

    /// <summary>Values that are forgotten when the instance is suspended.</summary>
    public IDictionary<object, object> TransientProperties
    {
        get => _transientProperties ??= new Dictionary<object, object>();
        set => _transientProperties = value;
    }

    public IDictionary<string, object> Metadata => _metadata ??= new Dictionary<string, object>();

    /// <summary>The evaluated inputs, by name.</summary>
    public IDictionary<string, object> ActivityState => _activityState ??= new Dictionary<string, object>();

    /// <summary>What the one who scheduled it passed on.</summary>
    public IDictionary<string, object> ActivityInput => _activityInput ??= new Dictionary<string, object>();

    public IDictionary<string, object> WorkflowInput => WorkflowExecutionContext.Input;

    /// <summary>What is written to the journal when the activity completes.</summary>
    public IDictionary<string, object> JournalData => _journalData ??= new Dictionary<string, object>();

    public ICollection<Variable> DynamicVariables { get; set; } = new List<Variable>();
    public IEnumerable<Variable> Variables => Activity is IVariableContainer container ? container.Variables.Concat(DynamicVariables) : DynamicVariables;
    public IEnumerable<Bookmark> Bookmarks => WorkflowExecutionContext.Bookmarks.Where(x => x.ActivityInstanceId == Id);

    /// <summary>The bookmarks created in this run of the instance.</summary>
    public IEnumerable<Bookmark> NewBookmarks => _newBookmarks;

    internal bool HasNewBookmarks => _newBookmarks.Count > 0;
    internal bool InputsEvaluated { get; set; }
    internal IReadOnlyDictionary<string, object?> OutputValues => _outputs ?? [];
    internal IDictionary<string, object>? StoredProperties => _properties;
    internal IDictionary<string, object>? StoredMetadata => _metadata;
    internal IDictionary<string, object>? JournalPayload => _journalData is { Count: > 0 } ? _journalData : null;
    internal IDictionary<string, object>? EvaluatedState => _activityState is { Count: > 0 } ? _activityState : null;

    /// <summary>True while it completes or is cancelled: what its children report then does not make it schedule anything.</summary>
    internal bool IsClosing => _isClosing;

    public void Taint() => IsDirty = true;
    public void ClearTaint() => IsDirty = false;

    public void TransitionTo(ActivityStatus status)
    {
        Status = status;
        WorkflowExecutionContext.Touch(this);
    }

    internal void RestoreStatus(ActivityStatus status) => Status = status;

    /// <summary>Marks it as executing until the returned object is disposed.</summary>
    public IDisposable EnterExecution() => new Executing(this);

    /// <summary>
    /// Completes the activity: running children are cancelled, ancestors are told, own bookmarks are removed. Does nothing unless it is running.
    /// </summary>
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (Status != ActivityStatus.Running || _isClosing) return;
        await CloseAsync(result);
        await this.SendSignalAsync(new ActivityCompleted(result));
    }

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes the nearest composite (workflow) around this activity with these outcomes.</summary>
    public async ValueTask CompleteCompositeAsync(params string[] outcomes)
    {
        await EndAsync(new Outcomes(outcomes));
        await this.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));
    }

    /// <summary>Completes the activity without telling anybody: the whole instance has ended.</summary>
    internal void CompleteQuietly()
    {
        if (Status is not (ActivityStatus.Running or ActivityStatus.Pending)) return;
        _isClosing = true;
        Status = ActivityStatus.Completed;
        CompletedAt = WorkflowExecutionContext.Now;
        WorkflowExecutionContext.Touch(this);
        AddExecutionLogEntry("Completed", payload: JournalPayload);
    }

    /// <summary>Completes the activity without telling anybody: what is around it ends too.</summary>
    internal ValueTask EndAsync(object? result) => Status == ActivityStatus.Running && !_isClosing ? CloseAsync(result) : ValueTask.CompletedTask;

    private async ValueTask CloseAsync(object? result)
    {
        _isClosing = true;
        await CancelChildrenAsync();
        Status = ActivityStatus.Completed;
        CompletedAt = WorkflowExecutionContext.Now;
        if (result is Outcomes outcomes) JournalData["Outcomes"] = outcomes.Names;
        // What started the instance has happened once: coming back to the trigger, the flow waits there like at any other.
        if (this.IsTriggerOfWorkflow()) WorkflowExecutionContext.TriggerActivityId = null;
        ClearBookmarks();
        ClearCompletionCallbacks();
        WorkflowExecutionContext.Touch(this);
        AddExecutionLogEntry("Completed", payload: JournalPayload);
    }

    internal async ValueTask CancelAsync()
    {
        if (Status is not (ActivityStatus.Running or ActivityStatus.Pending) || _isClosing) return;
        _isClosing = true;
        await CancelChildrenAsync();
        Status = ActivityStatus.Canceled;
        CompletedAt = WorkflowExecutionContext.Now;
        ClearBookmarks();
        ClearCompletionCallbacks();
        WorkflowExecutionContext.Touch(this);
        AddExecutionLogEntry("Canceled", payload: JournalPayload);
        await this.SendSignalAsync(new CancelSignal());
    }

    private async ValueTask CancelChildrenAsync()
    {
        WorkflowExecutionContext.Unschedule(this);
        if (Children.Count == 0) return;
        foreach (var child in Children.ToList()) await child.CancelAsync();
    }

    public ValueTask ScheduleActivityAsync(IActivity? activity, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivityAsync(activity, this, new ScheduleWorkOptions { CompletionCallback = completionCallback, Tag = tag, Variables = variables?.ToList() });

    public ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options = null) => ScheduleActivityAsync(activity, this, options);

    /// <summary>Schedules an activity of this graph. No activity: the callback is called at once, or, without one, this activity completes.</summary>
    public async ValueTask ScheduleActivityAsync(IActivity? activity, ActivityExecutionContext? owner, ScheduleWorkOptions? options = null)
    {
        if (activity == null)
        {
            if (options?.CompletionCallback is { } callback)
            {
                Tag = options.Tag;
                await callback(new ActivityCompletedContext(this, this));
            }
            else
            {
                await (owner ?? this).CompleteActivityAsync();
            }

            return;
        }

        var node = WorkflowExecutionContext.FindNodeByActivity(activity) ?? throw new InvalidOperationException(
            $"Expected activity \"{activity.Id}\" ({activity.Type}) to belong to the workflow's graph, found it outside. Put it into a property of the activity that schedules it.");
        await ScheduleActivityAsync(node, owner, options);
    }

    public Task ScheduleActivityAsync(ActivityNode? activityNode, ActivityExecutionContext? owner = null, ScheduleWorkOptions? options = null)
    {
        if (activityNode == null) return ScheduleActivityAsync((IActivity?)null, owner, options).AsTask();
        WorkflowExecutionContext.ScheduleFor(activityNode, owner ?? this, options);
        return Task.CompletedTask;
    }

    public async ValueTask ScheduleActivitiesAsync(params IActivity?[] activities)
    {
        foreach (var activity in activities) await ScheduleActivityAsync(activity);
    }

    public ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivities(activities, new ScheduleWorkOptions { CompletionCallback = completionCallback, Tag = tag, Variables = variables?.ToList() });

    public async ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ScheduleWorkOptions? options = null)
    {
        foreach (var activity in activities) await ScheduleActivityAsync(activity, options);
    }

    /// <summary>Waits; the stimulus has no payload, so it is the same for all instances: resume the bookmark by its id.</summary>
    public Bookmark CreateBookmark(ExecuteActivityDelegate callback, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    /// <summary>Waits for the stimulus. With <paramref name="includeActivityInstanceId"/> (the default) only a stimulus addressed to this activity instance matches.</summary>
    public Bookmark CreateBookmark(object stimulus, ExecuteActivityDelegate? callback, bool includeActivityInstanceId = true, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Callback = callback, IncludeActivityInstanceId = includeActivityInstanceId, Metadata = customProperties });

    public Bookmark CreateBookmark(object stimulus, bool includeActivityInstanceId, IDictionary<string, string>? customProperties = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, IncludeActivityInstanceId = includeActivityInstanceId, Metadata = customProperties });

    /// <summary>Waits for the stimulus, whoever it is addressed to.</summary>
    public Bookmark CreateBookmark(object stimulus, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    /// <summary>Waits. Without arguments the bookmark belongs to this activity instance alone.</summary>
    public Bookmark CreateBookmark(CreateBookmarkArgs? options = null)
    {
        options ??= new CreateBookmarkArgs { IncludeActivityInstanceId = true };
        var callback = options.Callback?.Method;
        if (callback != null && callback.Name.Contains('<', StringComparison.Ordinal))
            throw new InvalidOperationException($"Expected the callback of a bookmark to be a method of {Activity.GetType().Name}, found a lambda. A bookmark keeps only the method's name: move the code to a method.");

        var name = options.BookmarkName ?? Activity.Type;
        var bookmark = new Bookmark(
            options.BookmarkId ?? WorkflowExecutionContext.IdentityGenerator.GenerateId(),
            name,
            WorkflowExecutionContext.StimulusHasher.Hash(name, options.Stimulus, options.IncludeActivityInstanceId ? Id : null),
            options.Stimulus,
            Activity.Id,
            NodeId,
            Id,
            WorkflowExecutionContext.Now,
            options.AutoBurn,
            callback?.Name,
            options.AutoComplete,
            options.Stimulus is IDueStimulus ? new Dictionary<string, string>(options.Metadata ?? new Dictionary<string, string>()) { [DueMark] = "true" } : options.Metadata);
        AddBookmark(bookmark);
        return bookmark;
    }

    public void CreateBookmarks(IEnumerable<object> payloads, ExecuteActivityDelegate? callback = null, bool includeActivityInstanceId = true, string? bookmarkName = null)
    {
        foreach (var payload in payloads)
            CreateBookmark(new CreateBookmarkArgs { Stimulus = payload, Callback = callback, BookmarkName = bookmarkName, IncludeActivityInstanceId = includeActivityInstanceId });
    }

    public void AddBookmarks(IEnumerable<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks) AddBookmark(bookmark);
    }

    public void AddBookmark(Bookmark bookmark)
    {
        _newBookmarks.Add(bookmark);
        WorkflowExecutionContext.Bookmarks.Add(bookmark);
        Taint();
    }

    /// <summary>Removes this activity's bookmarks.</summary>
    public void ClearBookmarks()
    {
        _newBookmarks.Clear();
        foreach (var bookmark in Bookmarks.ToList()) WorkflowExecutionContext.Bookmarks.Remove(bookmark);
    }

    public void ClearCompletionCallbacks() => WorkflowExecutionContext.RemoveCompletionCallbacksOf(this);

    public T? GetProperty<T>(string key) => Read<T>(Properties, key);

    public T GetProperty<T>(string key, Func<T> defaultValue) => Read(Properties, key, defaultValue);

    public void SetProperty<T>(string key, T? value) => Properties[key] = value!;

    public T UpdateProperty<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetProperty<T>(key));
        Properties[key] = value;
        return value;
    }

    public void RemoveProperty(string key) => Properties.Remove(key);

    public T? GetMetadata<T>(string key) => Read<T>(Metadata, key);

    public T GetMetadata<T>(string key, Func<T> defaultValue) => Read(Metadata, key, defaultValue);

    public void SetMetadata<T>(string key, T? value) => Metadata[key] = value!;

    public T UpdateMetadata<T>(string key, Func<T?, T> updater) where T : notnull
    {
        var value = updater(GetMetadata<T>(key));
        Metadata[key] = value;
        return value;
    }

    public void RemoveMetadata(string key) => Metadata.Remove(key);

    public T? Get<T>(Input<T>? input) => input == null ? default : ExpressionExecutionContext.Get(input);
    public T? Get<T>(Output<T>? output) => Get((Output?)output).ConvertTo<T>();
    public object? Get(Output? output) => output?.MemoryBlockReference?.Invoke() is { } reference ? Get(reference) : null;
    public object? Get(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get(blockReference);
    public T? Get<T>(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get<T>(blockReference);
    public bool TryGet(MemoryBlockReference blockReference, out object? value) => ExpressionExecutionContext.TryGet(blockReference, out value);

    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null) => ExpressionExecutionContext.Set(blockReference, value, configure);

    public void Set<T>(Output<T>? output, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) => Set((Output?)output, value, outputName);

    /// <summary>Yields an output: it is recorded for later activities, and captured in the variable or workflow output it is bound to.</summary>
    public void Set(Output? output, object? value, [CallerArgumentExpression(nameof(output))] string? outputName = null)
    {
        var name = OutputName(output, outputName);
        Record(name, value);
        Capture(output, name, value, this);
    }

    /// <summary>Yields an output on behalf of the workflow that ran inside: what it is captured in is looked for outside only.</summary>
    internal void Yield(Output? output, string name, object? value)
    {
        Record(name, value);
        Capture(output, name, value, ParentActivityExecutionContext!);
    }

    private void Record(string name, object? value)
    {
        (_outputs ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = value;
        WorkflowExecutionContext.GetActivityOutputRegister().Record(this, name, value);
    }

    private void Capture(Output? output, string name, object? value, ActivityExecutionContext scope)
    {
        if (output?.MemoryBlockReference?.Invoke() is not { Id: not null } reference) return;

        var memory = scope.ExpressionExecutionContext;
        var variable = memory.TryGetBlock(reference, out var block) && block.Metadata is VariableBlockMetadata found ? found.Variable : null;
        if (output.Converter != null)
        {
            var type = variable?.GetVariableType() ?? scope.SurroundingWorkflow.Outputs.FirstOrDefault(x => x.Name == reference.Id)?.Type ?? typeof(object);
            var allowsNull = !type.IsValueType || Nullable.GetUnderlyingType(type) != null;
            var source = output.GetType() is { IsGenericType: true } typed ? typed.GetGenericArguments()[0] : typeof(object);
            value = GetRequiredService<IOutputConverterInvoker>().Invoke(
                this, output, name, source, value, new OutputBindingDestination(reference.Id, type, allowsNull, variable == null ? OutputBindingDestinationKind.WorkflowOutput : OutputBindingDestinationKind.Variable));
        }

        if (variable != null) value = variable.ParseValue(value);
        memory.Set(reference, value);
        scope.SetWorkflowOutput(reference.Id, value);
    }

    /// <summary>Sets the output of the workflow around it, if that has one of the name: of the nearest one, where workflows run inside others.</summary>
    internal void SetWorkflowOutput(string name, object? value)
    {
        if (ComposedWorkflow is not { Activity: Workflow inner } composed)
        {
            if (WorkflowExecutionContext.IsWorkflowOutput(name)) WorkflowExecutionContext.Output[name] = value!;
        }
        else if (inner.Outputs.Any(x => x.Name == name) && composed.ExpressionExecutionContext.Memory.TryGetBlock(name, out var block))
        {
            block.Value = block.Metadata is VariableBlockMetadata { Variable: var variable } ? variable.ParseValue(value) : value;
        }
    }

    /// <summary>The nearest workflow around it that runs as an activity of another one; null if it stands in the instance's own workflow.</summary>
    internal ActivityExecutionContext? ComposedWorkflow => !WorkflowExecutionContext.WorkflowGraph.HasComposedWorkflows
        ? null
        : this.GetAncestors().FirstOrDefault(x => x.Activity is Workflow && x.ParentActivityExecutionContext != null);

    internal Workflow SurroundingWorkflow => ComposedWorkflow?.Activity as Workflow ?? WorkflowExecutionContext.Workflow;

    public T GetRequiredService<T>() where T : notnull => WorkflowExecutionContext.ServiceProvider.GetRequiredService<T>();
    public object GetRequiredService(Type serviceType) => WorkflowExecutionContext.ServiceProvider.GetRequiredService(serviceType);
    public T? GetService<T>() => WorkflowExecutionContext.ServiceProvider.GetService<T>();
    public object? GetService(Type serviceType) => WorkflowExecutionContext.ServiceProvider.GetService(serviceType);
    public IEnumerable<T> GetServices<T>() => WorkflowExecutionContext.ServiceProvider.GetServices<T>();
    public T GetOrCreateService<T>() where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(WorkflowExecutionContext.ServiceProvider);
    public object GetOrCreateService(Type serviceType) => ActivatorUtilities.GetServiceOrCreateInstance(WorkflowExecutionContext.ServiceProvider, serviceType);

    /// <summary>Writes a line to the instance's journal.</summary>
    public WorkflowExecutionLogEntry AddExecutionLogEntry(string eventName, string? message = null, string? source = null, object? payload = null)
    {
        var entry = new WorkflowExecutionLogEntry(
            Id, ParentActivityExecutionContext?.Id, Activity.Id, Activity.Type, Activity.Version, Activity.Name, NodeId, null,
            WorkflowExecutionContext.Now, WorkflowExecutionContext.ExecutionLogSequence++, eventName, message, source ?? Activity.GetSource(), payload);
        WorkflowExecutionContext.ExecutionLog.Add(entry);
        return entry;
    }

    internal void AddActivityInput(IDictionary<string, object>? input)
    {
        if (input == null) return;
        foreach (var (key, value) in input) ActivityInput[key] = value;
    }

    void IDisposable.Dispose() => GC.SuppressFinalize(this);

    private static T? Read<T>(IDictionary<string, object> values, string key)
    {
        if (!values.TryGetValue(key, out var value) || value == null!) return default;
        if (value is T typed) return typed;
        var converted = value.ConvertTo<T>();
        values[key] = converted!;
        return converted;
    }

    private static T Read<T>(IDictionary<string, object> values, string key, Func<T> defaultValue)
    {
        if (Read<T>(values, key) is { } found && values.ContainsKey(key)) return found;
        var created = defaultValue();
        values[key] = created!;
        return created;
    }

    // The caller's text is "Result", "this.Result" or "activity.Result!"; a local variable's name says nothing, so the property that holds the output wins.
    private string OutputName(Output? output, string? text)
    {
        if (output != null)
            foreach (var property in ActivityShape.Of(Activity.GetType()).Outputs)
                if (ReferenceEquals(property.Get(Activity), output))
                    return property.Name;
        var name = text?.TrimEnd('!', '?') ?? ActivityOutputRegister.DefaultOutputName;
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private sealed class Executing : IDisposable
    {
        private readonly ActivityExecutionContext _context;

        public Executing(ActivityExecutionContext context)
        {
            _context = context;
            context.IsExecuting = true;
        }

        public void Dispose() => _context.IsExecuting = false;
    }
}
