using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.HttpWorkflows;

/// <summary>
/// Sends the requests that workflows have queued, several at a time and outside of any unit of work, and resumes each workflow with what came of it. A request is
/// claimed for as long as it may take; should the program stop meanwhile, it is due again and sent once more.
/// </summary>
public sealed partial class SendRequests(UnitOfWork unit, OutgoingHttp http, IOptions<OutgoingOptions> options, TimeProvider clock, ILogger<SendRequests> log)
{
    /// <summary>How often a request is begun before its workflow hears that it failed.</summary>
    public const int MostAttempts = 3;

    private const int AtOnce = 8;
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly ConcurrentDictionary<string, Task> running = new();

    /// <summary>Longer than a request may take, waiting for a place included.</summary>
    private TimeSpan Claim => TimeSpan.FromSeconds(options.Value.TimeoutSeconds * 4);

    /// <summary>Claims the request and begins to send it; one that still waits for its turn here is only claimed for longer.</summary>
    public async Task Begin(string id, CancellationToken cancellation = default)
    {
        var claimed = await unit.Run<Claimed>(Actor.Job, async (scope, token) =>
        {
            var now = clock.GetUtcNow();
            var until = now + Claim;
            var work = await scope.GetRequiredService<IWorkflowStore>().FindQueuedWorkAsync(id, token);
            if (work is null || work.NotBefore > now) return new Claimed(null, 0);
            var mine = await scope.GetRequiredService<WorkflowsDb>().Set<QueuedWork>().Where(row => row.Id == id && (row.NotBefore == null || row.NotBefore <= now))
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.NotBefore, until).SetProperty(each => each.Attempts, each => each.Attempts + 1), token);
            return new Claimed(mine == 1 ? EngineJson.Deserialize<QueuedHttpRequest>(work.Payload) : null, work.Attempts + 1);
        }, cancellation);
        if (claimed.IsRefused || claimed.Value is not { Request: { } request, Attempt: var attempt }) return;
        var ended = new TaskCompletionSource();
        if (running.TryAdd(id, ended.Task)) _ = Task.Run(() => Finish(id, request, attempt, ended), CancellationToken.None);
    }

    /// <summary>Waits until nothing that was begun is still under way.</summary>
    public async Task WhenIdle()
    {
        while (running.Values.ToArray() is { Length: > 0 } all) await Task.WhenAll(all);
    }

    private async Task Finish(string id, QueuedHttpRequest queued, int attempt, TaskCompletionSource ended)
    {
        await places.WaitAsync();
        try
        {
            var outcome = attempt > MostAttempts
                ? new HttpOutcome { Failure = HttpFailure.FailedToConnect, Message = $"Expected to send the request within {MostAttempts} attempts, but the program stopped each time." }
                : await http.Send(queued.Request);
            if (outcome.Failure != HttpFailure.None) LogNoResponse(log, queued.InstanceId, outcome.Failure, outcome.Message);
            var resumed = await unit.Run<Done>(Actor.Job, (scope, token) => Resume(scope, id, queued, outcome, token));
            if (resumed.Refusal is { } refusal) LogRefused(log, queued.InstanceId, refusal.ToString());
        }
        catch (Exception exception)
        {
            LogFailed(log, exception, queued.InstanceId);
        }
        finally
        {
            places.Release();
            running.TryRemove(id, out _);
            ended.SetResult();
        }
    }

    private static async Task<Result<Done>> Resume(IServiceProvider scope, string id, QueuedHttpRequest queued, HttpOutcome outcome, CancellationToken cancellation)
    {
        var store = scope.GetRequiredService<IWorkflowStore>();
        if (await store.FindQueuedWorkAsync(id, cancellation) is null) return Done.Result;
        await scope.GetRequiredService<WorkflowRuntime>().ResumeAsync(queued.BookmarkId, new Dictionary<string, object> { [QueuedHttpRequest.OutcomeInput] = outcome }, queued.InstanceId, cancellation);
        store.RemoveQueuedWork(id);
        return scope.GetRequiredService<PendingRefusal>().Refusal is { } refusal ? refusal : Done.Result;
    }

    private sealed record Claimed(QueuedHttpRequest? Request, int Attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The request of instance {Instance} came to nothing ({Failure}): {Reason}")]
    private static partial void LogNoResponse(ILogger log, string instance, HttpFailure failure, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Instance {Instance} could not go on after its request and is tried again: {Refusal}")]
    private static partial void LogRefused(ILogger log, string instance, string refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "The request of instance {Instance} failed and is tried again")]
    private static partial void LogFailed(ILogger log, Exception exception, string instance);
}
