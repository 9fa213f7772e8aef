using System.Globalization;
using System.Text;

namespace Workflows.Approvals.Forms;

/// <summary>
/// 字数 of a text: each Chinese character and each Chinese or full-width punctuation mark counts 1, each unbroken run of other letters or digits counts 1,
/// white space and half-width punctuation count nothing.
/// </summary>
public static class WordCount
{
    public static int Of(string text)
    {
        var count = 0;
        var inRun = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                inRun = false;
            }
            else if (IsOfRun(rune))
            {
                count += inRun ? 0 : 1;
                inRun = true;
            }
            else
            {
                inRun = inRun && IsMark(rune);
                count += rune.IsAscii || IsMark(rune) ? 0 : 1;
            }
        }

        return count;
    }

    // Letters with an alphabet and digits, of any width, form runs; Chinese, Japanese and Korean characters stand for themselves.
    private static bool IsOfRun(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsIdeographic(rune);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    private static bool IsIdeographic(Rune rune) => rune.Value is
        (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x3029) or (>= 0x3031 and <= 0x318F) or (>= 0x31A0 and <= 0x31BF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC)
        or (>= 0x20000 and <= 0x3FFFF);
}
