using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Bench;

/// <summary>Counts what Entity Framework sends to the database. On PostgreSQL a command may be a batch of several statements: one round trip.</summary>
internal sealed class CommandCount : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly List<string> commands = [];

    public int Transactions { get; private set; }

    public IReadOnlyList<string> Commands => commands;

    public void Reset()
    {
        commands.Clear();
        Transactions = 0;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        commands.Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        commands.Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        commands.Add(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Transactions++;
        return Task.CompletedTask;
    }
}
