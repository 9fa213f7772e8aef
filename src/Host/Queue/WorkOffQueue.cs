using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Queue;

/// <summary>
/// Does the queued work that is due, each in a unit of its own, which removes the row together with its effect: nothing is done twice and nothing is lost.
/// Work that fails is tried again later, each time after a longer pause; after <see cref="MostAttempts"/> it is parked with its error for the administrator to see.
/// </summary>
public sealed partial class WorkOffQueue(UnitOfWork unit, IEnumerable<OutsideWork> outside, TimeProvider clock, ILogger<WorkOffQueue> log)
{
    private readonly Dictionary<string, OutsideWork> byKind = outside.ToDictionary(work => work.Kind);

    public const int MostAttempts = 8;
    private const int Batch = 50;

    /// <summary>Works until nothing is due any more, also not what the work itself queued.</summary>
    /// <returns>How many pieces were done.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var done = 0;
        while (true)
        {
            var due = await unit.Read(async (scope, token) => await scope.GetRequiredService<IWorkflowStore>().ListQueuedWorkAsync(clock.GetUtcNow(), Batch, token), cancellation);
            if (due.Count == 0) return done;
            foreach (var work in due)
            {
                cancellation.ThrowIfCancellationRequested();
                if (byKind.TryGetValue(work.Kind, out var elsewhere)) await elsewhere.Begin(work.Id, cancellation);
                else if (await Do(work.Id, cancellation)) done++;
            }
        }
    }

    private async Task<bool> Do(string id, CancellationToken cancellation)
    {
        string error;
        try
        {
            var result = await unit.Run<Done>(Actor.Job, (scope, token) => WorkOff(scope, id, token), cancellation);
            if (result.Refusal is not { } refusal)
            {
                Meters.QueuedWorkDone(succeeded: true);
                return true;
            }
            error = refusal.ToString();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(log, exception, id);
            error = exception.Message;
        }
        Meters.QueuedWorkDone(succeeded: false);
        await unit.Run<Done>(Actor.Job, (scope, token) => PutOff(scope, id, error, token), cancellation);
        return false;
    }

    private static async Task<Result<Done>> WorkOff(IServiceProvider scope, string id, CancellationToken cancellation)
    {
        if (await scope.GetRequiredService<IWorkflowStore>().FindQueuedWorkAsync(id, cancellation) is not { } work) return Done.Result;
        await scope.GetRequiredService<WorkflowRuntime>().WorkOffAsync(work, cancellation);
        return scope.GetRequiredService<PendingRefusal>().Refusal is { } refusal ? refusal : Done.Result;
    }

    /// <summary>Pauses of 5 s, 10 s, 20 s … and then parked.</summary>
    private async Task<Result<Done>> PutOff(IServiceProvider scope, string id, string error, CancellationToken cancellation)
    {
        if (await scope.GetRequiredService<IWorkflowStore>().FindQueuedWorkAsync(id, cancellation) is not { } work) return Done.Result;
        work.Attempts++;
        work.LastError = error.Length <= 2000 ? error : error[..2000];
        work.NotBefore = work.Attempts >= MostAttempts ? QueuedWork.Parked : clock.GetUtcNow() + TimeSpan.FromSeconds(5 * Math.Pow(2, work.Attempts - 1));
        if (work.Attempts >= MostAttempts) LogParked(log, id, work.Kind, work.LastError);
        return Done.Result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queued work {Id} failed and will be tried again")]
    private static partial void LogFailed(ILogger log, Exception exception, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Queued work {Id} ({Kind}) failed too often and is parked: {Error}")]
    private static partial void LogParked(ILogger log, string id, string kind, string error);
}
