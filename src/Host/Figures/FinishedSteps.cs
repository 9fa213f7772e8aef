using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Figures;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;

namespace Workflows.Host.Figures;

/// <summary>
/// The finished steps of this installation in memory. Whoever asks gets what is committed at that moment: what was finished since the last question is read first, by its index.
/// No decision writes anything for it. Rows are never changed or removed. Once a minute at most they are counted; where some are missing (a commit slower than <see cref="Overlap"/>, rows
/// of the past that came later) everything is read again.
/// </summary>
public sealed class FinishedSteps(UnitOfWork unit, TimeProvider clock) : IDisposable
{
    /// <summary>How far back is looked for what was committed late. The clocks of several programs may differ by as much.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan CountsEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private StepTable table = new();
    private Dictionary<long, DateTimeOffset> recent = [];
    private DateTimeOffset newest;
    private long rows;
    private long? counted;

    public async Task<StepFigures> Figures(StepFilter filter, CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await CatchUp(cancellation);
            return table.Figures(filter);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CatchUp(CancellationToken cancellation)
    {
        if (counted is { } at && clock.GetElapsedTime(at) < CountsEvery)
        {
            await Take(cancellation);
            return;
        }
        var before = await Count(cancellation);
        await Take(cancellation);
        if (rows < before)
        {
            Forget();
            await Take(cancellation);
        }
        counted = clock.GetTimestamp();
    }

    private void Forget() => (table, recent, newest, rows) = (new StepTable(), [], default, 0);

    private Task<long> Count(CancellationToken cancellation) =>
        unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().FinishedWorkItems.LongCountAsync(token), cancellation);

    private async Task Take(CancellationToken cancellation)
    {
        DateTimeOffset? since = rows == 0 ? null : newest - Overlap;
        var read = new List<(long Id, DateTimeOffset At)>();
        try
        {
            await unit.Read(async (scope, token) =>
            {
                await foreach (var (id, at, step) in Read(scope.GetRequiredService<ApprovalsDb>(), since, token))
                {
                    if (recent.ContainsKey(id)) continue;
                    read.Add((id, at));
                    if (step is { } finished) table.Add(finished);
                }
                return read.Count;
            }, cancellation);
        }
        catch
        {
            // Half of it is there: the next one who asks begins anew.
            Forget();
            counted = null;
            throw;
        }
        rows += read.Count;
        foreach (var (_, at) in read) if (at > newest) newest = at;
        var from = newest == default ? default : newest - Overlap;
        recent = recent.Select(r => (r.Key, r.Value)).Concat(read).Where(r => r.Item2 >= from).ToDictionary();
    }

    /// <summary>What was withdrawn has no step, but counts.</summary>
    private static async IAsyncEnumerable<(long Id, DateTimeOffset At, FinishedStep? Step)> Read(ApprovalsDb db, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var finished = since is { } from ? db.FinishedWorkItems.Where(w => w.FinishedAt >= from) : db.FinishedWorkItems;
        var rows = from w in finished.AsNoTracking()
                   join c in db.Cases on w.CaseId equals c.Id into cases
                   from c in cases.DefaultIfEmpty()
                   select new
                   {
                       w.Id, w.ChainId, w.ActivityId, w.Kind, w.Title.Zh, w.Title.En, w.CallId, Unit = (long?)c.ApplicantId, w.OrganisationId, w.SeatId, w.CreatedAt, w.FinishedAt, w.DueAt,
                       IsByClock = w.DecidedById == null, w.Outcome, ReturnedBecause = w.Outcome != null && FinishedStep.Returns.Contains(w.Outcome) ? w.Comment ?? "" : null, IsBeside = w.Companion != null && w.Companion != CompanionKind.SignAfter,
                   };
        await foreach (var w in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return (w.Id, w.FinishedAt, w.Outcome is null ? null : new FinishedStep(
                w.ChainId, w.ActivityId ?? w.Kind, new Label(w.Zh, w.En), w.CallId, w.Unit ?? w.OrganisationId, w.OrganisationId, w.SeatId, w.CreatedAt, w.FinishedAt, w.DueAt, w.IsByClock,
                w.ReturnedBecause, w.IsBeside));
        }
    }

    public void Dispose() => turn.Dispose();
}
