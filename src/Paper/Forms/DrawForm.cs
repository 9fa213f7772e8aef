using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;

namespace Workflows.Paper.Forms;

/// <summary>
/// Draws any form from its definition in the printed layout: title, one bordered table with a label beside each value, tick lists, rows as tables, fixed texts, and for every
/// block the opinion with room for signature, seal and date; 不适用 with the reason where a level was skipped (R27).
/// </summary>
public sealed class DrawForm(PaperFonts fonts)
{
    /// <summary>Prefix of the signature fields: <c>seal.unitOpinion</c>.</summary>
    public const string SealField = "seal.";

    private const double Size = 11, TitleSize = 18, SmallSize = 8;

    /// <summary>Widths of a label and of the value beside it when two fields share a line, in millimetres.</summary>
    private const double LabelWidth = 36, HalfWidth = 44;

    /// <summary>Room below an opinion with a seal, with a signature, and with a date alone, in millimetres.</summary>
    private const double SealRoom = 48, SignatureRoom = 18, DateRoom = 10;

    private static readonly Margins Margins = new(25, 22, 25, Foot.Height);

    public DrawnDocument Run(PrintedForm form)
    {
        var flow = new Flow(fonts, Margins);
        flow.Paragraph(form.Form.Title.Zh, FontFace.XiaoBiaoSong, TitleSize, Align.Centre);
        flow.Y += 3;
        flow.Paragraph(string.Create(CultureInfo.InvariantCulture, $"编号：{form.Number}    来源：{form.Form.Source.Document} {form.Form.Source.Clause}"), FontFace.FangSong, 9);
        flow.Y += 1;
        foreach (var section in form.Form.Sections) DrawSection(flow, section, form);
        Foot.Draw(flow, string.Create(CultureInfo.InvariantCulture, $"{form.Number} 第{form.Revision}稿"), form.SealNote, form.Mark);
        return new DrawnDocument($"{form.Form.Title.Zh} {form.Number}", form.Unit, form.Date, flow.Pages, flow.Seals);
    }

    private static void DrawSection(Flow flow, FormSection section, PrintedForm form)
    {
        var fields = section.Fields.Where(f => f.Printed && IsShown(f, form.Values)).ToList();
        if (fields.Count == 0 && section.Blocks.Count == 0) return;
        if (fields.Count > 0 && fields is not [{ Type: FormFieldType.FixedText }]) Heading(flow, section.Title.Zh);
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Half && i + 1 < fields.Count && fields[i + 1].Half && IsSimple(fields[i]) && IsSimple(fields[i + 1]))
            {
                flow.Row([Label(flow, fields[i]), Value(flow, fields[i], form, HalfWidth), Label(flow, fields[i + 1]), Value(flow, fields[i + 1], form, flow.Width - 2 * LabelWidth - HalfWidth)]);
                i++;
                continue;
            }

            DrawField(flow, fields[i], form.Values[fields[i].Key], form);
        }

        foreach (var block in section.Blocks) DrawBlock(flow, block, form);
    }

    private static void DrawField(Flow flow, FormField field, JsonNode? value, PrintedForm form)
    {
        switch (field.Type)
        {
            case FormFieldType.Rows:
                DrawRows(flow, field, value as JsonArray, form);
                break;
            case FormFieldType.Group:
                flow.Row([Label(flow, field), new FlowCell(flow.Width - LabelWidth, [.. GroupLines(flow, field, value as JsonObject, form)], IsCentred: false)]);
                break;
            default:
                flow.Row([Label(flow, field), new FlowCell(flow.Width - LabelWidth, [.. flow.CellText(PrintedValue.Of(field, value, form.UnitName), flow.Width - LabelWidth, FontFace.FangSong, Size, indent: IndentOf(field))])]);
                break;
        }
    }

    /// <summary>A table of its own: the label over all columns, the names of the columns, a line per row, numbered: by the form's own column where it has one.</summary>
    private static void DrawRows(Flow flow, FormField field, JsonArray? rows, PrintedForm form)
    {
        const double number = 12;
        var numbers = field.NumberColumn;
        var columns = field.Fields.Where(f => f.Printed && f != numbers).ToList();
        var width = (flow.Width - number) / columns.Count;
        flow.Need(24);
        flow.Row([new FlowCell(flow.Width, [new CellLine(field.Label.Zh, FontFace.Hei, Size, Align.Centre)], IsShaded: true)]);
        flow.Row([Head(flow, numbers?.Label.Zh ?? "序号", number), .. columns.Select(c => Head(flow, c.Label.Zh, width))]);
        var filled = rows?.OfType<JsonObject>().ToList() ?? [];
        for (var i = 0; i < Math.Max(filled.Count, 1); i++)
        {
            var row = filled.ElementAtOrDefault(i);
            var place = row is null ? "" : numbers is null ? (i + 1).ToString(CultureInfo.InvariantCulture) : PrintedValue.Of(numbers, row[numbers.Key], form.UnitName);
            flow.Row([
                new FlowCell(number, [new CellLine(place, FontFace.FangSong, Size, Align.Centre)]),
                .. columns.Select(c => new FlowCell(width, [.. flow.CellText(row is null ? "" : PrintedValue.Of(c, row[c.Key], form.UnitName), width, FontFace.FangSong, Size)])),
            ]);
        }
    }

    private static IEnumerable<CellLine> GroupLines(Flow flow, FormField field, JsonObject? values, PrintedForm form) =>
        field.Fields.Where(f => f.Printed).SelectMany(f => flow.CellText($"{f.Label.Zh}：{PrintedValue.Of(f, values?[f.Key], form.UnitName)}", flow.Width - LabelWidth, FontFace.FangSong, Size));

    private static void DrawBlock(Flow flow, FormBlock block, PrintedForm form)
    {
        var holds = form.Blocks.GetValueOrDefault(block.Key) ?? new PrintedBlock();
        var words = holds.Skipped is { } why ? $"不适用。{why}" : holds.Opinion ?? "";
        var width = flow.Width - LabelWidth;
        var room = holds.Skipped is not null ? 0 : block.NeedsSeal ? SealRoom : block.NeedsSignature ? SignatureRoom : DateRoom;
        var label = new FlowCell(LabelWidth, [.. flow.CellText(block.Label.Zh, LabelWidth, FontFace.Hei, Size, Align.Centre)], IsShaded: true, Repeats: true);
        var enclosures = (holds.Enclosures ?? []).SelectMany((file, at) => flow.CellText($"附件{at + 1}：{file.Name}（SHA-256 {file.Hash}）", width, FontFace.FangSong, SmallSize));
        var opinion = new FlowCell(width, [.. flow.CellText(words, width, FontFace.FangSong, Size, indent: words.Length == 0 ? 0 : 2 * Length.Millimetres(Size)), .. enclosures], IsCentred: false);
        flow.Row([label, opinion], tail: room == 0 ? null : new FlowTail(room, (page, x, y, w) => DrawMarks(flow, block, holds, page, x, y, w, room)));
    }

    /// <summary>Signature, seal and date at the lower right of a block; the seal lies over name and date, as it is pressed on paper.</summary>
    private static void DrawMarks(Flow flow, FormBlock block, PrintedBlock holds, int page, double x, double y, double width, double room)
    {
        var middle = x + width - 34;
        var date = y + room - 5;
        var above = date - Flow.LineHeight(Size);
        if (block.NeedsSignature)
            flow.Put(page, $"{block.SignatureLabel?.Zh ?? "签字"}：{holds.SignedBy}", middle, above, FontFace.Kai, Size, Align.Centre);
        else if (block.NeedsSeal && holds.Organisation is { } organisation)
            flow.Put(page, organisation, middle, above, FontFace.FangSong, Size, Align.Centre);
        flow.Put(page, holds.Day is { } day ? PrintedValue.Day(day) : "年    月    日", middle, date, FontFace.FangSong, Size, Align.Centre);
        if (!block.NeedsSeal) return;
        flow.Put(page, $"（{block.SealLabel?.Zh ?? "盖章"}）", x + Flow.PadX + 6, date, FontFace.FangSong, Size);
        const double side = SealFace.OfficialSide;
        flow.Seals.Add(new SealPlace(SealField + block.Key, page, middle - side / 2, y + room - side - 1.5, side));
    }

    private static void Heading(Flow flow, string title)
    {
        flow.Need(20);
        flow.Row([new FlowCell(flow.Width, [new CellLine(title, FontFace.Hei, Size, Align.Centre)], IsShaded: true)]);
    }

    private static FlowCell Label(Flow flow, FormField field) =>
        new(LabelWidth, [.. flow.CellText(field.Label.Zh, LabelWidth, FontFace.Hei, Size, Align.Centre)], IsShaded: true, Repeats: true);

    private static FlowCell Head(Flow flow, string name, double width) => new(width, [.. flow.CellText(name, width, FontFace.Hei, Size, Align.Centre)], IsShaded: true);

    private static FlowCell Value(Flow flow, FormField field, PrintedForm form, double width) =>
        new(width, [.. flow.CellText(PrintedValue.Of(field, form.Values[field.Key], form.UnitName), width, FontFace.FangSong, Size)]);

    private static double IndentOf(FormField field) => field.Type is FormFieldType.LongText || field is { Type: FormFieldType.FixedText, Required: true } ? 2 * Length.Millimetres(Size) : 0;

    private static bool IsSimple(FormField field) => field.Type is not (FormFieldType.Rows or FormFieldType.Group or FormFieldType.LongText or FormFieldType.BoolList);

    /// <summary>What is asked only sometimes is printed when it was filled.</summary>
    private static bool IsShown(FormField field, JsonObject values) => field.ShowWhen is null || PrintedValue.IsFilled(values[field.Key]);
}
