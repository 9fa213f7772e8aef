using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;

namespace Workflows.Persistence;

/// <summary>
/// The engine's store over the one context: what the engine saves is written when the unit of work commits, together with what the domain
/// changed. Instances are written as they are at that moment, however often they were saved before.
/// </summary>
public sealed class EfWorkflowStore : IWorkflowStore
{
    private readonly WorkflowsDb db;
    private readonly Dictionary<string, WorkflowInstance> instances = [];
    private readonly HashSet<string> unsavedInstances = [];
    private readonly Dictionary<string, DefinitionRow> savedDefinitions = [];
    private readonly HashSet<string> deletedDefinitions = [];

    public EfWorkflowStore(WorkflowsDb db)
    {
        this.db = db;
        db.BeforeSave.Add(Flush);
    }

    public async ValueTask<WorkflowDefinition?> FindDefinitionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default) =>
        (await Definitions(q => q.Where(r => r.DefinitionId == definitionId), version, cancellationToken)).MaxBy(r => r.Version)?.ToDefinition();

    public async ValueTask<string?> FindVersionIdAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken = default) =>
        savedDefinitions.Count + deletedDefinitions.Count > 0
            ? (await FindDefinitionAsync(definitionId, version, cancellationToken))?.Id
            : version.IsPublished && db.Published.TryGetValue(definitionId, out var known)
            ? known
            : await db.Set<DefinitionRow>().Where(r => r.DefinitionId == definitionId).WithVersion(version).OrderByDescending(r => r.Version).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);

    public async ValueTask<WorkflowDefinition?> FindDefinitionVersionAsync(string id, CancellationToken cancellationToken = default) =>
        (await Definitions(q => q.Where(r => r.Id == id), version: null, cancellationToken)).FirstOrDefault()?.ToDefinition();

    public async ValueTask<Page<WorkflowDefinition>> ListDefinitionsAsync(
        WorkflowDefinitionFilter filter, DefinitionOrder order = DefinitionOrder.Name, OrderDirection direction = OrderDirection.Ascending, PageArgs? page = null,
        CancellationToken cancellationToken = default)
    {
        var found = await Definitions(q => q.Matching(filter), filter.VersionOptions, cancellationToken);
        var sorted = order switch
        {
            DefinitionOrder.Version => found.OrderBy(r => r.Version),
            DefinitionOrder.Created => found.OrderBy(r => r.CreatedAt),
            _ => found.OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Version),
        };
        var rows = direction == OrderDirection.Descending ? sorted.Reverse().ToList() : [.. sorted];
        var items = rows.Skip(page?.Offset ?? 0).Take(page?.Limit ?? int.MaxValue).Select(r => r.ToDefinition()).ToList();
        return new Page<WorkflowDefinition>(items, rows.Count);
    }

    public void SaveDefinition(WorkflowDefinition definition)
    {
        deletedDefinitions.Remove(definition.Id);
        savedDefinitions[definition.Id] = DefinitionRow.Of(definition);
    }

    public void DeleteDefinition(WorkflowDefinition definition)
    {
        savedDefinitions.Remove(definition.Id);
        deletedDefinitions.Add(definition.Id);
    }

    public async ValueTask<WorkflowInstance?> FindInstanceAsync(string id, CancellationToken cancellationToken = default)
    {
        if (instances.TryGetValue(id, out var known)) return known;
        var row = db.Set<InstanceRow>().Local.FindEntry(id)?.Entity ?? await db.Set<InstanceRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        return row is null ? null : instances[id] = row.ToInstance();
    }

    public async ValueTask<Page<WorkflowInstance>> ListInstancesAsync(
        WorkflowInstanceFilter filter, InstanceOrder order = InstanceOrder.Created, OrderDirection direction = OrderDirection.Descending, PageArgs? page = null,
        CancellationToken cancellationToken = default)
    {
        var rows = db.Set<InstanceRow>().AsNoTracking().Matching(filter);
        var count = await rows.LongCountAsync(cancellationToken);
        var items = await rows.Sorted(order, direction).Cut(page).WithoutState().ToListAsync(cancellationToken);
        return new Page<WorkflowInstance>(items, count);
    }

    public async ValueTask<bool> AnyInstanceAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        // Instances that this unit saved are asked as they are now, not as they are stored.
        var unsaved = unsavedInstances.ToList();
        return (unsaved.Count > 0 && unsaved.Select(id => InstanceRow.Of(instances[id])).AsQueryable().Matching(filter).Any())
            || await db.Set<InstanceRow>().Where(r => !unsaved.Contains(r.Id)).Matching(filter).AnyAsync(cancellationToken);
    }

    public void SaveInstance(WorkflowInstance instance)
    {
        instances[instance.Id] = instance;
        unsavedInstances.Add(instance.Id);
    }

    public async ValueTask DeleteInstanceAsync(string id, CancellationToken cancellationToken = default)
    {
        instances.Remove(id);
        unsavedInstances.Remove(id);

        // What this unit took away without reading it knows only its own id.
        var bookmarks = await db.Set<BookmarkRow>().Where(r => r.WorkflowInstanceId == id).Select(r => r.Id).ToHashSetAsync(cancellationToken);
        var timers = await db.Set<StoredTimer>().Where(t => t.WorkflowInstanceId == id).Select(t => t.Id).ToHashSetAsync(cancellationToken);
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity switch
        {
            InstanceRow r => r.Id == id,
            BookmarkRow r => r.WorkflowInstanceId == id || bookmarks.Contains(r.Id),
            StoredTimer t => t.WorkflowInstanceId == id || timers.Contains(t.Id),
            JournalRow r => r.WorkflowInstanceId == id,
            ActivityExecutionRow r => r.WorkflowInstanceId == id,
            _ => false,
        }).ToList()) entry.State = EntityState.Detached;

        await db.Set<BookmarkRow>().Where(r => r.WorkflowInstanceId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<StoredTimer>().Where(t => t.WorkflowInstanceId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<JournalRow>().Where(r => r.WorkflowInstanceId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ActivityExecutionRow>().Where(r => r.WorkflowInstanceId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<InstanceRow>().Where(r => r.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    public async ValueTask<StoredBookmark?> FindBookmarkAsync(string id, CancellationToken cancellationToken = default)
    {
        var row = await db.Set<BookmarkRow>().FindAsync([id], cancellationToken);
        return row is null || db.Entry(row).State == EntityState.Deleted ? null : row.ToBookmark();
    }

    public async ValueTask<IReadOnlyList<StoredBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken = default)
    {
        await db.Set<BookmarkRow>().AsTracking().Matching(filter).LoadAsync(cancellationToken);
        return [.. db.Set<BookmarkRow>().Local.AsQueryable().Matching(filter).OrderBy(r => r.CreatedAt).Select(r => r.ToBookmark())];
    }

    public void AddBookmark(StoredBookmark bookmark) => db.Add(BookmarkRow.Of(bookmark));

    public void RemoveBookmark(string id) => Remove(id, () => new BookmarkRow { Id = id, Hash = "", WorkflowInstanceId = "" });

    public async ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersAsync(string hash, CancellationToken cancellationToken = default)
    {
        await db.Set<TriggerRow>().AsTracking().Where(r => r.Hash == hash).LoadAsync(cancellationToken);
        return [.. db.Set<TriggerRow>().Local.Where(r => r.Hash == hash).Select(r => r.ToTrigger())];
    }

    public async ValueTask<IReadOnlyList<StoredTrigger>> ListTriggersNamedAsync(string name, CancellationToken cancellationToken = default)
    {
        await db.Set<TriggerRow>().AsTracking().Where(r => r.Name == name).LoadAsync(cancellationToken);
        return [.. db.Set<TriggerRow>().Local.Where(r => r.Name == name).Select(r => r.ToTrigger())];
    }

    public async ValueTask ReplaceTriggersAsync(string definitionId, IReadOnlyCollection<StoredTrigger> triggers, CancellationToken cancellationToken = default)
    {
        await db.Set<TriggerRow>().AsTracking().Where(r => r.WorkflowDefinitionId == definitionId).LoadAsync(cancellationToken);
        db.RemoveRange(db.Set<TriggerRow>().Local.Where(r => r.WorkflowDefinitionId == definitionId).ToList());
        db.AddRange(triggers.Select(TriggerRow.Of));
    }

    public void AddJournal(IEnumerable<WorkflowExecutionLogRecord> records) => db.AddRange(records.Select(JournalRow.Of));

    public async ValueTask<Page<WorkflowExecutionLogRecord>> ListJournalAsync(
        string instanceId, JournalFilter? filter = null, PageArgs? page = null, CancellationToken cancellationToken = default)
    {
        var rows = db.Set<JournalRow>().AsNoTracking().Where(r => r.WorkflowInstanceId == instanceId).Matching(filter ?? new JournalFilter());
        var count = await rows.LongCountAsync(cancellationToken);
        var items = await rows.OrderBy(r => r.Sequence).Cut(page).Select(r => r.Content).ToListAsync(cancellationToken);
        return new Page<WorkflowExecutionLogRecord>([.. items.Select(i => EngineJson.Deserialize<WorkflowExecutionLogRecord>(i)!)], count);
    }

    public void SaveActivityExecution(ActivityExecutionRecord record, bool isNew)
    {
        var row = ActivityExecutionRow.Of(record);
        if (db.Set<ActivityExecutionRow>().Local.FindEntry(record.Id) is { } tracked) tracked.Entity.Content = row.Content;
        else if (isNew) db.Add(row);
        else db.Attach(row).Property(r => r.Content).IsModified = true;
    }

    public async ValueTask<ActivityExecutionRecord?> FindActivityExecutionAsync(string id, CancellationToken cancellationToken = default) =>
        (await db.Set<ActivityExecutionRow>().FindAsync([id], cancellationToken))?.ToRecord();

    public async ValueTask<IReadOnlyList<ActivityExecutionRecord>> ListActivityExecutionsAsync(
        string instanceId, ICollection<string>? activityNodeIds = null, CancellationToken cancellationToken = default)
    {
        var rows = db.Set<ActivityExecutionRow>().AsNoTracking().Where(r => r.WorkflowInstanceId == instanceId);
        if (activityNodeIds is not null) rows = rows.Where(r => activityNodeIds.Contains(r.ActivityNodeId));

        // What started in the same instant is told apart by who scheduled whom.
        return [.. (await rows.ToListAsync(cancellationToken)).Select(r => r.ToRecord()).OrderBy(r => r.StartedAt).ThenBy(r => r.CallStackDepth).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    public async ValueTask<StoredTimer?> FindTimerAsync(string id, CancellationToken cancellationToken = default)
    {
        var timer = await db.Set<StoredTimer>().FindAsync([id], cancellationToken);
        return timer is null || db.Entry(timer).State == EntityState.Deleted ? null : timer;
    }

    public async ValueTask<IReadOnlyList<StoredTimer>> ListDueTimersAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        await db.Set<StoredTimer>().AsNoTracking().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Take(take).ToListAsync(cancellationToken);

    public void AddTimer(StoredTimer timer) => db.Add(timer);

    public void RemoveTimer(string id) => Remove(id, () => new StoredTimer { Id = id, BookmarkId = "", WorkflowInstanceId = "", Kind = "" });

    public async ValueTask<QueuedWork?> FindQueuedWorkAsync(string id, CancellationToken cancellationToken = default)
    {
        var work = await db.Set<QueuedWork>().FindAsync([id], cancellationToken);
        return work is null || db.Entry(work).State == EntityState.Deleted ? null : work;
    }

    public async ValueTask<IReadOnlyList<QueuedWork>> ListQueuedWorkAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        await db.Set<QueuedWork>().AsNoTracking()
            .Where(w => w.NotBefore == null || w.NotBefore <= now)
            .OrderBy(w => w.EnqueuedAt).ThenBy(w => w.Id)
            .Take(take)
            .ToListAsync(cancellationToken);

    public void AddQueuedWork(QueuedWork work) => db.Add(work);

    public void RemoveQueuedWork(string id) => Remove(id, () => new QueuedWork { Id = id, Kind = "", Payload = "" });

    /// <summary>Removes a row without reading it first; where it is gone already, the commit fails as a conflict.</summary>
    private void Remove<TRow>(string id, Func<TRow> unread) where TRow : class =>
        db.Remove(db.Set<TRow>().Local.FindEntry(id)?.Entity ?? unread());

    /// <summary>Versions as stored, with those that this unit saved or deleted instead.</summary>
    private async Task<List<DefinitionRow>> Definitions(
        Func<IQueryable<DefinitionRow>, IQueryable<DefinitionRow>> filter, VersionOptions? version, CancellationToken cancellation)
    {
        var stored = await filter(db.Set<DefinitionRow>().AsNoTracking()).WithVersion(version).ToListAsync(cancellation);
        if (savedDefinitions.Count + deletedDefinitions.Count == 0) return stored;
        return
        [
            .. stored.Where(r => !savedDefinitions.ContainsKey(r.Id) && !deletedDefinitions.Contains(r.Id)),
            .. filter(savedDefinitions.Values.AsQueryable()).WithVersion(version),
        ];
    }

    private async Task Flush(CancellationToken cancellation)
    {
        foreach (var id in deletedDefinitions)
            if (await db.Set<DefinitionRow>().FindAsync([id], cancellation) is { } gone) db.Remove(gone);
        foreach (var saved in savedDefinitions.Values)
        {
            if (await db.Set<DefinitionRow>().FindAsync([saved.Id], cancellation) is not { } stored) db.Add(saved);
            else stored.CopyFrom(saved);
        }
        foreach (var id in unsavedInstances) Write(instances[id]);
        deletedDefinitions.Clear();
        savedDefinitions.Clear();
        unsavedInstances.Clear();
    }

    private void Write(WorkflowInstance instance)
    {
        var entry = db.Set<InstanceRow>().Local.FindEntry(instance.Id);
        if (entry is null && instance.RowVersion == 0)
        {
            instance.RowVersion = 1;
            db.Add(InstanceRow.Of(instance));
            return;
        }
        entry ??= db.Attach(InstanceRow.Of(instance));
        entry.State = EntityState.Modified;
        instance.RowVersion++;
        entry.Entity.CopyFrom(instance);
    }
}
