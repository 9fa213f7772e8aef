using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Approvals;
using Workflows.Approvals.Audit;

namespace Workflows.Persistence;

/// <summary>What a committed unit of work changed, for whoever shows or continues it.</summary>
/// <param name="Principals">Seats and persons whose inbox changed.</param>
/// <param name="Subjects">Audit subjects, e.g. <c>Case:123</c>, that something was recorded for.</param>
/// <param name="Instances">Ids of the instances of chains that were written.</param>
public sealed record Committed(IReadOnlyCollection<long> Principals, IReadOnlyCollection<string> Subjects, bool QueueHasWork, IReadOnlyCollection<string> Instances);

/// <summary>
/// The one door to every change: a fresh scope, the handler, one commit. Where another unit changed the same rows first, nothing is
/// written and the handler runs again in a fresh scope. A refusal or an exception commits nothing.
/// </summary>
public sealed partial class UnitOfWork(IServiceScopeFactory scopes, WriterGate gate, ILogger<UnitOfWork> log)
{
    /// <summary>How often a handler runs before the conflict is given up as a refusal.</summary>
    public const int Attempts = 5;

    /// <summary>Set while a handler runs: a unit inside a unit would wait for itself on SQLite, and commit apart from it elsewhere.</summary>
    private static readonly AsyncLocal<bool> Inside = new();

    /// <summary>Raised after a commit, outside of it. A handler that throws is logged and harms nobody.</summary>
    public event Action<Committed>? Committed;

    /// <summary>Runs the handler as the actor and commits what it changed.</summary>
    /// <returns>What the handler returned, or <c>unit.conflict</c> when other units were faster every time.</returns>
    public async Task<Result<T>> Run<T>(
        Actor actor, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation = default)
    {
        if (Inside.Value)
            throw new InvalidOperationException("Expected no unit of work around this one, found one. Do both in one handler, or queue the second as work for after the commit.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Inside.Value = true;
                return await RunOnce(actor, handler, cancellation);
            }
            catch (Exception exception) when (Conflict.Is(exception))
            {
                if (attempt == Attempts)
                {
                    LogGivenUp(log, exception, attempt);
                    return new Refusal("unit.conflict");
                }
                LogConflict(log, attempt, exception.Message);
            }
            finally
            {
                Inside.Value = false;
            }
        }
    }

    /// <summary>Runs the handler as if it were to be committed, and takes everything back: for trying out what would happen.</summary>
    public async Task<Result<T>> Rehearse<T>(
        Actor actor, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation = default)
    {
        Result<T>? rehearsed = null;
        var undone = await Run<T>(
            actor,
            async (scope, token) =>
            {
                rehearsed = await handler(scope, token);
                return rehearsed.IsRefused ? rehearsed : new Refusal("unit.rehearsed");
            },
            cancellation);
        return undone.Refusal is { Code: "unit.rehearsed" } && rehearsed is not null ? rehearsed : undone;
    }

    /// <summary>
    /// Runs several units as one: each has a fresh scope and sees what those before it wrote; all commit at the end, or none after an exception.
    /// For filling an empty database, where a commit after every act would take most of the time. Nobody else writes meanwhile (SQLite).
    /// </summary>
    public async Task Together(Func<CancellationToken, Task> units, CancellationToken cancellation = default)
    {
        if (Inside.Value || SharedTransaction.Current is not null)
            throw new InvalidOperationException("Expected units that run together to be the outermost, found a unit of work around them. Do everything in one handler.");
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        SharedTransaction shared;
        using (await gate.Enter(cancellation))
        {
            await using var transaction = await database.BeginTransactionAsync(cancellation);
            using (shared = SharedTransaction.Begin(transaction.GetDbTransaction())) await units(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
        }
        foreach (var committed in shared.Done) Tell(committed);
    }

    /// <summary>Reads in a fresh scope, without a transaction and without committing anything.</summary>
    public async Task<T> Read<T>(Func<IServiceProvider, CancellationToken, Task<T>> reader, CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkflowsDb>().ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await reader(scope.ServiceProvider, cancellation);
    }

    private async Task<Result<T>> RunOnce<T>(
        Actor actor, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentActor>().Actor = actor;
        var db = services.GetRequiredService<WorkflowsDb>();
        db.Database.AutoSavepointsEnabled = false;
        Result<T> result;
        if (SharedTransaction.Current is { } shared)
        {
            await using var savepoint = await shared.Savepoint(cancellation);
            result = await Handle(services, db, handler, cancellation);
            if (result.IsRefused) return result;
            savepoint.Keep();
            shared.Done.Add(What(db));
            return result;
        }
        using (await gate.Enter(cancellation))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            result = await Handle(services, db, handler, cancellation);
            if (result.IsRefused) return result;
            await transaction.CommitAsync(CancellationToken.None);
        }

        // What a listener starts in the background is outside of this unit.
        Inside.Value = false;
        Tell(What(db));
        return result;
    }

    private static async Task<Result<T>> Handle<T>(
        IServiceProvider services, WorkflowsDb db, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation)
    {
        var result = await handler(services, cancellation);
        if (result.IsRefused) return result;
        if (services.GetRequiredService<PendingRefusal>().Refusal is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellation);
        return result;
    }

    private static Committed What(WorkflowsDb db) => new(db.ChangedPrincipals, db.ChangedSubjects, db.QueueHasWork, db.ChangedInstances);

    private void Tell(Committed committed)
    {
        foreach (var listener in Committed?.GetInvocationList().Cast<Action<Committed>>() ?? [])
        {
            try
            {
                listener(committed);
            }
            catch (Exception exception)
            {
                LogListener(log, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} lost against another unit of work and runs again: {Reason}")]
    private static partial void LogConflict(ILogger log, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A unit of work lost {Attempts} times against others and was given up")]
    private static partial void LogGivenUp(ILogger log, Exception exception, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to committed units of work failed; the commit stands")]
    private static partial void LogListener(ILogger log, Exception exception);
}
