using Microsoft.Extensions.Localization;
using Workflows.Approvals;
using System.Globalization;

namespace Workflows.Host.Shell;

/// <summary>The words for the domain's enumerations in the reader's language: key = type and member (Words.resx, Words.en.resx).</summary>
public sealed class Words(IStringLocalizer<Words> words)
{
    public string Of(Enum value) => words[$"{value.GetType().Name}.{value}"];

    /// <summary>B 代 A: a substitute acted for another.</summary>
    public string OnBehalfOf(string name, string other) => words["OnBehalfOf", name, other];

    /// <summary>The Chinese word whatever the reader's language, for names that are stored.</summary>
    public static string InChinese(Enum value) =>
        Stored.GetString($"{value.GetType().Name}.{value}", CultureInfo.GetCultureInfo("zh-Hans")) ?? value.ToString();

    private static readonly System.Resources.ResourceManager Stored = new(typeof(Words));

    public static string Of(Label label) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? label.Zh : label.En;
}
