using System.Globalization;
using System.Net;
using System.Text;
using SkiaSharp;
using Workflows.Paper.Fonts;

namespace Workflows.Paper.Seals;

/// <summary>
/// Draws a round seal as one outline: ring, star, the name along the upper arc, a line below. The same outline becomes the appearance on a PDF, the picture on a page
/// and the preview.
/// </summary>
public sealed class SealDrawing(PaperFonts fonts)
{
    /// <summary>The colour of seal ink, as the web and PDF write it.</summary>
    private const string WebRed = "#c8161d", PdfRed = "0.784 0.086 0.114";

    /// <summary>Longest arc that a name takes, in radians (about 255°).</summary>
    private const double WidestArc = Math.PI * 1.42;

    /// <summary>The seal as operators of a PDF content stream, in a square of the side given.</summary>
    /// <param name="side">Points.</param>
    public byte[] ToPdf(SealFace seal, double side)
    {
        using var outline = Outline(seal, (float)side);
        var operators = new StringBuilder();
        operators.Append(CultureInfo.InvariantCulture, $"{PdfRed} rg 1 0 0 -1 0 {side:0.###} cm\n");
        Walk(outline, new PdfPen(operators));
        operators.Append("f\n");
        return Encoding.ASCII.GetBytes(operators.ToString());
    }

    /// <summary>The seal as SVG; name and line below are in its title for who cannot see it.</summary>
    public string ToSvg(SealFace seal)
    {
        const int side = 200;
        using var outline = Outline(seal, side);
        var path = new StringBuilder();
        Walk(outline, new SvgPen(path));
        var title = WebUtility.HtmlEncode(seal.Below is null ? seal.Around : $"{seal.Around} {seal.Below}");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\"><title>{title}</title><path fill=\"{WebRed}\" d=\"{path}\"/></svg>";
    }

    /// <param name="pixels">Width and height of the picture.</param>
    public byte[] ToPng(SealFace seal, int pixels)
    {
        using var outline = Outline(seal, pixels);
        using var picture = new SKBitmap(pixels, pixels);
        using var canvas = new SKCanvas(picture);
        using var paint = new SKPaint { Color = SKColor.Parse(WebRed), IsAntialias = true };
        canvas.Clear(SKColors.Transparent);
        canvas.DrawPath(outline, paint);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private SKPath Outline(SealFace seal, float side)
    {
        using var outline = new SKPathBuilder();
        var centre = side / 2;
        var radius = centre - side * 0.015f;
        var ring = side * 0.026f;
        outline.AddCircle(centre, centre, radius);
        outline.AddCircle(centre, centre, radius - ring, SKPathDirection.CounterClockwise);
        AddStar(outline, centre, side * 0.15f);

        var characters = Characters(seal.Around);
        var letters = Letters(characters.Concat(Characters(seal.Below ?? "")));
        AddArc(outline, characters, letters, centre, radius - ring - side * 0.025f, side);
        if (seal.Below is { Length: > 0 } below) AddBelow(outline, below, letters, centre, side);
        foreach (var typeface in letters.Values.Distinct()) if (typeface != fonts.RareTypeface) typeface.Dispose();
        return outline.Detach();
    }

    private static void AddStar(SKPathBuilder outline, float centre, float radius)
    {
        for (var corner = 0; corner < 10; corner++)
        {
            var angle = -Math.PI / 2 + corner * Math.PI / 5;
            var distance = corner % 2 == 0 ? radius : radius * 0.382f;
            var point = new SKPoint(centre + distance * (float)Math.Cos(angle), centre + distance * (float)Math.Sin(angle));
            if (corner == 0) outline.MoveTo(point);
            else outline.LineTo(point);
        }

        outline.Close();
    }

    /// <summary>Each character upright on the arc; the longer the name, the smaller and closer.</summary>
    private static void AddArc(SKPathBuilder outline, List<string> characters, Dictionary<string, SKTypeface> letters, float centre, float inner, float side)
    {
        var size = side * Math.Min(0.135f, 2.15f / Math.Max(characters.Count, 1));
        var baseline = inner - size * 0.86f;
        var step = characters.Count < 2 ? 0 : Math.Min(WidestArc / (characters.Count - 1), size * 1.35 / baseline);
        var angle = -Math.PI / 2 - step * (characters.Count - 1) / 2;
        foreach (var character in characters)
        {
            using var font = new SKFont(letters[character], size) { ScaleX = 0.8f };
            using var glyphs = font.GetTextPath(character, new SKPoint(0, 0));
            if (glyphs is not null)
            {
                glyphs.Transform(SKMatrix.CreateTranslation(-font.MeasureText(character) / 2, 0)
                    .PostConcat(SKMatrix.CreateRotation((float)(angle + Math.PI / 2)))
                    .PostConcat(SKMatrix.CreateTranslation(centre + baseline * (float)Math.Cos(angle), centre + baseline * (float)Math.Sin(angle))));
                outline.AddPath(glyphs);
            }

            angle += step;
        }
    }

    private static void AddBelow(SKPathBuilder outline, string below, Dictionary<string, SKTypeface> letters, float centre, float side)
    {
        var characters = Characters(below);
        var size = side * Math.Min(0.085f, 0.56f / characters.Count);
        var x = centre - size * characters.Count / 2;
        foreach (var character in characters)
        {
            using var font = new SKFont(letters[character], size);
            using var glyphs = font.GetTextPath(character, new SKPoint(x + (size - font.MeasureText(character)) / 2, centre + side * 0.30f));
            if (glyphs is not null) outline.AddPath(glyphs);
            x += size;
        }
    }

    /// <summary>Which font draws which character.</summary>
    private Dictionary<string, SKTypeface> Letters(IEnumerable<string> characters)
    {
        var all = characters.Distinct().ToList();
        var own = fonts.Cut(FontFace.XiaoBiaoSong, all.SelectMany(c => c.EnumerateRunes().Select(r => r.Value)));
        return all.ToDictionary(c => c, c => fonts.Font(FontFace.XiaoBiaoSong).Has(c.EnumerateRunes().First().Value) ? own : fonts.RareTypeface ?? own);
    }

    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) if (!string.IsNullOrWhiteSpace(elements.GetTextElement())) characters.Add(elements.GetTextElement());
        return characters;
    }

    private static void Walk(SKPath outline, IPen pen)
    {
        using var verbs = outline.CreateRawIterator();
        var points = new SKPoint[4];
        for (SKPathVerb verb; (verb = verbs.Next(points)) != SKPathVerb.Done;)
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    pen.Move(points[0]);
                    break;
                case SKPathVerb.Line:
                    pen.Line(points[1]);
                    break;
                case SKPathVerb.Quad:
                    Quadratic(pen, points[0], points[1], points[2]);
                    break;
                case SKPathVerb.Conic:
                    var parts = SKPath.ConvertConicToQuads(points[0], points[1], points[2], verbs.ConicWeight(), 2);
                    for (var i = 0; i + 2 < parts.Length; i += 2) Quadratic(pen, parts[i], parts[i + 1], parts[i + 2]);
                    break;
                case SKPathVerb.Cubic:
                    pen.Cubic(points[1], points[2], points[3]);
                    break;
                case SKPathVerb.Close:
                    pen.Close();
                    break;
            }
        }
    }

    /// <summary>PDF knows cubic curves only.</summary>
    private static void Quadratic(IPen pen, SKPoint from, SKPoint by, SKPoint to) => pen.Cubic(
        new SKPoint(from.X + 2 * (by.X - from.X) / 3, from.Y + 2 * (by.Y - from.Y) / 3), new SKPoint(to.X + 2 * (by.X - to.X) / 3, to.Y + 2 * (by.Y - to.Y) / 3), to);

    private interface IPen
    {
        void Move(SKPoint to);

        void Line(SKPoint to);

        void Cubic(SKPoint first, SKPoint second, SKPoint to);

        void Close();
    }

    private sealed class PdfPen(StringBuilder text) : IPen
    {
        public void Move(SKPoint to) => text.Append(CultureInfo.InvariantCulture, $"{to.X:0.##} {to.Y:0.##} m\n");

        public void Line(SKPoint to) => text.Append(CultureInfo.InvariantCulture, $"{to.X:0.##} {to.Y:0.##} l\n");

        public void Cubic(SKPoint first, SKPoint second, SKPoint to) =>
            text.Append(CultureInfo.InvariantCulture, $"{first.X:0.##} {first.Y:0.##} {second.X:0.##} {second.Y:0.##} {to.X:0.##} {to.Y:0.##} c\n");

        public void Close() => text.Append("h\n");
    }

    private sealed class SvgPen(StringBuilder text) : IPen
    {
        public void Move(SKPoint to) => text.Append(CultureInfo.InvariantCulture, $"M{to.X:0.#} {to.Y:0.#}");

        public void Line(SKPoint to) => text.Append(CultureInfo.InvariantCulture, $"L{to.X:0.#} {to.Y:0.#}");

        public void Cubic(SKPoint first, SKPoint second, SKPoint to) =>
            text.Append(CultureInfo.InvariantCulture, $"C{first.X:0.#} {first.Y:0.#} {second.X:0.#} {second.Y:0.#} {to.X:0.#} {to.Y:0.#}");

        public void Close() => text.Append('Z');
    }
}
