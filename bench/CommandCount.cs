using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Bench;

/// <summary>A command, with what the process allocated and how long it took since the command before it.</summary>
internal sealed record SentCommand(string Text, double AllocatedKb, double Microseconds);

/// <summary>
/// Counts what is sent to the database: the commands of Entity Framework and the batches under it. On PostgreSQL a command or batch is one round trip,
/// and so is a commit that is sent by itself.
/// </summary>
internal sealed class CommandCount : DbCommandInterceptor, IDbTransactionInterceptor, IDisposable
{
    private readonly List<SentCommand> commands = [];
    private readonly ActivityListener batches;
    private long allocated;
    private long time;

    public CommandCount()
    {
        batches = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Workflows.Persistence",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = batch =>
            {
                var commits = batch.GetTagItem("db.commits") is true;
                if (commits) Transactions++;
                Add($"{batch.OperationName} of {batch.GetTagItem("db.statements")} statements{(commits ? " and COMMIT" : "")}");
            },
        };
        ActivitySource.AddActivityListener(batches);
    }

    public int Transactions { get; private set; }

    /// <summary>Commits that were sent by themselves.</summary>
    public int Commits { get; private set; }

    public IReadOnlyList<SentCommand> Commands => commands;

    public void Reset()
    {
        commands.Clear();
        (Transactions, Commits) = (0, 0);
        (allocated, time) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Transactions++;
        Commits++;
        return Task.CompletedTask;
    }

    public void Dispose() => batches.Dispose();

    private void Add(string command)
    {
        var (allocatedNow, now) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        commands.Add(new SentCommand(command, (allocatedNow - allocated) / 1024.0, Stopwatch.GetElapsedTime(time, now).TotalMicroseconds));
        (allocated, time) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
    }
}
