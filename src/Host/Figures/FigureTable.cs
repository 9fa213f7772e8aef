using Workflows.Paper.Tables;

namespace Workflows.Host.Figures;

/// <summary>A row of a table of figures.</summary>
/// <param name="Cells">Texts, whole numbers, shares in per cent (decimal) and durations, one per column.</param>
/// <param name="Bar">Length of its bar, 0 to 1; null: none.</param>
/// <param name="Beyond">A second, lighter part behind the first, 0 to 1 with it.</param>
public sealed record FigureRow(IReadOnlyList<object?> Cells, double? Bar = null, double Beyond = 0);

/// <summary>Figures as a table: the page shows it with bars, and it goes out as a spreadsheet or as text.</summary>
/// <param name="Key">In the address of its files, e.g. <c>steps</c>.</param>
/// <param name="BarHead">What the bars mean.</param>
public sealed record FigureTable(string Key, string Title, string Sentence, string BarHead, IReadOnlyList<string> Columns, IReadOnlyList<FigureRow> Rows)
{
    /// <summary>The same for a file: durations are hours with two decimals, which the heads say.</summary>
    /// <param name="hours">Makes the head of a column of durations, e.g. <c>{0} (hours)</c>.</param>
    public PlainTable Plain(string note, Func<string, string> hours) => new(
        Title, note, [.. Columns.Select((head, column) => Rows.Any(row => row.Cells[column] is TimeSpan) ? hours(head) : head)],
        [.. Rows.Select(row => (IReadOnlyList<object?>)[.. row.Cells.Select(cell => cell is TimeSpan time ? Math.Round((decimal)time.TotalHours, 2) : cell)])]);
}
