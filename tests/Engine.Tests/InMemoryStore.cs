using System.Text.Json;

namespace Workflows.Engine.Tests;

/// <summary>
/// A store that keeps everything as JSON, so that what a test resumes has been written and read between every two steps.
/// Call <see cref="Commit"/> where a unit of work would commit.
/// </summary>
public sealed class InMemoryStore : IWorkflowStore
{
    private readonly Dictionary<string, string> _definitions = [];
    private readonly Dictionary<string, string> _instances = [];
    private readonly Dictionary<string, WorkflowInstance> _tracked = [];

    public Dictionary<string, StoredBookmark> Bookmarks { get; } = [];
    public List<StoredTrigger> Triggers { get; } = [];
    public List<WorkflowExecutionLogRecord> Journal { get; } = [];
    public Dictionary<string, ActivityExecutionRecord> Executions { get; } = [];
    public Dictionary<string, StoredTimer> Timers { get; } = [];
    public Dictionary<string, QueuedWork> Queue { get; } = [];
    public IEnumerable<WorkflowInstance> Instances => _instances.Keys.Select(Read);

    /// <summary>Writes what was saved and forgets the objects.</summary>
    public void Commit()
    {
        foreach (var (id, instance) in _tracked)
        {
            instance.RowVersion++;
            _instances[id] = EngineJson.Serialize(instance);
        }

        _tracked.Clear();
    }

    /// <summary>Lets go of what the instances of a refused unit of work became.</summary>
    public void Forget() => _tracked.Clear();

    /// <summary>The stored size of an instance's state, in characters.</summary>
    public int StateSize(string id) => EngineJson.Serialize(Read(id).WorkflowState).Length;

    public WorkflowInstance Read(string id) => EngineJson.Deserialize<WorkflowInstance>(_instances[id])!;

    public ValueTask<WorkflowDefinition?> FindDefinitionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Definitions().Where(x => x.DefinitionId == definitionId && version.Matches(x.Version, x.IsLatest, x.IsPublished)).MaxBy(x => x.Version));

    public async ValueTask<string?> FindVersionIdAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default) =>
        (await FindDefinitionAsync(definitionId, version, cancellationToken))?.Id;

    public ValueTask<WorkflowDefinition?> FindDefinitionVersionAsync(string id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_definitions.TryGetValue(id, out var json) ? EngineJson.Deserialize<WorkflowDefinition>(json) : null);

    public ValueTask<Page<WorkflowDefinition>> ListDefinitionsAsync(
        WorkflowDefinitionFilter filter, DefinitionOrder order = DefinitionOrder.Name, OrderDirection direction = OrderDirection.Ascending, PageArgs? page = null, CancellationToken cancellationToken = default)
    {
        var found = Definitions()
            .Where(x => filter.Id == null || x.Id == filter.Id)
            .Where(x => filter.Ids == null || filter.Ids.Contains(x.Id))
            .Where(x => filter.DefinitionId == null || x.DefinitionId == filter.DefinitionId)
            .Where(x => filter.DefinitionIds == null || filter.DefinitionIds.Contains(x.DefinitionId))
            .Where(x => filter.VersionOptions == null || filter.VersionOptions.Value.Matches(x.Version, x.IsLatest, x.IsPublished))
            .Where(x => filter.Name == null || x.Name == filter.Name)
            .Where(x => filter.UsableAsActivity == null || x.Options.UsableAsActivity == filter.UsableAsActivity)
            .Where(x => filter.IsReadonly == null || x.IsReadonly == filter.IsReadonly)
            .Where(x => filter.IsSystem == null || x.IsSystem == filter.IsSystem)
            .Where(x => filter.SearchTerm == null || x.Name?.Contains(filter.SearchTerm, StringComparison.OrdinalIgnoreCase) == true || x.Id == filter.SearchTerm || x.DefinitionId == filter.SearchTerm);
        var sorted = order switch
        {
            DefinitionOrder.Version => found.OrderBy(x => x.Version).ToList(),
            DefinitionOrder.Created => found.OrderBy(x => x.CreatedAt).ToList(),
            _ => found.OrderBy(x => x.Name, StringComparer.Ordinal).ToList()
        };
        if (direction == OrderDirection.Descending) sorted.Reverse();
        return ValueTask.FromResult(Cut(sorted, page));
    }

    public void SaveDefinition(WorkflowDefinition definition) => _definitions[definition.Id] = EngineJson.Serialize(definition);

    public void DeleteDefinition(WorkflowDefinition definition) => _definitions.Remove(definition.Id);

    public ValueTask<WorkflowInstance?> FindInstanceAsync(string id, CancellationToken cancellationToken = default)
    {
        if (_tracked.TryGetValue(id, out var tracked)) return ValueTask.FromResult<WorkflowInstance?>(tracked);
        return ValueTask.FromResult(_instances.ContainsKey(id) ? Read(id) : null);
    }

    public ValueTask<Page<WorkflowInstance>> ListInstancesAsync(
        WorkflowInstanceFilter filter, InstanceOrder order = InstanceOrder.Created, OrderDirection direction = OrderDirection.Descending, PageArgs? page = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Cut(Matching(filter).OrderBy(x => x.CreatedAt).ToList(), page));

    public ValueTask<bool> AnyInstanceAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) => ValueTask.FromResult(Matching(filter).Any());

    public void SaveInstance(WorkflowInstance instance) => _tracked[instance.Id] = instance;

    public ValueTask DeleteInstanceAsync(string id, CancellationToken cancellationToken = default)
    {
        _instances.Remove(id);
        _tracked.Remove(id);
        foreach (var bookmark in Bookmarks.Values.Where(x => x.WorkflowInstanceId == id).ToList()) Bookmarks.Remove(bookmark.Id);
        foreach (var timer in Timers.Values.Where(x => x.WorkflowInstanceId == id).ToList()) Timers.Remove(timer.Id);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredBookmark?> FindBookmarkAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult(Bookmarks.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<StoredBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<StoredBookmark>>(Bookmarks.Values
            .Where(x => filter.BookmarkId == null || x.Id == filter.BookmarkId)
            .Where(x => filter.BookmarkIds == null || filter.BookmarkIds.Contains(x.Id))
            .Where(x => filter.Hash == null || x.Hash == filter.Hash)
            .Where(x => filter.Hashes == null || filter.Hashes.Contains(x.Hash))
            .Where(x => filter.Name == null || x.Name == filter.Name)
            .Where(x => filter.Names == null || filter.Names.Contains(x.Name!))
            .Where(x => filter.CorrelationId == null || x.CorrelationId == filter.CorrelationId)
            .Where(x => filter.WorkflowInstanceId == null || x.WorkflowInstanceId == filter.WorkflowInstanceId)
            .Where(x => filter.WorkflowInstanceIds == null || filter.WorkflowInstanceIds.Contains(x.WorkflowInstanceId))
            .Where(x => filter.ActivityInstanceId == null || x.ActivityInstanceId == filter.ActivityInstanceId)
            .ToList());

    public void AddBookmark(StoredBookmark bookmark) => Bookmarks.Add(bookmark.Id, bookmark);

    public void RemoveBookmark(string id) => Bookmarks.Remove(id).ShouldBeTrue($"bookmark {id} is not there");

    public ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersAsync(string hash, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<StoredTrigger>>(Triggers.Where(x => x.Hash == hash).ToList());

    public ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersNamedAsync(string name, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<StoredTrigger>>(Triggers.Where(x => x.Name == name).ToList());

    public ValueTask ReplaceTriggersAsync(string definitionId, IReadOnlyCollection<StoredTrigger> triggers, CancellationToken cancellationToken = default)
    {
        Triggers.RemoveAll(x => x.WorkflowDefinitionId == definitionId);
        Triggers.AddRange(triggers);
        return ValueTask.CompletedTask;
    }

    public void AddJournal(IEnumerable<WorkflowExecutionLogRecord> records) => Journal.AddRange(records.Select(x => EngineJson.Deserialize<WorkflowExecutionLogRecord>(EngineJson.Serialize(x))!));

    public ValueTask<Page<WorkflowExecutionLogRecord>> ListJournalAsync(string instanceId, JournalFilter? filter = null, PageArgs? page = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Cut(Journal
            .Where(x => x.WorkflowInstanceId == instanceId)
            .Where(x => filter?.ActivityNodeIds == null || filter.ActivityNodeIds.Contains(x.ActivityNodeId))
            .Where(x => filter?.ActivityIds == null || filter.ActivityIds.Contains(x.ActivityId))
            .Where(x => filter?.EventNames == null || filter.EventNames.Contains(x.EventName!))
            .Where(x => filter?.ExcludedActivityTypes == null || !filter.ExcludedActivityTypes.Contains(x.ActivityType))
            .OrderBy(x => x.Sequence).ToList(), page));

    public void SaveActivityExecution(ActivityExecutionRecord record, bool isNew)
    {
        Executions.ContainsKey(record.Id).ShouldBe(!isNew, $"execution record {record.Id} of {record.ActivityId}");
        Executions[record.Id] = EngineJson.Deserialize<ActivityExecutionRecord>(EngineJson.Serialize(record))!;
    }

    public ValueTask<ActivityExecutionRecord?> FindActivityExecutionAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult(Executions.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<ActivityExecutionRecord>> ListActivityExecutionsAsync(string instanceId, ICollection<string>? activityNodeIds = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<ActivityExecutionRecord>>(Executions.Values
            .Where(x => x.WorkflowInstanceId == instanceId && (activityNodeIds == null || activityNodeIds.Contains(x.ActivityNodeId))).OrderBy(x => x.StartedAt).ToList());

    public ValueTask<StoredTimer?> FindTimerAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult(Timers.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<StoredTimer>> ListDueTimersAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<StoredTimer>>(Timers.Values.Where(x => x.DueAt <= now).OrderBy(x => x.DueAt).Take(take).ToList());

    public void AddTimer(StoredTimer timer) => Timers.Add(timer.Id, timer);

    public void RemoveTimer(string id) => Timers.Remove(id).ShouldBeTrue($"timer {id} is not there");

    public ValueTask<QueuedWork?> FindQueuedWorkAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult(Queue.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<QueuedWork>> ListQueuedWorkAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<QueuedWork>>(Queue.Values.Where(x => x.NotBefore == null || x.NotBefore <= now).OrderBy(x => x.EnqueuedAt).Take(take).ToList());

    public void AddQueuedWork(QueuedWork work)
    {
        using var payload = JsonDocument.Parse(work.Payload);
        Queue.Add(work.Id, work);
    }

    public void RemoveQueuedWork(string id) => Queue.Remove(id).ShouldBeTrue($"queued work {id} is not there");

    private IEnumerable<WorkflowDefinition> Definitions() => _definitions.Values.Select(x => EngineJson.Deserialize<WorkflowDefinition>(x)!);

    private IEnumerable<WorkflowInstance> Matching(WorkflowInstanceFilter filter) => _instances.Keys.Union(_tracked.Keys).Select(x => _tracked.GetValueOrDefault(x) ?? Read(x))
        .Where(x => filter.Id == null || x.Id == filter.Id)
        .Where(x => filter.Ids == null || filter.Ids.Contains(x.Id))
        .Where(x => filter.DefinitionId == null || x.DefinitionId == filter.DefinitionId)
        .Where(x => filter.DefinitionVersionId == null || x.DefinitionVersionId == filter.DefinitionVersionId)
        .Where(x => filter.CorrelationId == null || x.CorrelationId == filter.CorrelationId)
        .Where(x => filter.ParentWorkflowInstanceIds == null || filter.ParentWorkflowInstanceIds.Contains(x.ParentWorkflowInstanceId!))
        .Where(x => filter.WorkflowStatus == null || x.Status == filter.WorkflowStatus)
        .Where(x => filter.WorkflowSubStatus == null || x.SubStatus == filter.WorkflowSubStatus);

    private static Page<T> Cut<T>(List<T> items, PageArgs? page) => new(items.Skip(page?.Offset ?? 0).Take(page?.Limit ?? int.MaxValue).ToList(), items.Count);
}
