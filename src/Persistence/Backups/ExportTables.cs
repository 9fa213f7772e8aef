using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Workflows.Persistence.Nodes;

namespace Workflows.Persistence.Backups;

/// <summary>
/// Writes everything that the database holds as files that a person and either database can read: a JSON object a row, from one snapshot, while the program goes on working. What is secret in the
/// database (hashes of passwords, keys of seals as they are stored) is secret in the files.
/// </summary>
public sealed class ExportTables(WorkflowsDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private const string ReadMe =
        """
        本文件夹是“文链 · 审批平台”数据库的全部内容；tables/ 中每个文件是一张表，每行是一条 JSON 记录，空值不写。
        manifest.json 写明每张表的行数、列的类别和文件的 SHA-256。可用 import 读入空的 SQLite 或 PostgreSQL 数据库。
        其中有个人信息和加密保存的密钥，请像数据库一样保管。

        Everything that a database of the approval platform holds. Each file in tables/ is a table, each line a row as JSON, without what is NULL.
        manifest.json names the rows of each table, the kinds of its columns and the SHA-256 of its file. 'import' reads it into an empty SQLite or PostgreSQL database.
        Personal data and keys as they are stored are in it: keep it as you keep the database.
        """;

    /// <param name="to">A new folder.</param>
    /// <param name="version">Of this program.</param>
    /// <param name="tell">Is told of each table that is written.</param>
    /// <exception cref="InvalidOperationException">The database does not have the shape of this version.</exception>
    public async Task<Manifest> Run(ExportFolder to, string version, Action<TableFile>? tell = null, CancellationToken cancellation = default)
    {
        var (applied, needed) = ((await db.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault(), db.Database.GetMigrations().Last());
        if (applied != needed) throw new InvalidOperationException($"Expected a database of the shape {needed}, found {applied ?? "an empty one"}. Run 'migrate' with this version first, or export with the version that made it.");

        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(cancellation);
        await using var snapshot = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var tables = new List<TableFile>();
        foreach (var table in db.Model.GetRelationalModel().Tables.Where(table => !table.EntityTypeMappings.Any(mapping => mapping.TypeBase.ClrType == typeof(NodeRow))).OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            await using var file = to.Write(TableFile.PathOf(table.Name));
            tables.Add(await Write(table, snapshot, file, cancellation));
            tell?.Invoke(tables[^1]);
        }
        var manifest = new Manifest(Manifest.Current, version, clock.GetUtcNow(), db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite", needed, tables);
        await using (var file = to.Write(Manifest.Path)) await JsonSerializer.SerializeAsync(file, manifest, Indented, cancellation);
        await using (var file = to.Write("README.txt")) await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ReadMe), cancellation);
        return manifest;
    }

    private static async Task<TableFile> Write(ITable table, DbTransaction snapshot, Stream file, CancellationToken cancellation)
    {
        var columns = table.Columns.Select(column => (column.Name, Kind: KindOf(column))).ToList();
        await using var command = snapshot.Connection!.CreateCommand();
        command.Transaction = snapshot;
        command.CommandTimeout = 0;
        command.CommandText = $"SELECT {Quoted(columns.Select(column => column.Name))} FROM \"{table.Name}\" ORDER BY {Quoted(table.PrimaryKey!.Columns.Select(column => column.Name))}";
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, line) = (0L, new MemoryStream());
        await using var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        while (await rows.ReadAsync(cancellation))
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
                if (!rows.IsDBNull(i)) Write(writer, columns[i].Name, columns[i].Kind, rows, i);
            writer.WriteEndObject();
            await writer.FlushAsync(cancellation);
            line.WriteByte((byte)'\n');
            hash.AppendData(line.GetBuffer(), 0, (int)line.Length);
            line.Position = 0;
            await line.CopyToAsync(file, cancellation);
            line.SetLength(0);
            writer.Reset();
            count++;
        }
        return new TableFile(table.Name, count, Convert.ToHexStringLower(hash.GetHashAndReset()), columns.ToDictionary(column => column.Name, column => column.Kind));
    }

    private static void Write(Utf8JsonWriter writer, string name, ColumnKind kind, DbDataReader row, int at)
    {
        switch (kind)
        {
            case ColumnKind.Text: writer.WriteString(name, row.GetString(at)); break;
            case ColumnKind.Whole: writer.WriteNumber(name, row.GetInt64(at)); break;
            case ColumnKind.Decimal: writer.WriteNumber(name, row.GetDecimal(at)); break;
            case ColumnKind.Switch: writer.WriteBoolean(name, row.GetBoolean(at)); break;
            case ColumnKind.Instant: writer.WriteString(name, row.GetDateTime(at).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)); break;
            case ColumnKind.Day: writer.WriteString(name, row.GetFieldValue<DateOnly>(at).ToString("O", CultureInfo.InvariantCulture)); break;
            case ColumnKind.Time: writer.WriteString(name, row.GetFieldValue<TimeOnly>(at).ToString("O", CultureInfo.InvariantCulture)); break;
            default: writer.WriteBase64String(name, row.GetFieldValue<byte[]>(at)); break;
        }
    }

    private static ColumnKind KindOf(IColumn column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? ColumnKind.Text
            : type == typeof(long) || type == typeof(int) || type == typeof(short) ? ColumnKind.Whole
            : type == typeof(decimal) ? ColumnKind.Decimal
            : type == typeof(bool) ? ColumnKind.Switch
            : type == typeof(DateTime) ? ColumnKind.Instant
            : type == typeof(DateOnly) ? ColumnKind.Day
            : type == typeof(TimeOnly) ? ColumnKind.Time
            : type == typeof(byte[]) ? ColumnKind.Bytes
            : throw new NotSupportedException($"Expected column {column.Table.Name}.{column.Name} to hold one of the kinds {string.Join(", ", Enum.GetNames<ColumnKind>())}, found {type}. Add the kind to {nameof(ColumnKind)}, where it is written and where it is read.");
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
