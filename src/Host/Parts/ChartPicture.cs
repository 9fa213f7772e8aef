using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Activities.Words;

namespace Workflows.Host.Parts;

/// <summary>What a box of a drawn chart tells about what happened at it.</summary>
/// <param name="Shade">Class of the box: <c>done</c>, <c>now</c>, <c>back</c> (left by a return) or <c>skipped</c>; <c>heat-1</c> to <c>heat-5</c>: the higher, the darker.</param>
/// <param name="Words">A line below its name.</param>
public sealed record ChartMark(string Shade, string? Words = null);

/// <summary>Draws a chart where its designer put the boxes, as SVG without anything from outside; with marks it shows a path that was taken.</summary>
public static class ChartPicture
{
    private const double Margin = 60, Width = 240, Height = 90;

    private sealed record Box(string Id, double X, double Y, double W, double H, string Text, string Type)
    {
        public double CentreX => X + (W / 2);
        public double CentreY => Y + (H / 2);
    }

    /// <param name="root">The flowchart of a definition, as Elsa writes it.</param>
    /// <param name="title">What the picture is of, for those who cannot see it.</param>
    /// <param name="marks">By activity id.</param>
    /// <param name="taken">Activities between which it went; null: all connections are drawn alike.</param>
    /// <param name="returns">Activities between which it was sent back, drawn apart even where the chart has no connection.</param>
    public static string Svg(JsonObject root, string title, IReadOnlyDictionary<string, ChartMark>? marks = null, IReadOnlySet<(string Source, string Target)>? taken = null,
        IReadOnlySet<(string Source, string Target)>? returns = null)
    {
        var boxes = Boxes(root).ToDictionary(box => box.Id);
        var svg = new StringBuilder();
        var drawn = new HashSet<(string, string)>();
        if (boxes.Count == 0) boxes[""] = new Box("", 0, 0, Width, Height, "–", "");
        var (left, top) = (boxes.Values.Min(b => b.X) - Margin, boxes.Values.Min(b => b.Y) - Margin);
        var (width, height) = (boxes.Values.Max(b => b.X + b.W) + Margin - left, boxes.Values.Max(b => b.Y + b.H) + Margin - top);
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:0} {top:0} {width:0} {height:0}" role="img" aria-label="{Safe(title)}" class="chart-picture" font-family="sans-serif" font-size="17">""");
        svg.Append("""<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="14" markerHeight="14" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#667"/></marker></defs>""");
        foreach (var connection in root["connections"] as JsonArray ?? [])
        {
            var (source, target, port) = ($"{connection?["source"]?["activity"]}", $"{connection?["target"]?["activity"]}", $"{connection?["source"]?["port"]}");
            if (!boxes.TryGetValue(source, out var from) || !boxes.TryGetValue(target, out var to)) continue;
            var isTaken = taken?.Contains((source, target)) == true;
            Line(svg, from, to, port, returns?.Contains((source, target)) == true ? Way.Back : isTaken ? Way.Taken : taken is null ? Way.Plain : Way.Faint);
            drawn.Add((source, target));
        }
        foreach (var (source, target) in returns ?? new HashSet<(string, string)>())
            if (!drawn.Contains((source, target)) && boxes.TryGetValue(source, out var from) && boxes.TryGetValue(target, out var to)) Line(svg, from, to, "", Way.Back);
        foreach (var box in boxes.Values) Draw(svg, box, marks?.GetValueOrDefault(box.Id), marks is not null);
        return svg.Append("</svg>").ToString();
    }

    private static IEnumerable<Box> Boxes(JsonObject root)
    {
        foreach (var activity in (root["activities"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var designer = activity["metadata"]?["designer"];
            var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? activity["metadata"]?["displayTextEn"] : null;
            yield return new Box(
                $"{activity["id"]}", Number(designer?["position"]?["x"], 0), Number(designer?["position"]?["y"], 0), Number(designer?["size"]?["width"], Width), Number(designer?["size"]?["height"], Height),
                $"{english ?? activity["metadata"]?["displayText"] ?? activity["name"] ?? activity["id"]}", $"{activity["type"]}");
        }
    }

    private static void Draw(StringBuilder svg, Box box, ChartMark? mark, bool isMarked)
    {
        var (fill, stroke) = mark?.Shade switch
        {
            "done" => ("#e3efe5", "#2e7d4f"),
            "now" => ("#fff3d6", "#b26a00"),
            "back" => ("#fbe3df", "#9c2f22"),
            "skipped" => ("#f0f0f3", "#8a8a98"),
            "heat-1" => ("#fff9f0", "#c9a877"),
            "heat-2" => ("#fdecd2", "#c08a3e"),
            "heat-3" => ("#fbd9b4", "#b26a00"),
            "heat-4" => ("#f8bf9f", "#a8451f"),
            "heat-5" => ("#f19c87", "#8c1d18"),
            _ => ("#ffffff", isMarked ? "#c5c8d0" : "#667085"),
        };
        var dash = mark?.Shade == "skipped" ? " stroke-dasharray=\"6 4\"" : "";
        svg.Append(CultureInfo.InvariantCulture, $"""<g data-activity="{Safe(box.Id)}" data-shade="{Safe(mark?.Shade ?? "none")}"><rect x="{box.X:0.#}" y="{box.Y:0.#}" width="{box.W:0.#}" height="{box.H:0.#}" rx="8" fill="{fill}" stroke="{stroke}" stroke-width="{(mark is null ? 1.5 : 3)}"{dash}/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{box.CentreX:0.#}" y="{(mark?.Words is null ? box.CentreY + 5 : box.CentreY - 6):0.#}" text-anchor="middle" fill="{(isMarked && mark is null ? "#8a8f9c" : "#1d2230")}">{Safe(box.Text)}</text>""");
        if (mark?.Words is { } words) svg.Append(CultureInfo.InvariantCulture, $"""<text x="{box.CentreX:0.#}" y="{box.CentreY + 20:0.#}" text-anchor="middle" fill="#3b4152" font-size="15">{Safe(words)}</text>""");
        svg.Append("</g>");
    }

    /// <summary>Downwards from edge to edge, sideways where the boxes stand beside each other, around the side where it leads back.</summary>
    private static void Line(StringBuilder svg, Box from, Box to, string port, Way way)
    {
        var (x1, y1, x2, y2, bend) = to.Y >= from.Y + from.H ? (from.CentreX, from.Y + from.H, to.CentreX, to.Y, Bend.Down)
            : to.X >= from.X + from.W ? (from.X + from.W, from.CentreY, to.X, to.CentreY, Bend.Side)
            : to.X + to.W <= from.X ? (from.X, from.CentreY, to.X + to.W, to.CentreY, Bend.Side)
            : (from.X, from.CentreY, to.X, to.CentreY, Bend.Around);
        var (c1, c2) = bend switch
        {
            Bend.Down => ((x1, y1 + 40), (x2, y2 - 40)),
            Bend.Side => (((x1 + x2) / 2, y1), ((x1 + x2) / 2, y2)),
            _ => ((Math.Min(x1, x2) - 120, y1), (Math.Min(x1, x2) - 120, y2)),
        };
        var (colour, wide, dash) = way switch
        {
            Way.Taken => ("#2e7d4f", 3.5, ""),
            Way.Back => ("#9c2f22", 3.5, " stroke-dasharray=\"9 5\""),
            Way.Faint => ("#d3d6dd", 1.5, ""),
            _ => ("#8a90a0", 1.5, ""),
        };
        svg.Append(CultureInfo.InvariantCulture, $"""<path d="M{x1:0.#} {y1:0.#}C{c1.Item1:0.#} {c1.Item2:0.#} {c2.Item1:0.#} {c2.Item2:0.#} {x2:0.#} {y2:0.#}" fill="none" stroke="{colour}" stroke-width="{wide}"{dash} data-way="{way}" marker-end="url(#arrow)"/>""");
        if (port is not ("Done" or "" or "In")) svg.Append(CultureInfo.InvariantCulture, $"""<text x="{(x1 * 0.75) + (x2 * 0.25):0.#}" y="{(y1 * 0.75) + (y2 * 0.25):0.#}" font-size="14" text-anchor="middle" fill="#667085">{Safe(Shell.Words.Of(OutcomeWords.Of(port)))}</text>""");
    }

    private enum Bend { Down, Side, Around }

    private enum Way { Plain, Taken, Back, Faint }

    private static double Number(JsonNode? node, double otherwise) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : otherwise;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
