using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Seals;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;

namespace Workflows.Persistence;

/// <summary>How many instances of chains are in a state.</summary>
public sealed record InstanceCount(WorkflowStatus Status, WorkflowSubStatus SubStatus, int Count);

/// <summary>A line of things that wait to be done.</summary>
/// <param name="Waiting">How many wait, those that are tried again later among them.</param>
/// <param name="GivenUp">How many failed so often that nobody tries any more.</param>
/// <param name="Oldest">When the oldest that could be done now should have been done; null where nothing could.</param>
public sealed record Backlog(int Waiting, int GivenUp, DateTimeOffset? Oldest)
{
    /// <summary>How late the oldest is; zero where nothing is late.</summary>
    public TimeSpan Lag(DateTimeOffset now) => Oldest is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero;
}

/// <summary>What the tables say of the work of the program at one moment.</summary>
/// <param name="OpenWorkItems">Work that somebody is asked for.</param>
/// <param name="OverdueWorkItems">Of these, past their day.</param>
/// <param name="Queue">Work between instances, done right after a commit.</param>
/// <param name="Outbox">Events of which people have not been told yet.</param>
/// <param name="Deliveries">E-mails and webhooks on their way.</param>
/// <param name="Timers">Due times of waiting chains; <see cref="Backlog.Waiting"/> is all of them, <see cref="Backlog.Oldest"/> the first that has passed.</param>
/// <param name="Papers">Documents on paper that are to be made; given up are those that failed.</param>
public sealed record Load(
    IReadOnlyList<InstanceCount> Instances, int OpenWorkItems, int OverdueWorkItems, Backlog Queue, Backlog Outbox, Backlog Deliveries, Backlog Timers, Backlog Papers);

/// <summary>A due time of a waiting chain.</summary>
public sealed record DueTimer(DateTimeOffset DueAt, string Kind, string Chain, string? Name, string InstanceId);

/// <summary>Counts what the program has to do. A few short questions of indexed columns; never asked on the way of a decision.</summary>
public sealed class ReadLoad(WorkflowsDb db, TimeProvider clock)
{
    public async Task<Load> Run(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var instances = await db.Set<InstanceRow>().GroupBy(i => new { i.Status, i.SubStatus }).Select(g => new { g.Key.Status, g.Key.SubStatus, Count = g.Count() }).ToListAsync(cancellation);
        var items = await db.WorkItems.GroupBy(_ => 1).Select(g => new { Open = g.Count(), Overdue = g.Count(w => w.DueAt < now) }).SingleOrDefaultAsync(cancellation);
        var queue = db.Set<QueuedWork>();
        var waits = queue.Where(w => w.NotBefore == null || w.NotBefore < QueuedWork.Parked);
        var dead = db.Deliveries.Where(d => d.State == DeliveryState.Dead);
        var sends = db.Deliveries.Where(d => d.State == DeliveryState.Waiting);
        var timers = db.Set<StoredTimer>();
        var papers = db.SealedPapers.Where(p => p.State == PaperState.Waiting);
        return new Load(
            [.. instances.Select(i => new InstanceCount(i.Status, i.SubStatus, i.Count)).OrderBy(i => i.Status).ThenBy(i => i.SubStatus)],
            items?.Open ?? 0, items?.Overdue ?? 0,
            new Backlog(
                await waits.CountAsync(cancellation), await queue.CountAsync(w => w.NotBefore == QueuedWork.Parked, cancellation),
                await waits.Where(w => w.NotBefore == null || w.NotBefore <= now).MinAsync(w => (DateTimeOffset?)(w.NotBefore ?? w.EnqueuedAt), cancellation)),
            new Backlog(await db.Outbox.CountAsync(cancellation), 0, await db.Outbox.MinAsync(r => (DateTimeOffset?)r.At, cancellation)),
            new Backlog(await sends.CountAsync(cancellation), await dead.CountAsync(cancellation), await sends.Where(d => d.NextAt <= now).MinAsync(d => (DateTimeOffset?)d.NextAt, cancellation)),
            new Backlog(await timers.CountAsync(cancellation), 0, await timers.Where(t => t.DueAt <= now).MinAsync(t => (DateTimeOffset?)t.DueAt, cancellation)),
            new Backlog(await papers.CountAsync(cancellation), await db.SealedPapers.CountAsync(p => p.State == PaperState.Failed, cancellation), await papers.Where(p => p.Attempts == 0).MinAsync(p => (DateTimeOffset?)p.RequestedAt, cancellation)));
    }

    /// <summary>The next due times, those that have passed first.</summary>
    /// <param name="take">At most so many.</param>
    public async Task<IReadOnlyList<DueTimer>> Timers(int take, CancellationToken cancellation = default) => await (
        from timer in db.Set<StoredTimer>().AsNoTracking()
        join instance in db.Set<InstanceRow>() on timer.WorkflowInstanceId equals instance.Id
        orderby timer.DueAt, timer.Id
        select new DueTimer(timer.DueAt, timer.Kind, instance.DefinitionId, instance.Name, instance.Id)).Take(take).ToListAsync(cancellation);
}
