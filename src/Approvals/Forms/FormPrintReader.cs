using System.Text.Json;
using Workflows.Approvals.DataFiles;

namespace Workflows.Approvals.Forms;

/// <summary>Reads <c>print</c> of a form file. What is printed stands on the sheets once: a field or block that is missing, named twice or unknown is a finding.</summary>
internal sealed class FormPrintReader(FileFindings findings)
{
    /// <summary>The member that says how the cells of a row stand.</summary>
    internal static IReadOnlyDictionary<string, PrintRowKind> Kinds { get; } =
        Enum.GetValues<PrintRowKind>().ToDictionary(k => JsonNamingPolicy.CamelCase.ConvertName(k.ToString()));

    // What is named can be checked only when all fields are known.
    private readonly List<(LocatedNode At, string Path, bool IsHint)> named = [];
    private readonly List<(LocatedNode At, PrintRow Row)> tables = [];
    private readonly List<(LocatedNode At, string? Key)> blocksWithin = [];

    public IReadOnlyList<PrintSheet> Sheets(IReadOnlyList<LocatedNode> nodes) => [.. nodes.Select(Sheet)];

    /// <summary>Whether everything that is printed stands on the sheets, once.</summary>
    public void Check(FormDefinition form, LocatedNode root)
    {
        if (form.Print.Count == 0) return;
        var paths = Paths(form.Fields, "").ToDictionary(p => p.Path, p => p.Field);
        var seen = new HashSet<string>();
        foreach (var (at, path, isHint) in named)
        {
            if (isHint ? !paths.ContainsKey(path) : !paths.ContainsKey(path) && form.Block(path) is null) findings.Unknown(at, path, isHint ? paths.Keys : paths.Keys.Concat(form.Blocks.Select(b => b.Key)));
            else if (!isHint && paths.TryGetValue(path, out var field) && !field.Printed)
                findings.Add(at, new($"“{path}”标为不印，却在印制版式中。", $"\"{path}\" is marked as not printed, but stands on a sheet."), new("请删去“printed”，或从版式中删去。", "Remove its \"printed\", or take it off the sheet."));
            else if (!isHint && !seen.Add(path)) findings.Add(at, new($"“{path}”在印制版式中重复。", $"\"{path}\" stands on the sheets twice."), new("请只保留一处。", "Keep one of them."));
        }

        foreach (var (at, row) in tables)
        {
            if (row.Cells is not [{ Of: { } path }] || !paths.TryGetValue(path, out var field)) continue;
            var columns = field.Fields.Count(f => f.Printed && f != field.NumberColumn);
            if (field.Type == FormFieldType.Rows)
            {
                Fit(at, "widths", row.Widths.Count, columns);
                Fit(at, "heads", row.Heads.Count, columns);
                continue;
            }

            findings.Add(at, new($"“{path}”不是多行表格字段。", $"\"{path}\" is no field of rows."), new("请改用“line”。", "Use \"line\" for it."));
        }

        foreach (var (at, key) in blocksWithin.Where(b => b.Key is not null && form.Block(b.Key) is not null))
            findings.Add(at, new($"“{key}”之后不能再有内容：签字、盖章在单元格末尾。", $"Nothing can follow \"{key}\": signature and seal stand at the end of the cell."), new("请把它放在最后，或另起一行。", "Put it last, or into a row of its own."));

        foreach (var missing in form.Fields.Where(f => f.Printed && !IsLaid(f, f.Key)).Select(f => f.Key).Concat(form.Blocks.Select(b => b.Key).Where(b => !seen.Contains(b))))
            findings.Add(root, new($"“{missing}”不在印制版式中。", $"\"{missing}\" stands on no sheet of \"print\"."), new("请加入“print”，或标为“printed”: false。", "Add it to \"print\", or mark the field as \"printed\": false."));

        bool IsLaid(FormField field, string path) =>
            seen.Contains(path) || (field.Type == FormFieldType.Group && field.Fields.Where(f => f.Printed).All(f => IsLaid(f, $"{path}.{f.Key}")));
    }

    private static IEnumerable<(string Path, FormField Field)> Paths(IReadOnlyList<FormField> fields, string before) =>
        fields.SelectMany(f => Paths(f.Type == FormFieldType.Group ? f.Fields : [], $"{before}{f.Key}.").Prepend((before + f.Key, f)));

    private PrintSheet Sheet(LocatedNode node)
    {
        var o = new LocatedObject(node, findings);
        var columns = Numbers(o, "columns");
        var sheet = new PrintSheet
        {
            Above = o.Text("above"),
            Title = o.Text("title"),
            IsLandscape = o.Flag("landscape"),
            Columns = columns,
            Rows = [.. o.List("rows", true).Select(row => Row(row, columns.Count))],
            Notes = o.Texts("notes"),
        };
        o.Done();
        return sheet;
    }

    private PrintRow Row(LocatedNode node, int columns)
    {
        var o = new LocatedObject(node, findings);
        var kind = Kinds.FirstOrDefault(k => node.Members.Any(m => m.Name == k.Key));
        if (kind.Key is null)
        {
            if (node.Kind == JsonValueKind.Object)
                findings.Add(node, new("一行须说明其单元格如何排列。", "A row says how its cells stand."), new($"请使用：{string.Join("、", Kinds.Keys)}。", $"Use one of: {string.Join(", ", Kinds.Keys)}."));
            return new() { Kind = PrintRowKind.Line };
        }

        var row = new PrintRow { Kind = kind.Value };
        row = kind.Value switch
        {
            PrintRowKind.Rows => row with { Name = o.Text("name", true), Rows = [.. o.List("rows", true).Select(r => Row(r, columns - 1))] },
            PrintRowKind.Table => row with { Name = o.Text("name"), Widths = Numbers(o, "widths"), Heads = o.Texts("heads"), Cells = o.Text("table", true) is { } field ? [Named(o.Member("table")!, new() { Of = field })] : [] },
            PrintRowKind.Below => row with { Widths = Numbers(o, "widths"), Cells = Cells(o, kind.Key) },
            PrintRowKind.Line => row with { Repeats = o.Flag("repeats"), Cells = Cells(o, kind.Key) },
            _ => row with { Cells = Cells(o, kind.Key) },
        };
        o.Done();
        var needed = row.Cells.Sum(c => c.Of is null || c.Name == "" ? 1 : 2);
        if (row.Kind == PrintRowKind.Line && needed > columns)
            findings.Add(node, new($"这一行需要 {needed} 栏，此处只有 {columns} 栏。", $"The row needs {needed} columns, here are {columns}."), new("请更正“columns”或这一行。", "Correct \"columns\" or the row."));
        if (row.Kind == PrintRowKind.Table) tables.Add((node, row));
        if (row.Kind == PrintRowKind.Below) Fit(node, "widths", row.Widths.Count, row.Cells.Count);
        if (row.Kind == PrintRowKind.Within) blocksWithin.AddRange(row.Cells.SkipLast(1).Select(c => (node, c.Of)));
        return row;
    }

    private void Fit(LocatedNode at, string member, int count, int expected)
    {
        if (count > 0 && count != expected)
            findings.Add(at, new($"“{member}”应有 {expected} 个，现有 {count} 个。", $"\"{member}\" takes {expected} here, there are {count}."), new($"请更正，或删去“{member}”。", $"Correct it, or remove \"{member}\"."));
    }

    private IReadOnlyList<PrintCell> Cells(LocatedObject row, string kind) => [.. row.List(kind, true).Select(Cell)];

    /// <summary>A name alone is a field or block.</summary>
    private PrintCell Cell(LocatedNode node)
    {
        if (node.Kind == JsonValueKind.String) return Named(node, new() { Of = node.Text });
        var o = new LocatedObject(node, findings);
        var (name, isUnnamed) = (o.Text("name"), o.Flag("unnamed"));
        var cell = new PrintCell
        {
            Words = o.Text("words"),
            HintOf = o.Text("hintOf"),
            Of = o.Text("of"),
            Name = isUnnamed ? "" : name,
            Hint = o.Text("hint"),
            IsNumbered = o.Flag("numbered"),
        };
        o.Done();
        if (node.Kind == JsonValueKind.Object && new[] { cell.Words, cell.HintOf, cell.Of }.Count(t => t is not null) != 1)
            findings.Add(node, new("单元格须有“words”、“hintOf”或“of”之一。", "A cell has one of \"words\", \"hintOf\" and \"of\"."), new("请保留其中一个。", "Keep exactly one of them."));
        return Named(node, cell);
    }

    private PrintCell Named(LocatedNode at, PrintCell cell)
    {
        if ((cell.Of ?? cell.HintOf) is { } path) named.Add((at, path, cell.Of is null));
        return cell;
    }

    private IReadOnlyList<int> Numbers(LocatedObject o, string name)
    {
        var numbers = new List<int>();
        foreach (var item in o.List(name))
        {
            if (item.Kind == JsonValueKind.Number && int.TryParse(item.Text, out var number) && number > 0) numbers.Add(number);
            else findings.Wrong(item, new("大于 0 的整数", "a whole number above 0"));
        }

        return numbers;
    }
}
