using System.Text;
using SkiaSharp;

namespace Workflows.Paper.Fonts;

/// <summary>The fonts of all documents, read once and shared. Says how wide a text is, and cuts the fonts for one document.</summary>
public sealed class PaperFonts(FontFiles files) : IDisposable
{
    /// <summary>The mainland face of the Noto CJK collections.</summary>
    private const int MainlandFace = 2;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TrueTypeFont> read = [];
    private readonly Dictionary<FontFace, TrueTypeFont> faces = [];
    private Lazy<(TrueTypeFont Font, SKTypeface Typeface)?>? rare;

    /// <summary>The font of a face.</summary>
    /// <exception cref="FileNotFoundException">The file named for it, or the shipped one, is not there.</exception>
    public TrueTypeFont Font(FontFace face)
    {
        lock (gate)
        {
            if (faces.TryGetValue(face, out var known)) return known;
            var path = files.PathOf(face);
            if (!read.TryGetValue(path, out var font))
            {
                if (!File.Exists(path)) throw new FileNotFoundException($"Expected the font of {face} at {path}, found nothing. Build again, or correct the setting Paper:Fonts:{face}.", path);
                font = read[path] = new TrueTypeFont(File.ReadAllBytes(path));
                if (!font.HasOutlines) throw new InvalidDataException($"Expected a font with TrueType outlines for {face}, found PostScript outlines in {path}. Name a .ttf file in the setting Paper:Fonts:{face}.");
            }

            return faces[face] = font;
        }
    }

    /// <summary>Width of a text, in points.</summary>
    /// <param name="size">Font size, in points.</param>
    public double Width(string text, FontFace face, double size)
    {
        var font = Font(face);
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes()) width += Advance(font, rune.Value);
        return width * size / 1000;
    }

    /// <summary>Whether any font at hand has the character.</summary>
    public bool Has(Rune rune, FontFace face) => Font(face).Has(rune.Value) || Rare?.Font.Has(rune.Value) == true;

    /// <summary>The text in pieces that one font each can draw; what no font has stays with the face and shows as an empty box.</summary>
    internal IEnumerable<(string Text, bool IsRare)> Pieces(string text, FontFace face)
    {
        var font = Font(face);
        var piece = new StringBuilder();
        var isRare = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var now = !font.Has(rune.Value) && Rare?.Font.Has(rune.Value) == true;
            if (now != isRare && piece.Length > 0)
            {
                yield return (piece.ToString(), isRare);
                piece.Clear();
            }

            isRare = now;
            piece.Append(rune.ToString());
        }

        if (piece.Length > 0) yield return (piece.ToString(), isRare);
    }

    /// <summary>The face cut to the characters given, ready to draw with; the caller disposes it.</summary>
    internal SKTypeface Cut(FontFace face, IEnumerable<int> codePoints)
    {
        using var bytes = SKData.CreateCopy(FontSubset.Cut(Font(face), codePoints));
        return SKTypeface.FromData(bytes) ?? throw new InvalidDataException($"Expected the cut font of {face} to be readable, but the drawing library refuses it. Name another file in the setting Paper:Fonts:{face}.");
    }

    /// <summary>The font of rare characters, shared; null where none is installed.</summary>
    internal SKTypeface? RareTypeface => Rare?.Typeface;

    public void Dispose()
    {
        if (rare is { IsValueCreated: true, Value: { } loaded }) loaded.Typeface.Dispose();
    }

    private (TrueTypeFont Font, SKTypeface Typeface)? Rare
    {
        get
        {
            lock (gate) rare ??= new(LoadRare);
            return rare.Value;
        }
    }

    private (TrueTypeFont, SKTypeface)? LoadRare()
    {
        if (files.PathOfRare is not { } path || !File.Exists(path)) return null;
        var face = path.EndsWith(".ttc", StringComparison.OrdinalIgnoreCase) ? MainlandFace : 0;
        return SKTypeface.FromFile(path, face) is { } typeface ? (new TrueTypeFont(File.ReadAllBytes(path), face), typeface) : null;
    }

    private double Advance(TrueTypeFont font, int codePoint)
    {
        var glyph = font.Glyph(codePoint);
        if (glyph == 0 && Rare is { } fallback && fallback.Font.Glyph(codePoint) is var other and not 0) return fallback.Font.Advance(other);
        return font.Advance(glyph);
    }
}
