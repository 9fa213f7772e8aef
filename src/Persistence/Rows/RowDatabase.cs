using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace Workflows.Persistence.Rows;

/// <summary>
/// Writes what a unit of work changed as one batch of prepared statements, under Entity Framework: its own way of writing takes most of the time of a
/// decision. On PostgreSQL the batch is one round trip, with the commit at its end. Rows that the batch cannot order, and whatever is saved outside of a
/// transaction, are left to Entity Framework.
/// </summary>
internal sealed class RowDatabase(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational) : RelationalDatabase(dependencies, relational)
{
    /// <summary>One activity per batch, with the number of statements: what a trace shows of the writing.</summary>
    public static ActivitySource Source { get; } = new("Workflows.Persistence");

    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        if (RelationalDependencies.Connection.CurrentTransaction is not { } transaction || RowOrder.Of(entries) is not { } statements)
            return await base.SaveChangesAsync(entries, cancellationToken);

        using var activity = Source.StartActivity("rows.write");
        activity?.SetTag("db.statements", statements.Count);
        try
        {
            switch (transaction.GetDbTransaction())
            {
                case NpgsqlTransaction postgres:
                    var end = (WorkflowsDb)entries[0].Context;
                    await PostgresRows.Write(postgres, end.Commands, statements, end.CommitsWithSave, end.CommitsWithSave ? end.News?.Within(end.Changes) : null, end.CommitsWithSave ? CancellationToken.None : cancellationToken);
                    end.HasCommitted = end.CommitsWithSave;
                    activity?.SetTag("db.commits", end.HasCommitted);
                    break;
                case SqliteTransaction sqlite:
                    SqliteRows.Write(sqlite, statements);
                    break;
                default:
                    return await base.SaveChangesAsync(entries, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or SqliteException)
        {
            throw new DbUpdateException($"Expected {statements.Count} changes of rows to be written together, but the database refused: {exception.Message}", exception);
        }
        return entries.Count;
    }

    public override int SaveChanges(IList<IUpdateEntry> entries) => throw new NotSupportedException("Expected SaveChangesAsync; the database is never waited for on a thread.");
}
