using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;

namespace Workflows.Paper.Forms;

/// <summary>The cells of a form: names, values of every kind, and blocks with room for signature, seal and date.</summary>
internal sealed class FormCells(Flow flow, PrintedForm form)
{
    /// <summary>Font sizes of the text and of what is small beside it, in points.</summary>
    public const double Size = 11, SmallSize = 8;

    /// <summary>Room below an opinion with a seal, with a signature, and with a date alone, in millimetres.</summary>
    private const double SealRoom = 48, SignatureRoom = 18, DateRoom = 10;

    /// <summary>A cell narrower than this has its signature, seal and date in the middle, a wider one at the right, in millimetres.</summary>
    private const double Narrow = 90;

    /// <summary>A choice in a cell narrower than this prints what was chosen alone, in millimetres.</summary>
    private const double Cramped = 30;

    public FlowCell Name(string words, double width, double size = Size, bool repeats = true) =>
        new(width, [.. flow.CellText(words, width, FontFace.Hei, size, Align.Centre)], IsShaded: true, Repeats: repeats);

    public FlowCell Words(string words, double width) => new(width, [.. flow.CellText(words, width, FontFace.FangSong, Size)]);

    /// <summary>The value of a field; while there is none, what the document prints there.</summary>
    public FlowCell Value(FormField field, JsonNode? value, double width, PrintCell? cell = null) =>
        new(width, Lines(field, value, width, cell), IsCentred: field.Type != FormFieldType.Group);

    /// <summary>A figure or name under its head: in the middle, without the unit of measure, which the head names.</summary>
    public FlowCell Figure(FormField field, JsonNode? value, double width, double size) =>
        new(width, [.. flow.CellText(PrintedValue.Of(field with { Suffix = null }, value, form.UnitName), width, FontFace.FangSong, size, Align.Centre)]);

    public IReadOnlyList<CellLine> Lines(FormField field, JsonNode? value, double width, PrintCell? cell = null)
    {
        var text = width < Cramped ? PrintedValue.InTable(field, value, form.UnitName) : PrintedValue.Of(field, value, form.UnitName, cell?.IsNumbered == true);
        return field.Type switch
        {
            FormFieldType.Enum or FormFieldType.EnumList => [.. Text(Between(text, width), width)],
            _ when cell?.Hint is { } hint && (text.Length == 0 || field.Type is FormFieldType.Rows or FormFieldType.Group) && !PrintedValue.IsFilled(value) => [.. Text(form.Filled(hint) ?? "", width)],
            FormFieldType.Group => [.. GroupLines(field, value as JsonObject, width)],
            FormFieldType.Rows => [.. RowLines(field, value as JsonArray, width)],
            _ => [.. Text(text, width, IndentOf(field))],
        };
    }

    /// <summary>Names of the columns and a line per row, numbered: by the form's own column where it has one.</summary>
    /// <param name="widths">In relation to each other; none: all are equal.</param>
    /// <param name="heads">Names of the columns where the document has others.</param>
    public void Table(FormField field, JsonArray? rows, IReadOnlyList<int> widths, IReadOnlyList<string> heads)
    {
        const double number = 12;
        var numbers = field.NumberColumn;
        var columns = field.Fields.Where(f => f.Printed && f != numbers).ToList();
        var shares = widths.Count == columns.Count ? widths : [.. columns.Select(_ => 1)];
        var width = shares.Select(share => (flow.Width - number) * share / shares.Sum()).ToList();
        flow.Need(24);
        flow.Under([Name(numbers?.Label.Zh ?? "序号", number), .. columns.Select((c, i) => Name(heads.ElementAtOrDefault(i) ?? c.Label.Zh, width[i]))], () =>
        {
            var filled = rows?.OfType<JsonObject>().ToList() ?? [];
            for (var i = 0; i < Math.Max(filled.Count, 1); i++)
            {
                var row = filled.ElementAtOrDefault(i);
                var place = row is null ? "" : numbers is null ? (i + 1).ToString(CultureInfo.InvariantCulture) : PrintedValue.InTable(numbers, row[numbers.Key], form.UnitName);
                flow.Row([
                    new FlowCell(number, [new CellLine(place, FontFace.FangSong, Size, Align.Centre)]),
                    .. columns.Select((c, at) => new FlowCell(width[at], [.. Text(row is null ? "" : PrintedValue.InTable(c, row[c.Key], form.UnitName), width[at])])),
                ]);
            }
        });
    }

    /// <summary>The opinion, with room below for what is put under it; 不适用 with the reason where a level was skipped (R27).</summary>
    /// <param name="above">What stands in the cell before the opinion.</param>
    public FlowCell Block(FormBlock block, double width, IReadOnlyList<CellLine>? above = null)
    {
        var holds = form.Blocks.GetValueOrDefault(block.Key) ?? new PrintedBlock();
        var words = holds.Skipped is { } why ? $"不适用。{why}" : holds.Opinion ?? "";
        var room = holds.Skipped is not null ? 0 : block.NeedsSeal ? SealRoom : block.NeedsSignature ? SignatureRoom : DateRoom;
        var opinion = words.Length == 0 && above is { Count: > 0 } ? [] : Text(words, width, words.Length == 0 ? 0 : Indent);
        var enclosures = (holds.Enclosures ?? []).SelectMany((file, at) => flow.CellText($"附件{at + 1}：{file.Name}（SHA-256 {file.Hash}）", width, FontFace.FangSong, SmallSize));
        return new FlowCell(width, [.. above ?? [], .. opinion, .. enclosures], IsCentred: false, Tail: room == 0 ? null : new FlowTail(room, (page, x, y, w) => DrawMarks(block, holds, page, x, y, w, room)));
    }

    /// <summary>Organisation, （盖章） and date below each other, or signature and date; the seal lies over them, as it is pressed on paper.</summary>
    private void DrawMarks(FormBlock block, PrintedBlock holds, int page, double x, double y, double width, double room)
    {
        var middle = width < Narrow ? x + width / 2 : x + width - 34;
        var line = y + room - 5;
        List<(string Text, FontFace Face)> marks = [(holds.Day is { } day ? PrintedValue.Day(day) : "年    月    日", FontFace.FangSong)];
        if (block.NeedsSignature) marks.Add(($"{block.SignatureLabel?.Zh ?? "签字"}：{holds.SignedBy}", FontFace.Kai));
        if (block.NeedsSeal) marks.Add(($"（{block.SealLabel?.Zh ?? "盖章"}）", FontFace.FangSong));
        if (block is { NeedsSeal: true, NeedsSignature: false } && holds.Organisation is { } organisation)
            marks.AddRange(flow.Lines.Break(organisation, FontFace.FangSong, Size, Math.Min(width, 64) - 2 * Flow.PadX).Reverse().Select(l => (l.Text, FontFace.FangSong)));
        foreach (var (text, face) in marks)
        {
            flow.Put(page, text, middle, line, face, Size, Align.Centre);
            line -= Flow.LineHeight(Size);
        }

        if (!block.NeedsSeal) return;
        const double side = SealFace.OfficialSide;
        flow.Seals.Add(new SealPlace(DrawForm.SealField + block.Key, page, middle - side / 2, y + room - side - 1.5, side));
    }

    /// <summary>A name on a line of its own before what it names.</summary>
    public IEnumerable<CellLine> Lead(string words, double width) => flow.CellText(words, width, FontFace.Hei, Size).Select(l => l with { Leads = true });

    private IEnumerable<CellLine> Text(string text, double width, double indent = 0) => flow.CellText(text, width, FontFace.FangSong, Size, indent: indent);

    /// <summary>Short values behind their names, long ones below them.</summary>
    private IEnumerable<CellLine> GroupLines(FormField field, JsonObject? values, double width)
    {
        foreach (var member in field.Fields.Where(f => f.Printed))
        {
            var text = PrintedValue.Of(member, values?[member.Key], form.UnitName);
            if (member.Type != FormFieldType.LongText)
            {
                foreach (var line in Text($"{member.Label.Zh}：{text}", width)) yield return line;
                continue;
            }

            if (text.Length == 0 && !member.Required) continue;
            foreach (var line in Lead($"{member.Label.Zh}：", width).Concat(Text(text, width, IndentOf(member)))) yield return line;
        }
    }

    /// <summary>Broken between options, not inside of one, as long as it fits a line.</summary>
    private string Between(string text, double width)
    {
        var lines = new List<string>();
        foreach (var option in text.Split(PrintedValue.Between))
        {
            if (lines.Count > 0 && lines[^1] + PrintedValue.Between + option is var joined && flow.Lines.Width(joined, FontFace.FangSong, Size) <= width - 2 * Flow.PadX) lines[^1] = joined;
            else lines.Add(option);
        }

        return string.Join('\n', lines);
    }

    private IEnumerable<CellLine> RowLines(FormField field, JsonArray? rows, double width) =>
        (rows?.OfType<JsonObject>() ?? []).SelectMany((row, at) => Text(
            string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {string.Join("　", field.Fields.Where(f => f.Printed && f != field.NumberColumn).Select(f => PrintedValue.InTable(f, row[f.Key], form.UnitName)).Where(t => t.Length > 0))}"), width));

    private static double Indent => 2 * Length.Millimetres(Size);

    private static double IndentOf(FormField field) => field.Type is FormFieldType.LongText || field is { Type: FormFieldType.FixedText, Required: true } ? Indent : 0;
}
