using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Host.Refusals;
using Workflows.Paper.Tables;

namespace Workflows.Host.Calendar;

/// <summary>A line of the file that could not be read, or names a day of another year.</summary>
/// <param name="Line">Its number in the file, from 1; the heading is a line too.</param>
public sealed record UnreadLine(int Line, string Text, string Sentence, string Code);

/// <summary>What a file says about a year; nothing is kept by reading it.</summary>
public sealed record ReadCalendarFile(int Year, IReadOnlyList<CalendarDay> Days, IReadOnlyList<UnreadLine> Unread);

/// <summary>
/// Reads the list of a year from a table (XLSX or CSV). Columns, by their headings: 日期 / date (a day, or the first and the last one), 类型 / kind (休 or 班), 名称 / name.
/// </summary>
public sealed partial class ReadDays(RefusalSentences sentences)
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 512 * 1024;

    private static readonly Dictionary<string, string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["日期"] = "date", ["date"] = "date", ["day"] = "date", ["类型"] = "kind", ["kind"] = "kind", ["type"] = "kind", ["名称"] = "name", ["节日"] = "name", ["name"] = "name",
    };

    private static readonly Dictionary<string, DayKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["休"] = DayKind.Holiday, ["休假"] = DayKind.Holiday, ["放假"] = DayKind.Holiday, ["节假日"] = DayKind.Holiday, ["holiday"] = DayKind.Holiday,
        ["班"] = DayKind.Worked, ["上班"] = DayKind.Worked, ["调休"] = DayKind.Worked, ["调休上班"] = DayKind.Worked, ["补班"] = DayKind.Worked, ["worked"] = DayKind.Worked, ["work"] = DayKind.Worked,
    };

    /// <returns>The days that could be read, and the lines that could not; <c>calendar.no-table</c>, <c>calendar.columns</c>.</returns>
    public Result<ReadCalendarFile> Run(int year, byte[] file)
    {
        if (file.Length > LargestFile || ReadTable.Run(file) is not { Count: > 0 } rows) return new Refusal("calendar.no-table", LargestFile / 1024);
        var columns = new Dictionary<string, int>();
        foreach (var (heading, at) in rows[0].Select((heading, at) => (heading, at)))
            if (Headings.TryGetValue(heading.Trim(), out var column)) columns.TryAdd(column, at);
        if (!columns.ContainsKey("date") || !columns.ContainsKey("kind")) return new Refusal("calendar.columns");

        var (days, unread) = (new List<CalendarDay>(), new List<UnreadLine>());
        for (var at = 1; at < rows.Count; at++)
        {
            var row = rows[at];
            string Cell(string column) => columns.TryGetValue(column, out var index) && index < row.Count ? row[index].Trim() : "";
            if (row.All(string.IsNullOrWhiteSpace)) continue;
            if (Line(year, days, Cell("date"), Cell("kind"), Cell("name")) is { } refusal) unread.Add(new UnreadLine(at + 1, string.Join(" ", row.Where(cell => cell.Length > 0)), sentences.Of(refusal), refusal.Code));
        }
        return new ReadCalendarFile(year, [.. days.OrderBy(day => day.Day)], unread);
    }

    private static Refusal? Line(int year, List<CalendarDay> days, string date, string word, string name)
    {
        if (!Kinds.TryGetValue(word, out var kind)) return new Refusal("calendar.kind", word);
        var ends = Between().Split(date).Where(part => part.Length > 0).Select(DayOf).ToList();
        if (ends.Count is 0 or > 2 || ends.Contains(null) || ends[^1] < ends[0]) return new Refusal("calendar.date", date);
        var line = new List<CalendarDay>();
        for (var day = ends[0]!.Value; day <= ends[^1] && line.Count <= CalendarYear.MostDays; day = day.AddDays(1)) line.Add(new CalendarDay(day, kind, name));
        if (CalendarYear.Check(year, [.. days, .. line]) is { } refusal) return refusal;
        days.AddRange(line);
        return null;
    }

    /// <summary>As people and spreadsheets write a day, the number of a spreadsheet's date included.</summary>
    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text.Trim(), ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 36_526 and < 73_050 ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
        : null;

    [GeneratedRegex(@"\s*(?:至|到|~|～|—+|–|\s-\s|\bto\b)\s*")]
    private static partial Regex Between();
}
