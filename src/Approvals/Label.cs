using System.Globalization;

namespace Workflows.Approvals;

/// <summary>A text that people read, in both languages of the product.</summary>
/// <param name="Zh">Simplified Chinese; the leading text.</param>
/// <param name="En">English.</param>
public sealed record Label(string Zh, string En)
{
    /// <summary>The text in the language of <paramref name="culture"/>: English for English cultures, Chinese for all others.</summary>
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? En : Zh;

    /// <summary>The text in the language of the current user interface.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    /// <summary>The text with every <c>{name}</c> replaced by its value; a name without a value stays as it is written.</summary>
    public Label Filled(IEnumerable<KeyValuePair<string, Label>> values)
    {
        var (zh, en) = (Zh, En);
        foreach (var (name, value) in values)
        {
            zh = zh.Replace($"{{{name}}}", value.Zh, StringComparison.Ordinal);
            en = en.Replace($"{{{name}}}", value.En, StringComparison.Ordinal);
        }

        return new(zh, en);
    }
}
