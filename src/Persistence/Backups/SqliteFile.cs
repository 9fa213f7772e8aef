using Microsoft.Data.Sqlite;

namespace Workflows.Persistence.Backups;

/// <summary>
/// Copies a whole SQLite database with the database's own means for it (<c>sqlite3_backup</c>), while the program works on it: the copy is the state of one moment, with everything that was
/// committed before.
/// </summary>
public static class SqliteFile
{
    /// <summary>What every SQLite file begins with.</summary>
    private static readonly byte[] Head = "SQLite format 3\0"u8.ToArray();

    /// <param name="from">Connection string.</param>
    /// <param name="to">A file that is not there yet.</param>
    /// <exception cref="IOException">Something is there.</exception>
    public static async Task Copy(string from, string to, CancellationToken cancellation = default)
    {
        if (File.Exists(to)) throw new IOException($"Expected nothing at {to}, found a file. Name another place, or remove it.");
        if (Path.GetDirectoryName(Path.GetFullPath(to)) is { } folder) Directory.CreateDirectory(folder);

        // Under another name until it is whole: a copy that was broken off is never taken for one.
        var unfinished = $"{to}.unfinished";
        File.Delete(unfinished);
        await using (var source = await Open($"{new SqliteConnectionStringBuilder(from) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }}", cancellation))
        await using (var copy = await Open($"Data Source={unfinished};Pooling=False", cancellation))
        {
            source.BackupDatabase(copy);
            await Ask(copy, "PRAGMA journal_mode = DELETE", cancellation);
            await Check(copy, to, cancellation);
        }
        File.Move(unfinished, to);
    }

    /// <summary>Writes a copy over a database, all of it or nothing: nobody else may have it open.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="to">Connection string.</param>
    /// <exception cref="InvalidDataException">The copy is damaged.</exception>
    /// <exception cref="IOException">The database is in use.</exception>
    public static async Task WriteOver(string file, string to, CancellationToken cancellation = default)
    {
        await using var copy = await Open($"Data Source={file};Mode=ReadOnly;Pooling=False", cancellation);
        await Check(copy, file, cancellation);
        var target = new SqliteConnectionStringBuilder(to) { Pooling = false, DefaultTimeout = 1 };
        await using var database = await Open($"{target}", cancellation);
        try
        {
            // Only who is alone may leave the write-ahead log.
            if (await Ask(database, "PRAGMA journal_mode = DELETE", cancellation) != "delete") throw InUse(target.DataSource, null);
            copy.BackupDatabase(database);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            throw InUse(target.DataSource, busy);
        }
    }

    /// <summary>Whether the file is a SQLite database.</summary>
    public static async Task<bool> Is(string path, CancellationToken cancellation = default)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[Head.Length];
        return await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation) == head.Length && head.SequenceEqual(Head);
    }

    private static IOException InUse(string file, Exception? why) => new($"Expected nobody to use {file}, found that it is in use. End the program first.", why);

    private static async Task Check(SqliteConnection connection, string file, CancellationToken cancellation)
    {
        if (await Ask(connection, "PRAGMA quick_check(1)", cancellation) is var said && said != "ok") throw new InvalidDataException($"Expected {file} to be a whole SQLite database, found damage: {said}. Take another copy.");
    }

    private static async Task<SqliteConnection> Open(string connection, CancellationToken cancellation)
    {
        var open = new SqliteConnection(connection);
        await open.OpenAsync(cancellation);
        return open;
    }

    private static async Task<string?> Ask(SqliteConnection connection, string question, CancellationToken cancellation)
    {
        await using var command = new SqliteCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }
}
