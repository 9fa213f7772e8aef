using System.Globalization;
using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>Breaks text into lines as Chinese is set: between any two characters, but closing marks never begin a line, opening marks never end one, and words in Latin letters stay whole.</summary>
public sealed class TextLines(PaperFonts fonts)
{
    private const string NeverFirst = "，。、；：？！）》」』】〕〉％”’…—,.;:?!)]}%";
    private const string NeverLast = "（《「『【〔〈“‘([{□■";

    /// <param name="size">Font size, in points.</param>
    /// <param name="width">Millimetres.</param>
    /// <param name="indent">How far the first line of each paragraph is moved in, in millimetres.</param>
    /// <returns>The lines in order; an empty paragraph is an empty line.</returns>
    public IReadOnlyList<TextLine> Break(string text, FontFace face, double size, double width, double indent = 0)
    {
        var lines = new List<TextLine>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new List<string>();
            var (used, first) = (indent, true);
            foreach (var word in Words(paragraph, face, size, width))
            {
                var needed = Width(word, face, size);
                if (line.Count > 0 && used + needed > width + 0.01)
                {
                    var carried = Carried(line, word);
                    lines.Add(new(string.Concat(line), first ? indent : 0));
                    (line, first) = (carried, false);
                    used = carried.Sum(w => Width(w, face, size));
                    if (line.Count == 0 && word == " ") continue;
                }

                line.Add(word);
                used += needed;
            }

            lines.Add(new(string.Concat(line), first ? indent : 0));
        }

        return lines;
    }

    /// <summary>Width of a text, in millimetres.</summary>
    public double Width(string text, FontFace face, double size) => Length.Millimetres(fonts.Width(text, face, size));

    /// <summary>Takes from the end of a full line what must go down with the next word.</summary>
    private static List<string> Carried(List<string> line, string next)
    {
        var carried = new List<string>();
        while (line.Count > 1 && (NeverFirst.Contains(carried.Count > 0 ? carried[0][0] : next[0], StringComparison.Ordinal) || NeverLast.Contains(line[^1][^1], StringComparison.Ordinal)))
        {
            carried.Insert(0, line[^1]);
            line.RemoveAt(line.Count - 1);
        }

        return carried;
    }

    /// <summary>What may not be broken: a character with its marks, or a run of Latin letters and digits; one that is wider than the line is broken anyhow.</summary>
    private IEnumerable<string> Words(string text, FontFace face, double size, double width)
    {
        var run = "";
        foreach (var character in Characters(text))
        {
            if (IsLatin(character))
            {
                if (run.Length > 0 && Width(run + character, face, size) > width)
                {
                    yield return run;
                    run = "";
                }

                run += character;
                continue;
            }

            if (run.Length > 0) yield return run;
            run = "";
            yield return character;
        }

        if (run.Length > 0) yield return run;
    }

    private static IEnumerable<string> Characters(string text)
    {
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext()) yield return characters.GetTextElement() is "\t" ? " " : characters.GetTextElement();
    }

    private static bool IsLatin(string character) => character[0] < 0x250 && (char.IsLetterOrDigit(character[0]) || character[0] is '_' or '/' or '@' or '#' or '&' or '=' or '+' or '\'' or '-' or '.');
}

/// <param name="Indent">Millimetres before the text.</param>
public sealed record TextLine(string Text, double Indent);
