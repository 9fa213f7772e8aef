using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Workflows.Persistence.Backups;

/// <summary>
/// Reads an export into an empty database, of either kind: makes the tables as they were when it was written, fills them in one transaction, and brings them to the shape of this version, as an
/// upgrade does. What does not match the manifest leaves nothing behind but empty tables.
/// </summary>
public sealed class ImportTables(WorkflowsDb db)
{
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="tell">Is told of each table that was read.</param>
    /// <exception cref="InvalidDataException">It is no export, was written by a newer version, or is damaged.</exception>
    public async Task<Manifest> Run(ExportFolder from, Action<TableFile>? tell = null, CancellationToken cancellation = default)
    {
        var manifest = await Manifest(from, cancellation);
        if (!db.Database.GetMigrations().Contains(manifest.Migration))
            throw new InvalidDataException($"Expected an export of this version or an older one, found the shape {manifest.Migration}, which this version does not know. Read it with version {manifest.Version} or a newer one.");
        await db.Database.GetService<IMigrator>().MigrateAsync(manifest.Migration, cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        switch (db.Database.GetDbConnection())
        {
            case NpgsqlConnection postgres:
                await new PostgresTables(postgres).Fill(manifest.Tables, table => Rows(from, table, tell), cancellation);
                break;
            case SqliteConnection sqlite:
                await new SqliteTables(sqlite).Fill(manifest.Tables, table => Rows(from, table, tell), cancellation);
                break;
            case var other:
                throw new NotSupportedException($"Expected SQLite or PostgreSQL, found {other.GetType().Name}.");
        }
        await db.Database.CloseConnectionAsync();
        await db.Database.MigrateAsync(cancellation);
        return manifest;
    }

    private static async Task<Manifest> Manifest(ExportFolder from, CancellationToken cancellation)
    {
        await using var file = from.Read(Backups.Manifest.Path) ?? throw new InvalidDataException($"Expected {Backups.Manifest.Path} in the export, found none. Name the folder or ZIP file that 'export' made.");
        var manifest = await JsonSerializer.DeserializeAsync<Manifest>(file, CamelCase, cancellation);
        return manifest is { Format: Backups.Manifest.Current } ? manifest : throw new InvalidDataException($"Expected an export of format {Backups.Manifest.Current}, found {manifest?.Format}. Read it with the version that made it.");
    }

    /// <summary>The rows of a table, each with its columns in the order of the manifest; at the end it is known whether the file is the one that was written.</summary>
    private static async IAsyncEnumerable<object?[]> Rows(ExportFolder from, TableFile table, Action<TableFile>? tell)
    {
        await using var file = from.Read(TableFile.PathOf(table.Name)) ?? throw new InvalidDataException($"Expected {TableFile.PathOf(table.Name)} in the export, found none. It is not whole.");
        using var hash = SHA256.Create();
        var count = 0L;
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Read))
        using (var reader = new StreamReader(hashed))
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                using var row = JsonDocument.Parse(line);
                yield return [.. table.Columns.Select(column => row.RootElement.TryGetProperty(column.Key, out var value) ? Value(value, column.Value) : null)];
                count++;
            }
        }
        if (count != table.Rows || Convert.ToHexStringLower(hash.Hash!) != table.Sha256)
            throw new InvalidDataException($"Expected {table.Rows} rows of {table.Name} as they were written, found {count} or changed ones. The export is damaged; take another one.");
        tell?.Invoke(table);
    }

    private static object? Value(JsonElement value, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => value.GetString(),
        ColumnKind.Whole => value.GetInt64(),
        ColumnKind.Decimal => value.GetDecimal(),
        ColumnKind.Switch => value.GetBoolean(),
        ColumnKind.Instant => DateTime.ParseExact(value.GetString()!, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        ColumnKind.Day => DateOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture),
        ColumnKind.Time => TimeOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture),
        _ => value.GetBytesFromBase64(),
    };
}
