using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Persistence.Nodes;

namespace Workflows.Persistence;

/// <summary>
/// The one door to every change: a fresh scope, the handler, one commit. Where another unit changed the same rows first, nothing is
/// written and the handler runs again in a fresh scope. A refusal or an exception commits nothing.
/// </summary>
public sealed partial class UnitOfWork(IServiceScopeFactory scopes, WriterGate gate, NodeNews news, ILogger<UnitOfWork> log)
{
    /// <summary>How often a handler runs before the conflict is given up as a refusal.</summary>
    public const int Attempts = 5;

    /// <summary>Set while a handler runs: a unit inside a unit would wait for itself on SQLite, and commit apart from it elsewhere.</summary>
    private static readonly AsyncLocal<bool> Inside = new();

    /// <summary>Raised after a commit of this node, and when another node tells of one; outside of both. A handler that throws is logged and harms nobody.</summary>
    public event Action<Committed>? Committed;

    /// <summary>Tells whoever listens here what another node has committed.</summary>
    public void Hear(Committed elsewhere) => Tell(elsewhere);

    /// <summary>Runs the handler as the actor and commits what it changed.</summary>
    /// <returns>What the handler returned, or <c>unit.conflict</c> when other units were faster every time.</returns>
    public async Task<Result<T>> Run<T>(
        Actor actor, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation = default)
    {
        if (Inside.Value)
            throw new InvalidOperationException("Expected no unit of work around this one, found one. Do both in one handler, or queue the second as work for after the commit.");
        return await UnitMeters.Measure(() => Repeat(actor, handler, cancellation));
    }

    private async Task<Result<T>> Repeat<T>(Actor actor, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Inside.Value = true;
                return await RunOnce(actor, handler, cancellation);
            }
            catch (Exception exception) when (Conflict.Is(exception))
            {
                UnitMeters.Conflict();
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
        Task written;
        using (var turn = await gate.Enter(cancellation))
        await using (var transaction = await Begin(database, turn, cancellation))
        {
            using (shared = SharedTransaction.Begin(transaction.GetDbTransaction())) await units(cancellation);
            await Announce(database, Workflows.Persistence.Committed.Anything, cancellation);
            written = turn?.Keep() ?? Task.CompletedTask;
            if (turn is null) await transaction.CommitAsync(CancellationToken.None);
        }
        await written;
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
            shared.Done.Add(db.Changes);
            return result;
        }
        var written = Task.CompletedTask;
        using (var turn = await gate.Enter(cancellation))
        await using (var transaction = await Begin(db.Database, turn, cancellation))
        {
            result = await Handle(services, db, handler, cancellation, commits: true);
            if (result.IsRefused)
            {
                turn?.Refuse();
            }
            else if (turn is not null)
            {
                written = turn.Keep();
            }
            else if (!db.HasCommitted)
            {
                await Announce(db.Database, db.Changes, cancellation);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        await written;
        if (result.IsRefused) return result;

        // What a listener starts in the background is outside of this unit.
        Inside.Value = false;
        Tell(db.Changes);
        return result;
    }

    private async Task<Result<T>> Handle<T>(
        IServiceProvider services, WorkflowsDb db, Func<IServiceProvider, CancellationToken, Task<Result<T>>> handler, CancellationToken cancellation, bool commits = false)
    {
        var result = await handler(services, cancellation);
        if (result.IsRefused) return result;
        if (services.GetRequiredService<PendingRefusal>().Refusal is { } refusal) return refusal;
        (db.CommitsWithSave, db.News) = (commits, news);
        await db.SaveChangesAsync(cancellation);
        return result;
    }

    /// <summary>A transaction of its own, or the one of the writer's turn.</summary>
    private static async Task<IDbContextTransaction> Begin(DatabaseFacade database, WriterGate.Turn? turn, CancellationToken cancellation)
    {
        if (turn is null) return await database.BeginTransactionAsync(cancellation);
        database.SetDbConnection(turn.Transaction.Connection);
        return (await database.UseTransactionAsync(turn.Transaction, cancellation))!;
    }

    /// <summary>Where the batch of rows has not ended the transaction, the other nodes are told of definitions by a statement of its own.</summary>
    private async Task Announce(DatabaseFacade database, Committed committed, CancellationToken cancellation)
    {
        if (!database.IsNpgsql() || news.Within(committed) is not { } text) return;
        await database.ExecuteSqlAsync($"SELECT pg_notify({NodeNews.Channel}, {text})", cancellation);
    }

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
