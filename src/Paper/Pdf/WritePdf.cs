using SkiaSharp;
using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>Writes a drawn document as PDF: fonts cut to its characters and embedded, text extractable, the same bytes each time.</summary>
public sealed class WritePdf(PaperFonts fonts)
{
    public const string Producer = "Workflows";

    public byte[] Run(DrawnDocument document)
    {
        var file = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = document.Title,
            Author = document.Author,
            Creator = Producer,
            Producer = Producer,
            Creation = document.Date.UtcDateTime,
            Modified = document.Date.UtcDateTime,
            RasterDpi = 300,
            EncodingQuality = 90,
        };
        using var cut = new CutFonts(fonts, document);
        using (var pdf = SKDocument.CreatePdf(file, metadata))
        {
            foreach (var page in document.Pages)
            {
                var canvas = pdf.BeginPage(Points(page.Width), Points(page.Height));
                foreach (var item in page.Items) Draw(canvas, item, cut);
                pdf.EndPage();
            }

            pdf.Close();
        }

        return file.ToArray();
    }

    /// <summary>The pages as pictures (PNG), to be looked at beside a scan.</summary>
    /// <param name="dotsPerInch">72 to 300.</param>
    public IReadOnlyList<byte[]> Pictures(DrawnDocument document, int dotsPerInch = 110)
    {
        var scale = dotsPerInch / 72f;
        using var cut = new CutFonts(fonts, document);
        var pictures = new List<byte[]>();
        foreach (var page in document.Pages)
        {
            using var bitmap = new SKBitmap((int)(Points(page.Width) * scale), (int)(Points(page.Height) * scale));
            using (var canvas = new SKCanvas(bitmap))
            {
                canvas.Clear(SKColors.White);
                canvas.Scale(scale);
                foreach (var item in page.Items) Draw(canvas, item, cut);
            }

            using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            pictures.Add(encoded.ToArray());
        }

        return pictures;
    }

    private void Draw(SKCanvas canvas, Drawn item, CutFonts cut)
    {
        switch (item)
        {
            case DrawnText text:
                DrawText(canvas, text, cut);
                break;
            case DrawnLine line:
                using (var paint = new SKPaint { Color = Colour(line.Ink), StrokeWidth = Points(line.Width), Style = SKPaintStyle.Stroke })
                    canvas.DrawLine(Points(line.X1), Points(line.Y1), Points(line.X2), Points(line.Y2), paint);
                break;
            case DrawnArea area:
                using (var paint = new SKPaint { Color = Colour(area.Ink) })
                    canvas.DrawRect(Points(area.X), Points(area.Y), Points(area.Width), Points(area.Height), paint);
                break;
            case DrawnCode code:
                DrawCode(canvas, code);
                break;
        }
    }

    private void DrawText(SKCanvas canvas, DrawnText text, CutFonts cut)
    {
        using var paint = new SKPaint { Color = Colour(text.Ink), IsAntialias = true };
        var x = Points(text.X);
        foreach (var (piece, isRare) in fonts.Pieces(text.Text, text.Face))
        {
            var font = isRare ? cut.Rare(text.Size) : cut.Font(text.Face, text.Size);
            canvas.DrawText(piece, x, Points(text.Baseline), SKTextAlign.Left, font, paint);
            x += (float)fonts.Width(piece, text.Face, text.Size);
        }
    }

    /// <summary>One path for all dark squares, so that no hair lines show between them.</summary>
    private static void DrawCode(SKCanvas canvas, DrawnCode code)
    {
        var square = code.Side / code.Rows.Count;
        using var squares = new SKPathBuilder();
        for (var row = 0; row < code.Rows.Count; row++)
        {
            for (var column = 0; column < code.Rows[row].Count; column++)
            {
                if (!code.Rows[row][column]) continue;
                var (x, y) = (Points(code.X + column * square), Points(code.Y + row * square));
                squares.AddRect(new SKRect(x, y, x + Points(square), y + Points(square)));
            }
        }

        using var path = squares.Detach();
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        canvas.DrawPath(path, paint);
    }

    private static float Points(double millimetres) => (float)Length.Points(millimetres);

    private static SKColor Colour(Ink ink) => ink switch
    {
        Ink.Red => new SKColor(0xE6, 0x00, 0x12),
        Ink.Grey => new SKColor(0x66, 0x66, 0x66),
        Ink.Shade => new SKColor(0xF2, 0xF2, 0xF2),
        _ => SKColors.Black,
    };

    /// <summary>The fonts of one document.</summary>
    private sealed class CutFonts : IDisposable
    {
        private readonly PaperFonts fonts;
        private readonly Dictionary<FontFace, SKTypeface> faces = [];
        private readonly Dictionary<(FontFace?, double), SKFont> sized = [];

        public CutFonts(PaperFonts fonts, DrawnDocument document)
        {
            this.fonts = fonts;
            foreach (var face in document.Pages.SelectMany(p => p.Items).OfType<DrawnText>().GroupBy(t => t.Face).OrderBy(g => g.Key))
                faces[face.Key] = fonts.Cut(face.Key, face.SelectMany(t => t.Text.EnumerateRunes().Select(r => r.Value)));
        }

        public SKFont Font(FontFace face, double size) => Sized(face, size, faces[face]);

        public SKFont Rare(double size) => Sized(null, size, fonts.RareTypeface!);

        public void Dispose()
        {
            foreach (var font in sized.Values) font.Dispose();
            foreach (var face in faces.Values) face.Dispose();
        }

        private SKFont Sized(FontFace? face, double size, SKTypeface typeface)
        {
            if (!sized.TryGetValue((face, size), out var font))
                font = sized[(face, size)] = new SKFont(typeface, (float)size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
            return font;
        }
    }
}
