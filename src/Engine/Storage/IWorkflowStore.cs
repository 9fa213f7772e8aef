namespace Workflows.Engine.Storage;

/// <summary>
/// What the engine stores. Everything happens inside the caller's unit of work: the store reads, and notes what is to be saved or removed;
/// it never commits. What was saved in the unit is found by id within the unit.
/// </summary>
public interface IWorkflowStore
{
    ValueTask<WorkflowDefinition?> FindDefinitionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default);

    /// <summary>The id of the version that <see cref="FindDefinitionAsync"/> would find, without its content.</summary>
    ValueTask<string?> FindVersionIdAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default);

    ValueTask<WorkflowDefinition?> FindDefinitionVersionAsync(string id, CancellationToken cancellationToken = default);
    ValueTask<Page<WorkflowDefinition>> ListDefinitionsAsync(WorkflowDefinitionFilter filter, DefinitionOrder order = DefinitionOrder.Name, OrderDirection direction = OrderDirection.Ascending, PageArgs? page = null, CancellationToken cancellationToken = default);

    /// <summary>Adds the version, or updates the one of that id.</summary>
    void SaveDefinition(WorkflowDefinition definition);

    void DeleteDefinition(WorkflowDefinition definition);

    /// <summary>Finds the instance with its state, ready to be changed and saved.</summary>
    ValueTask<WorkflowInstance?> FindInstanceAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists instances; their <see cref="WorkflowInstance.WorkflowState"/> may be null.</summary>
    ValueTask<Page<WorkflowInstance>> ListInstancesAsync(WorkflowInstanceFilter filter, InstanceOrder order = InstanceOrder.Created, OrderDirection direction = OrderDirection.Descending, PageArgs? page = null, CancellationToken cancellationToken = default);

    /// <summary>Is there one? Cheaper than listing.</summary>
    ValueTask<bool> AnyInstanceAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Adds the instance (<see cref="WorkflowInstance.RowVersion"/> 0), or updates it. The commit fails as a conflict if another unit saved it meanwhile.</summary>
    void SaveInstance(WorkflowInstance instance);

    /// <summary>Deletes the instance with its bookmarks, timers, journal and execution records.</summary>
    ValueTask DeleteInstanceAsync(string id, CancellationToken cancellationToken = default);

    ValueTask<StoredBookmark?> FindBookmarkAsync(string id, CancellationToken cancellationToken = default);
    ValueTask<IReadOnlyList<StoredBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken = default);
    void AddBookmark(StoredBookmark bookmark);

    /// <summary>Removes the bookmark; it exists, or was added in this unit.</summary>
    void RemoveBookmark(string id);

    ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>All triggers of a name, for instance <c>Elsa.HttpEndpoint</c>.</summary>
    ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersNamedAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Replaces all triggers of a definition, whatever the version.</summary>
    ValueTask ReplaceTriggersAsync(string definitionId, IReadOnlyCollection<StoredTrigger> triggers, CancellationToken cancellationToken = default);

    void AddJournal(IEnumerable<WorkflowExecutionLogRecord> records);
    ValueTask<Page<WorkflowExecutionLogRecord>> ListJournalAsync(string instanceId, JournalFilter? filter = null, PageArgs? page = null, CancellationToken cancellationToken = default);

    /// <summary>Adds the record if <paramref name="isNew"/>, else updates the one of that id.</summary>
    void SaveActivityExecution(ActivityExecutionRecord record, bool isNew);

    ValueTask<ActivityExecutionRecord?> FindActivityExecutionAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists an instance's activity runs by start time.</summary>
    ValueTask<IReadOnlyList<ActivityExecutionRecord>> ListActivityExecutionsAsync(string instanceId, ICollection<string>? activityNodeIds = null, CancellationToken cancellationToken = default);

    ValueTask<StoredTimer?> FindTimerAsync(string id, CancellationToken cancellationToken = default);
    ValueTask<IReadOnlyList<StoredTimer>> ListDueTimersAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);
    void AddTimer(StoredTimer timer);

    /// <summary>Removes the timer; it exists, or was added in this unit.</summary>
    void RemoveTimer(string id);

    ValueTask<QueuedWork?> FindQueuedWorkAsync(string id, CancellationToken cancellationToken = default);
    ValueTask<IReadOnlyList<QueuedWork>> ListQueuedWorkAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default);
    void AddQueuedWork(QueuedWork work);

    /// <summary>Removes the work; the commit fails as a conflict if another unit removed it.</summary>
    void RemoveQueuedWork(string id);
}
