using System.Text.Json.Serialization;

namespace Workflows.Persistence.Backups;

/// <summary>What a column holds, the same on every database; each is written in JSON as the words say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnKind>))]
public enum ColumnKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number; ids have up to 19 digits, more than JavaScript keeps.</summary>
    Whole,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>An instant in UTC, to the microsecond: <c>2023-05-29T04:00:00.123456Z</c>.</summary>
    Instant,

    /// <summary>A day: <c>2023-05-29</c>.</summary>
    Day,

    /// <summary>A time of the day: <c>12:00:00</c>.</summary>
    Time,

    /// <summary>Bytes in Base64.</summary>
    Bytes,
}

/// <summary>A table of an export.</summary>
/// <param name="Rows">How many lines its file has.</param>
/// <param name="Sha256">Of its file, in hexadecimal.</param>
/// <param name="Columns">In the order of the table.</param>
public sealed record TableFile(string Name, long Rows, string Sha256, IReadOnlyDictionary<string, ColumnKind> Columns)
{
    /// <summary>Where the rows of a table are: a JSON object a line, without what is NULL.</summary>
    public static string PathOf(string table) => $"tables/{table}.jsonl";
}

/// <summary>What is in an export, in the file <c>manifest.json</c>.</summary>
/// <param name="Format">Of the files; this program writes and reads <see cref="Current"/>.</param>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Database">Which one it was written from; it can be read into either.</param>
/// <param name="Migration">The shape of the tables: the last migration that was applied.</param>
public sealed record Manifest(int Format, string Version, DateTimeOffset MadeAt, string Database, string Migration, IReadOnlyList<TableFile> Tables)
{
    public const int Current = 1;

    /// <summary>Its name in the export.</summary>
    public const string Path = "manifest.json";
}
