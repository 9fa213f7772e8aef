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

    [GeneratedRegex(@"\]第?0*(\d+)")]
    private static partial Regex Serial();
}
