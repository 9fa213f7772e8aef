using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Bench;

/// <summary>A command, with what the process allocated and how long it took since the command before it.</summary>
internal sealed record SentCommand(string Text, double AllocatedKb, double Microseconds);

/// <summary>Counts what Entity Framework sends to the database. On PostgreSQL a command may be a batch of several statements: one round trip.</summary>
internal sealed class CommandCount : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly List<SentCommand> commands = [];
    private long allocated;
    private long time;

    public int Transactions { get; private set; }

    public IReadOnlyList<SentCommand> Commands => commands;

    public void Reset()
    {
        commands.Clear();
        Transactions = 0;
        (allocated, time) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Add(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Add(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Add(command);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Transactions++;
        return Task.CompletedTask;
    }

    private void Add(DbCommand command)
    {
        var (allocatedNow, now) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        commands.Add(new SentCommand(command.CommandText, (allocatedNow - allocated) / 1024.0, Stopwatch.GetElapsedTime(time, now).TotalMicroseconds));
        (allocated, time) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
    }
}
