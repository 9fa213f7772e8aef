using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;

namespace Workflows.Persistence;

/// <summary>Why something does not go on by itself.</summary>
public enum StuckReason
{
    /// <summary>An instance that has not finished has neither a bookmark nor a due time nor queued work: nothing will ever resume it.</summary>
    NoWayForward,

    /// <summary>An activity failed with an incident.</summary>
    Incident,

    /// <summary>Queued work failed so often that it is no longer tried.</summary>
    ParkedWork,
}

/// <summary>Something that does not go on by itself.</summary>
/// <param name="Id">Of the instance; of the queued work where the reason is <see cref="StuckReason.ParkedWork"/>.</param>
/// <param name="Chain">Id of the definition; the kind of the work where that is parked.</param>
/// <param name="Since">When the instance was last written, or the work queued.</param>
/// <param name="Error">What the work failed with; null for an instance, whose incidents the designer shows.</param>
public sealed record StuckItem(string Id, StuckReason Reason, string Chain, string? Name, DateTimeOffset Since, string? Error);

/// <summary>Looks for what does not go on by itself. It only looks: nothing is ever repaired without somebody who asks for it.</summary>
public sealed class FindStuck(WorkflowsDb db)
{
    /// <summary>Of each reason.</summary>
    public const int Most = 200;

    /// <summary>How a run of an activity that failed stands in the state of its instance; incidents stay in it when they are mended.</summary>
    private const string StillFailed = "\"status\":\"Faulted\"";

    /// <returns>The longest stuck first, at most <see cref="Most"/> of each reason.</returns>
    public async Task<IReadOnlyList<StuckItem>> Run(CancellationToken cancellation = default)
    {
        var waiting = db.Set<InstanceRow>().AsNoTracking().Where(i => i.Status != WorkflowStatus.Finished);
        var lost = await waiting
            .Where(i => !db.Set<BookmarkRow>().Any(b => b.WorkflowInstanceId == i.Id) && !db.Set<StoredTimer>().Any(t => t.WorkflowInstanceId == i.Id) && !db.Set<QueuedWork>().Any(q => q.Payload.Contains(i.Id)))
            .OrderBy(i => i.UpdatedAt).Take(Most).Select(i => new StuckItem(i.Id, StuckReason.NoWayForward, i.DefinitionId, i.Name, i.UpdatedAt, null)).ToListAsync(cancellation);
        var failed = await db.Set<InstanceRow>().AsNoTracking()
            .Where(i => i.SubStatus == WorkflowSubStatus.Faulted || (i.IncidentCount > 0 && i.Status != WorkflowStatus.Finished && i.State.Contains(StillFailed)))
            .OrderBy(i => i.UpdatedAt).Take(Most).Select(i => new StuckItem(i.Id, StuckReason.Incident, i.DefinitionId, i.Name, i.UpdatedAt, null)).ToListAsync(cancellation);
        var parked = await db.Set<QueuedWork>().AsNoTracking().Where(q => q.NotBefore == QueuedWork.Parked)
            .OrderBy(q => q.EnqueuedAt).Take(Most).Select(q => new StuckItem(q.Id, StuckReason.ParkedWork, q.Kind, null, q.EnqueuedAt, q.LastError)).ToListAsync(cancellation);
        return [.. lost.Concat(failed.Where(f => !lost.Exists(l => l.Id == f.Id))).Concat(parked).OrderBy(s => s.Since)];
    }
}
