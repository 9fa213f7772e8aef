using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Upgrades;

/// <summary>
/// Databases as versions before left them, with open cases, in <c>OldData/</c>, a folder for each shape: a SQLite file and a script of PostgreSQL, both compressed. They are never edited.
/// <see cref="WriteOldDatabase"/> writes those of the present shape, before a later migration is delivered.
/// </summary>
internal static class OldDatabase
{
    /// <summary>Where the clock of the old program stood when it ended.</summary>
    public static readonly DateTimeOffset Left = RunningApplication.Start.AddHours(6);

    public static readonly string Folder = Path.Combine(SourceFiles.Root, "tests", "Host.Tests", "Upgrades", "OldData");

    /// <summary>The shapes that are kept, by the last migration.</summary>
    public static IEnumerable<string> Shapes => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>A copy of one.</summary>
    public static async Task<TestDatabase> Of(string shape, DatabaseKind kind, PostgresCluster cluster)
    {
        var database = await TestDatabase.Create(kind, cluster);
        await using var file = new GZipStream(File.OpenRead(PathOf(shape, kind)), CompressionMode.Decompress);
        if (kind == DatabaseKind.Sqlite)
        {
            await using var copy = File.Create(new SqliteConnectionStringBuilder(database.Connection).DataSource);
            await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
            return database;
        }
        using var script = new StreamReader(file);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(await script.ReadToEndAsync(TestContext.Current.CancellationToken), connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Keeps the database of a program that has ended.</summary>
    public static async Task Keep(string shape, DatabaseKind kind, string connection, PostgresCluster cluster)
    {
        Directory.CreateDirectory(Path.Combine(Folder, shape));
        await using var kept = new GZipStream(File.Create(PathOf(shape, kind)), CompressionLevel.SmallestSize);
        var folder = Directory.CreateTempSubdirectory("workflows-old").FullName;
        var file = Path.Combine(folder, "old");
        if (kind == DatabaseKind.Sqlite)
        {
            await using (var open = new SqliteConnection(connection))
            {
                await open.OpenAsync(TestContext.Current.CancellationToken);
                await using var vacuum = new SqliteCommand($"VACUUM INTO '{file}'", open);
                await vacuum.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            await using var whole = File.OpenRead(file);
            await whole.CopyToAsync(kept, TestContext.Current.CancellationToken);
            return;
        }
        // It is the database's user who writes it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        await cluster.Dump(connection, file);

        // What only the database's own shell understands, and the schema that every database has.
        await using var writer = new StreamWriter(kept, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var line in File.ReadLines(file))
            if (!line.StartsWith('\\') && !line.StartsWith("CREATE SCHEMA public", StringComparison.Ordinal)) await writer.WriteLineAsync(line);
    }

    private static string PathOf(string shape, DatabaseKind kind) => Path.Combine(Folder, shape, kind == DatabaseKind.Sqlite ? "workflows.db.gz" : "workflows.sql.gz");
}
