using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Forms;

/// <summary>
/// Draws any form from its definition. Where it says how its document prints it, sheet by sheet so (<see cref="DrawSheet"/>); otherwise title, one bordered table with a label
/// beside each value, tick lists, rows as tables, fixed texts, and for every block the opinion with room for signature, seal and date.
/// </summary>
public sealed class DrawForm(PaperFonts fonts)
{
    /// <summary>Prefix of the signature fields: <c>seal.unitOpinion</c>.</summary>
    public const string SealField = "seal.";

    private const double TitleSize = 18;

    /// <summary>Widths of a label and of the value beside it when two fields share a line, in millimetres.</summary>
    private const double LabelWidth = 36, HalfWidth = 44;

    private static readonly Margins Margins = new(25, 22, 25, Foot.Height);

    /// <summary>Four seals stand beside each other between them.</summary>
    private static readonly Margins SheetMargins = new(18, 20, 18, Foot.Height);

    public DrawnDocument Run(PrintedForm form)
    {
        var flow = form.Form.Print is [var first, ..] ? new Flow(fonts, SheetMargins, first.IsLandscape) : new Flow(fonts, Margins);
        if (form.Form.Print.Count == 0) DrawSections(flow, form);
        for (var i = 0; i < form.Form.Print.Count; i++)
        {
            if (i > 0) flow.Break(form.Form.Print[i].IsLandscape);
            new DrawSheet(flow, form, form.Form.Print[i]).Run();
        }

        Foot.Draw(flow, string.Create(CultureInfo.InvariantCulture, $"{form.Number} 第{form.Revision}稿"), form.SealNote, form.Mark);
        return new DrawnDocument($"{form.Form.Title.Zh} {form.Number}", form.Unit, form.Date, flow.Pages, flow.Seals);
    }

    private static void DrawSections(Flow flow, PrintedForm form)
    {
        flow.Paragraph(form.Form.Title.Zh, FontFace.XiaoBiaoSong, TitleSize, Align.Centre);
        flow.Y += 3;
        flow.Paragraph(string.Create(CultureInfo.InvariantCulture, $"编号：{form.Number}    来源：{form.Form.Source.Document} {form.Form.Source.Clause}"), FontFace.FangSong, 9);
        flow.Y += 1;
        var cells = new FormCells(flow, form);
        foreach (var section in form.Form.Sections) DrawSection(flow, cells, section, form.Values);
    }

    private static void DrawSection(Flow flow, FormCells cells, FormSection section, JsonObject values)
    {
        var fields = section.Fields.Where(f => f.Printed && PrintedValue.IsShown(f, values)).ToList();
        if (fields.Count == 0 && section.Blocks.Count == 0) return;
        if (fields.Count > 0 && fields is not [{ Type: FormFieldType.FixedText }])
        {
            flow.Need(20);
            flow.Row([cells.Name(section.Title.Zh, flow.Width)]);
        }

        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Half && i + 1 < fields.Count && fields[i + 1].Half && IsSimple(fields[i]) && IsSimple(fields[i + 1]))
            {
                flow.Row([.. Pair(fields[i], HalfWidth), .. Pair(fields[i + 1], flow.Width - 2 * LabelWidth - HalfWidth)]);
                i++;
            }
            else if (fields[i].Type == FormFieldType.Rows)
            {
                flow.Need(33);
                flow.Row([cells.Name(fields[i].Label.Zh, flow.Width)]);
                cells.Table(fields[i], values[fields[i].Key] as JsonArray, [], []);
            }
            else
            {
                flow.Row(Pair(fields[i], flow.Width - LabelWidth));
            }
        }

        foreach (var block in section.Blocks) flow.Row([cells.Name(block.Label.Zh, LabelWidth), cells.Block(block, flow.Width - LabelWidth)]);

        FlowCell[] Pair(FormField field, double width) => [cells.Name(field.Label.Zh, LabelWidth), cells.Value(field, values[field.Key], width)];
    }

    private static bool IsSimple(FormField field) => field.Type is not (FormFieldType.Rows or FormFieldType.Group or FormFieldType.LongText or FormFieldType.BoolList);
}
