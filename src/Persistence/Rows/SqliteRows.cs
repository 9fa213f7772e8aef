using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence.Rows;

/// <summary>A batch on SQLite: statements that stay prepared as long as their connection is open.</summary>
internal static class SqliteRows
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Commands = [];

    public static void Write(SqliteTransaction transaction, IReadOnlyList<RowStatement> statements)
    {
        foreach (var statement in statements)
        {
            var command = Prepared(transaction.Connection!, statement.Text.Plain, statement.Parameters.Count);
            command.Transaction = transaction;
            for (var i = 0; i < statement.Parameters.Count; i++) command.Parameters[i].Value = statement.Parameters[i].Value;
            if (command.ExecuteNonQuery() == 0 && statement.MustFind)
                throw new DbUpdateConcurrencyException($"Expected every changed row as it was read, but another unit of work was faster: {statement.Text.Plain.Split(" SET ")[0]}.");
        }
    }

    /// <summary>The command of a text, made once for the connection, with <c>$1</c> to <c>$n</c>.</summary>
    public static SqliteCommand Prepared(SqliteConnection connection, string text, int parameters)
    {
        var known = Commands.GetValue(connection, static _ => []);
        if (known.TryGetValue(text, out var command)) return command;
        known[text] = command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }
}
