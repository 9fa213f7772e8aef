using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.WorkItems;
using Workflows.Engine;
using Workflows.Engine.Storage;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Timers;

/// <summary>
/// Does what the clock decides: fires the timers of waiting chains, gives work items with a cut-off the outcome they name for it, reminds, puts overdue
/// work before a higher seat, reminds units of calls that close soon, and closes calls whose last instant has passed. Each in a unit of its own, which takes its row first: of two nodes that find the same thing due, one does it. Time never decides an opinion (R23).
/// </summary>
public sealed partial class FireDueTimers(UnitOfWork unit, TimeProvider clock, ILogger<FireDueTimers> log)
{
    private const int Batch = 100;

    /// <summary>So few are done one after the other, in the order in which they fell due; what has piled up is done side by side.</summary>
    private const int Few = 20;

    private const int SideBySide = 8;

    /// <returns>How many things the clock decided.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var fired = 0;
        for (var round = 0; round < Batch; round++)
        {
            var before = fired;
            fired += await Each(await DueTimers(cancellation), (scope, id, token) => scope.GetRequiredService<ReadForTimer>().Run(id, token), FireTimer, cancellation);
            fired += await Each(await DueWorkItems(cancellation), Claim<WorkItem>, Expire, cancellation);
            fired += await Each(await DueReminders(cancellation), Claim<WorkItem>, Remind, cancellation);
            fired += await Each(await Overdue(cancellation), Claim<WorkItem>, Escalate, cancellation);
            fired += await Each(await DueCalls(cancellation), Claim<Call>, CloseCall, cancellation);
            fired += await Each(await CallsToRemindOf(cancellation), (scope, due, token) => Claim<Call>(scope, due.Id, token), RemindOfCall, cancellation);
            if (fired == before) break;
        }
        return fired;
    }

    private Task<IReadOnlyList<string>> DueTimers(CancellationToken cancellation) =>
        unit.Read<IReadOnlyList<string>>(
            async (scope, token) => [.. (await scope.GetRequiredService<IWorkflowStore>().ListDueTimersAsync(clock.GetUtcNow(), Batch, token)).Select(t => t.Id)], cancellation);

    private Task<List<long>> DueWorkItems(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(w => w.OutcomeWhenDue != null && w.DueAt < now)
                .OrderBy(w => w.DueAt).Select(w => w.Id).Take(Batch).ToListAsync(token),
            cancellation);
    }

    private Task<List<long>> DueReminders(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(w => w.RemindsAt < now).OrderBy(w => w.RemindsAt).Select(w => w.Id).Take(Batch).ToListAsync(token),
            cancellation);
    }

    private Task<List<long>> Overdue(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().WorkItems
                .Where(w => w.DueAt < now && w.EscalatedAt == null && w.OutcomeWhenDue == null && w.EscalatesTo != EscalationTarget.Nobody)
                .OrderBy(w => w.DueAt).Select(w => w.Id).Take(Batch).ToListAsync(token),
            cancellation);
    }

    /// <summary>Open calls without a chain that waits for the closing: a province's own.</summary>
    private async Task<List<long>> DueCalls(CancellationToken cancellation)
    {
        var calls = await unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Calls.Where(c => c.Status == CallStatus.Open && c.DecisionChainId == null).ToListAsync(token), cancellation);
        return [.. calls.Where(c => !c.IsInTime(clock.GetUtcNow())).Select(c => c.Id)];
    }

    /// <summary>Open calls so many days before their deadline that units which have handed in nothing are reminded (<see cref="Call.Reminders"/>).</summary>
    private Task<List<(long Id, string Occasion)>> CallsToRemindOf(CancellationToken cancellation)
    {
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        return unit.Read(
            async (scope, token) =>
            {
                var (due, remind) = (new List<(long, string)>(), scope.GetRequiredService<RemindUnits>());
                foreach (var call in await scope.GetRequiredService<ApprovalsDb>().Calls.Where(c => c.Status == CallStatus.Open && c.ChainId != null && c.ClosesOn >= today && c.ClosesOn <= today.AddDays(60)).ToListAsync(token))
                    if (await remind.Occasion(call, token) is { } occasion) due.Add((call.Id, occasion));
                return due;
            },
            cancellation);
    }

    private static async Task<Result<bool>> RemindOfCall(IServiceProvider scope, (long Id, string Occasion) due, CancellationToken cancellation)
    {
        var (call, remind) = (await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Id == due.Id, cancellation), scope.GetRequiredService<RemindUnits>());
        if (await remind.Occasion(call, cancellation) != due.Occasion) return false;
        return (await remind.Run(call, [], occasion: due.Occasion, cancellation: cancellation)).Refusal is { } refusal ? refusal : true;
    }

    private static async Task<Result<bool>> FireTimer(IServiceProvider scope, string id, CancellationToken cancellation)
    {
        var run = await scope.GetRequiredService<WorkflowRuntime>().FireTimerAsync(id, cancellation);
        return scope.GetRequiredService<PendingRefusal>().Refusal is { } refusal ? refusal : run.Outcome != RunOutcome.TimerNotDue;
    }

    private static async Task<Result<bool>> Expire(IServiceProvider scope, long id, CancellationToken cancellation)
    {
        var closed = await scope.GetRequiredService<CloseWorkItem>().Expired(id, cancellation);
        if (closed.Refusal is { } refusal) return refusal;
        var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, cancellation);
        return resumed.Refusal is { } why ? why : true;
    }

    private static async Task<Result<bool>> Remind(IServiceProvider scope, long id, CancellationToken cancellation) =>
        (await scope.GetRequiredService<RemindWorkItem>().Run(id, cancellation: cancellation)).Refusal is { } refusal ? refusal : true;

    private static async Task<Result<bool>> Escalate(IServiceProvider scope, long id, CancellationToken cancellation) =>
        (await scope.GetRequiredService<EscalateWorkItem>().Run(id, cancellation)).Refusal is { } refusal ? refusal : true;

    private static async Task<Result<bool>> CloseCall(IServiceProvider scope, long id, CancellationToken cancellation)
    {
        var call = await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Id == id, cancellation);
        if (call.Close() is { } refusal) return refusal;
        await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(id), "call.closed", new AuditDetail { Clause = "R9" }, cancellation);
        return true;
    }

    private static Task<bool> Claim<TRow>(IServiceProvider scope, long id, CancellationToken cancellation) where TRow : class => scope.GetRequiredService<ClaimRow>().Run<TRow>(id, cancellation);

    /// <summary>Each takes its row first: what another node has is left to it. One that fails is logged and left for the next time; the others go on.</summary>
    private async Task<int> Each<T>(IReadOnlyList<T> due, Func<IServiceProvider, T, CancellationToken, Task<bool>> take, Func<IServiceProvider, T, CancellationToken, Task<Result<bool>>> act, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = due.Count <= Few ? 1 : SideBySide, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                var result = await unit.Run<bool>(Actor.Timer, async (scope, token) => await take(scope, id, token) ? await act(scope, id, token) : false, stop);
                if (result.Refusal is { } refusal) LogRefused(log, $"{id}", refusal.ToString());
                else if (result.Value)
                {
                    Meters.ClockActed(succeeded: true);
                    Interlocked.Increment(ref done);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Meters.ClockActed(succeeded: false);
                LogFailed(log, exception, $"{id}");
            }
        });
        return done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was due ({Id}) was refused: {Refusal}")]
    private static partial void LogRefused(ILogger log, string id, string refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was due ({Id}) failed and stays due")]
    private static partial void LogFailed(ILogger log, Exception exception, string id);
}
