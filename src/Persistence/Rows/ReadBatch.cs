using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workflows.Persistence.Rows;

/// <summary>Several questions asked together: on PostgreSQL one round trip, on SQLite statements that stay prepared.</summary>
internal sealed partial class ReadBatch : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, int> Counted = new(StringComparer.Ordinal);

    private readonly WorkflowsDb db;
    private readonly DbTransaction? transaction;
    private readonly IReadOnlyList<object> parameters;
    private readonly List<(string Text, Action<DbDataReader> Row)> questions = [];
    private readonly NpgsqlBatch? postgres;
    private bool isApart;

    private ReadBatch(WorkflowsDb db, DbTransaction? transaction, IReadOnlyList<object> parameters)
    {
        (this.db, this.transaction, this.parameters) = (db, transaction, parameters);
        if (db.Database.GetDbConnection() is not NpgsqlConnection connection) return;
        postgres = connection.CreateBatch();
        postgres.Transaction = (NpgsqlTransaction?)transaction;
    }

    /// <summary>What a unit of work reads before anything else.</summary>
    /// <param name="parameters">What <c>$1</c>, <c>$2</c> … of every question stand for.</param>
    public static ReadBatch First(WorkflowsDb db, IReadOnlyList<object> parameters) =>
        db.Database.CurrentTransaction?.GetDbTransaction() is { } transaction && !db.ChangeTracker.Entries().Any()
            ? new ReadBatch(db, transaction, parameters)
            : throw new InvalidOperationException("Expected to read first thing in a unit of work, found no transaction or rows read before. Call it at the beginning of the handler.");

    /// <summary>What is read outside of a unit of work, on PostgreSQL; nothing of it may be tracked.</summary>
    /// <param name="parameters">What <c>$1</c>, <c>$2</c> … of every question stand for.</param>
    public static async Task<ReadBatch> Apart(WorkflowsDb db, IReadOnlyList<object> parameters, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return new ReadBatch(db, db.Database.CurrentTransaction?.GetDbTransaction(), parameters) { isApart = true };
    }

    /// <summary>Rows of one table, as entities.</summary>
    /// <param name="where">In SQL that both databases take, with the order and the limit where wanted.</param>
    /// <param name="isTracked">Not tracked: made and handed over only.</param>
    public void Add<T>(string where, Action<T>? found = null, bool isTracked = true)
    {
        var reader = RowReader.Of<T>(db);
        Add(reader.Question(where), row =>
        {
            var entity = reader.Read(row, db, isTracked);
            found?.Invoke((T)entity);
        });
    }

    public void Add(string text, Action<DbDataReader> row) => questions.Add((text, row));

    public async Task Run(CancellationToken cancellation)
    {
        using var activity = RowDatabase.Source.StartActivity("rows.read");
        if (postgres is not null) await RunPostgres(postgres, cancellation);
        else RunSqlite((SqliteConnection)transaction!.Connection!, (SqliteTransaction)transaction);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        if (isApart) await db.Database.CloseConnectionAsync();
    }

    private async Task RunPostgres(NpgsqlBatch batch, CancellationToken cancellation)
    {
        foreach (var (text, _) in questions) batch.BatchCommands.Add(db.Commands.Take(text, parameters, Used(text)));
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            foreach (var (_, row) in questions)
            {
                while (await reader.ReadAsync(cancellation)) row(reader);
                await reader.NextResultAsync(cancellation);
            }
        }
        db.Commands.GiveBack(batch);
    }

    private void RunSqlite(SqliteConnection connection, SqliteTransaction own)
    {
        foreach (var (text, row) in questions)
        {
            var command = SqliteRows.Prepared(connection, text, Used(text));
            command.Transaction = own;
            for (var i = 0; i < command.Parameters.Count; i++) command.Parameters[i].Value = parameters[i];
            using var reader = command.ExecuteReader();
            while (reader.Read()) row(reader);
        }
    }

    /// <summary>How many of the parameters a question takes.</summary>
    private static int Used(string text) => Counted.GetOrAdd(text, static asked => Places().Matches(asked).Select(m => m.ValueSpan[1] - '0').DefaultIfEmpty(0).Max());

    [GeneratedRegex(@"\$\d")]
    private static partial Regex Places();
}
