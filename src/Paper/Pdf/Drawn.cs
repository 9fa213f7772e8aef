using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>The inks of a document.</summary>
public enum Ink { Black, Red, Grey, Shade }

/// <summary>Something that stands on a page. All places are millimetres from the upper left corner of the sheet, font sizes are points.</summary>
public abstract record Drawn;

/// <param name="X">Left end.</param>
/// <param name="Baseline">Where the text stands on.</param>
/// <param name="Size">Points.</param>
public sealed record DrawnText(double X, double Baseline, string Text, FontFace Face, double Size, Ink Ink = Ink.Black) : Drawn;

/// <param name="Width">Thickness, in millimetres.</param>
public sealed record DrawnLine(double X1, double Y1, double X2, double Y2, double Width = 0.2, Ink Ink = Ink.Black) : Drawn;

/// <summary>A filled area.</summary>
public sealed record DrawnArea(double X, double Y, double Width, double Height, Ink Ink) : Drawn;

/// <summary>A QR code: its dark squares, row by row.</summary>
/// <param name="Side">Millimetres, without the quiet border.</param>
public sealed record DrawnCode(double X, double Y, double Side, IReadOnlyList<IReadOnlyList<bool>> Rows) : Drawn;

/// <summary>A page of A4.</summary>
/// <param name="isLandscape">Its long side lies below.</param>
public sealed class DrawnPage(bool isLandscape = false)
{
    /// <summary>Millimetres.</summary>
    public const double ShortSide = 210, LongSide = 297;

    public bool IsLandscape => isLandscape;

    /// <summary>Millimetres.</summary>
    public double Width => isLandscape ? LongSide : ShortSide;

    /// <summary>Millimetres.</summary>
    public double Height => isLandscape ? ShortSide : LongSide;

    public List<Drawn> Items { get; } = [];
}

/// <summary>Where a seal or a signature of an office will be: a square on a page.</summary>
/// <param name="Field">Name of the signature field, e.g. <c>seal.unitOpinion</c>.</param>
/// <param name="Page">From 0.</param>
/// <param name="X">Left edge, in millimetres.</param>
/// <param name="Y">Upper edge, in millimetres.</param>
/// <param name="Side">Millimetres.</param>
public sealed record SealPlace(string Field, int Page, double X, double Y, double Side);

/// <summary>A document, drawn but not yet written.</summary>
/// <param name="Date">The date that the file bears; the same document on the same date gives the same bytes.</param>
public sealed record DrawnDocument(string Title, string Author, DateTimeOffset Date, IReadOnlyList<DrawnPage> Pages, IReadOnlyList<SealPlace> Seals);
