using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Approvals.Documents;

/// <summary>文号. The same number is printed with many brackets and widths; the key folds them (R2).</summary>
public static partial class DocumentNumber
{
    /// <summary>
    /// The number with brackets and width folded, spaces dropped and leading zeros of the serial dropped:
    /// <c>中成协〔2023〕010号</c> and <c>中成协[2023]10号</c> are one.
    /// </summary>
    public static string Key(string printed)
    {
        var folded = new StringBuilder(printed.Length);
        foreach (var character in printed.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(character)) continue;
            folded.Append(character switch
            {
                '〔' or '【' or '［' or '(' or '（' or '{' or '「' or '〈' or '《' or '<' => '[',
                '〕' or '】' or '］' or ')' or '）' or '}' or '」' or '〉' or '》' or '>' => ']',
                _ => char.ToUpperInvariant(character),
            });
        }
        return Serial().Replace(folded.ToString(), "]$1");
    }

    /// <summary>The parts of a number as <see cref="Key"/> folds it, or null when it is not of the form 代字〔年〕序号.</summary>
    public static (string Prefix, int Year, long Serial)? Read(string printed) =>
        Parts().Match(Key(printed)) is { Success: true } match
            ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>A number as it is written from now on: six-cornered brackets, no leading zeros, e.g. 辽社指〔2023〕16号.</summary>
    public static string Print(string prefix, int year, long serial) => string.Create(CultureInfo.InvariantCulture, $"{prefix}〔{year}〕{serial}号");

    /// <summary>The series that a number belongs to: numbers are counted per issuer, 代字 and year.</summary>
    public static string Series(long issuerId, string prefix, int year) => string.Create(CultureInfo.InvariantCulture, $"document:{issuerId}:{prefix}:{year}");

    [GeneratedRegex(@"^(\D{1,20})\[(\d{4})\](\d{1,9})号$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\]第?0*(\d+)")]
    private static partial Regex Serial();
}
