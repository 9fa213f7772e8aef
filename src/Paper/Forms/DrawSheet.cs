using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Forms;

/// <summary>Draws one sheet of a form as its document prints it: what <c>print</c> of the form file says.</summary>
internal sealed class DrawSheet(Flow flow, PrintedForm form, PrintSheet sheet)
{
    /// <summary>More cells than this beside each other under their names are set smaller.</summary>
    private const int Few = 6;

    private const double TitleSize = 18, AboveSize = 14, NoteSize = 10, FewerSize = 9;

    private readonly FormCells cells = new(flow, form);

    public void Run()
    {
        var above = Flow.LineHeight(AboveSize);
        if (sheet.Above is { } words) flow.Put(words, flow.Left, flow.Y + Flow.Baseline(AboveSize, above), FontFace.Hei, AboveSize);
        flow.Put($"编号：{form.Number}", flow.Right, flow.Y + Flow.Baseline(AboveSize, above), FontFace.FangSong, NoteSize, Align.Right, Ink.Grey);
        flow.Y += above + 2;
        flow.Paragraph(sheet.Title ?? form.Form.Title.Zh, FontFace.XiaoBiaoSong, TitleSize, Align.Centre);
        flow.Y += 3;
        Rows([.. sheet.Rows.Where(IsShown)], 0);
        flow.Y += 2;
        foreach (var note in sheet.Notes.Select(form.Filled).OfType<string>()) flow.Paragraph(note, FontFace.FangSong, NoteSize);
    }

    /// <param name="first">The first column that the rows may use.</param>
    private void Rows(IReadOnlyList<PrintRow> rows, int first)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { Kind: PrintRowKind.Line, Cells: [{ Words: { } heading }] }) flow.Need(HeightOf(heading) + (i + 1 < rows.Count ? Kept(rows[i + 1]) : 0));
            if (rows[i].Repeats)
            {
                var rest = rows.Skip(i + 1).ToList();
                flow.Under(LineCells(rows[i], first), () => Rows(rest, first));
                return;
            }

            Row(rows[i], first);
        }
    }

    private void Row(PrintRow row, int first)
    {
        switch (row.Kind)
        {
            case PrintRowKind.Line:
                flow.Row(LineCells(row, first));
                break;
            case PrintRowKind.Below:
                flow.Need(Kept(row));
                flow.Under(Heads(row), () => flow.Row(Contents(row)));
                break;
            case PrintRowKind.Within:
                flow.Row([Whole(row)], 12);
                break;
            case PrintRowKind.Free:
                flow.Paragraph(string.Join("　　", row.Cells.Select(Spoken)), FontFace.FangSong, FormCells.Size);
                flow.Y += 1;
                break;
            case PrintRowKind.Table:
                if (row.Name is { } name)
                {
                    flow.Need(HeightOf(name) + 24);
                    flow.Row([new FlowCell(flow.Width, [.. flow.CellText(name, flow.Width, FontFace.Hei, FormCells.Size)])]);
                }

                cells.Table(FieldOf(row.Cells[0])!, ValueOf(row.Cells[0]) as JsonArray, row.Widths, row.Heads);
                break;
            case PrintRowKind.Rows:
                var inner = row.Rows.Where(IsShown).ToList();
                flow.Need(inner.Count * 9);
                flow.Beside(row.Name!, Width(first, 1), FontFace.Hei, FormCells.Size, () => Rows(inner, first + 1));
                break;
        }
    }

    /// <summary>Names and contents in the columns of the sheet; the last content takes what is left.</summary>
    private IReadOnlyList<FlowCell> LineCells(PrintRow row, int first)
    {
        var line = new List<FlowCell>();
        var column = first;
        foreach (var cell in row.Cells)
        {
            if (NameOf(cell) is { Length: > 0 } name) line.Add(cells.Name(name, Width(column++, 1)));
            var count = ReferenceEquals(cell, row.Cells[^1]) ? sheet.Columns.Count - column : 1;
            var width = Width(column, count);
            column += count;
            line.Add(cell switch
            {
                { Words: { } words } => cells.Name(words, width, repeats: false),
                { HintOf: { } path } => cells.Words(form.Form.Field(path)?.Hint is { } hint ? form.Filled(hint.Zh) ?? "" : "", width),
                _ when BlockOf(cell) is { } block => cells.Block(block, width),
                _ => cells.Value(FieldOf(cell)!, ValueOf(cell), width, cell),
            });
        }

        return line;
    }

    private IReadOnlyList<FlowCell> Heads(PrintRow row) => [.. row.Cells.Select((cell, i) => cells.Name(HeadOf(cell), BelowWidth(row, i), BelowSize(row)))];

    private IReadOnlyList<FlowCell> Contents(PrintRow row) =>
        [.. row.Cells.Select((cell, i) => BlockOf(cell) is { } block ? cells.Block(block, BelowWidth(row, i)) : cells.Figure(FieldOf(cell)!, ValueOf(cell), BelowWidth(row, i), BelowSize(row)))];

    /// <summary>One cell over the whole width; where the last thing is a block, its marks stand at the lower end.</summary>
    private FlowCell Whole(PrintRow row)
    {
        var lines = new List<CellLine>();
        foreach (var cell in row.Cells)
        {
            if (NameOf(cell) is { Length: > 0 } name) lines.AddRange(cells.Lead(name + "：", flow.Width));
            if (BlockOf(cell) is { } block) return cells.Block(block, flow.Width, lines);
            lines.AddRange(cells.Lines(FieldOf(cell)!, ValueOf(cell), flow.Width, cell));
        }

        return new FlowCell(flow.Width, lines, IsCentred: false);
    }

    private string Spoken(PrintCell cell) => $"{NameOf(cell)}：{PrintedValue.Of(FieldOf(cell)!, ValueOf(cell), form.UnitName)}";

    private string? NameOf(PrintCell cell) => cell.Of is null ? null : cell.Name ?? FieldOf(cell)?.Label.Zh ?? BlockOf(cell)?.Label.Zh;

    private string HeadOf(PrintCell cell) => NameOf(cell) + (FieldOf(cell)?.Suffix is { } unit ? $"\n（{unit.Zh}）" : "");

    private FormField? FieldOf(PrintCell cell) => cell.Of is { } path ? form.Form.Field(path) : null;

    private FormBlock? BlockOf(PrintCell cell) => cell.Of is { } key ? form.Form.Block(key) : null;

    private JsonNode? ValueOf(PrintCell cell) => cell.Of!.Split('.').Aggregate((JsonNode?)form.Values, (node, key) => (node as JsonObject)?[key]);

    /// <summary>A row of fields that are asked only sometimes is printed when one of them was filled.</summary>
    private bool IsShown(PrintRow row)
    {
        if (row.Kind == PrintRowKind.Rows) return row.Rows.Any(IsShown);
        var fields = row.Cells.Where(c => c.Of is not null).Select(c => form.Form.Field(c.Of!.Split('.')[0])).ToList();
        return fields.Count == 0 || fields.Exists(f => f is null || PrintedValue.IsShown(f, form.Values));
    }

    /// <summary>Room for the beginning of a row, or all of it.</summary>
    private double Kept(PrintRow row) => row.Kind == PrintRowKind.Below ? Flow.Kept(Heads(row)) + Flow.Kept(Contents(row)) : 20;

    private double HeightOf(string heading) => Flow.Kept([cells.Name(heading, flow.Width)]);

    /// <summary>Width of so many columns from one on; the sheet's columns share the page.</summary>
    private double Width(int column, int count) => (flow.Right - flow.LeftOfPage) * sheet.Columns.Skip(column).Take(count).Sum() / sheet.Columns.Sum();

    private double BelowWidth(PrintRow row, int at) => row.Widths.Count == 0 ? flow.Width / row.Cells.Count : flow.Width * row.Widths[at] / row.Widths.Sum();

    private static double BelowSize(PrintRow row) => row.Cells.Count > Few ? FewerSize : FormCells.Size;
}
