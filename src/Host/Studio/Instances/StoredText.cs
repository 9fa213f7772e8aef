using System.Globalization;
using System.Resources;

namespace Workflows.Host.Studio.Instances;

/// <summary>Sentences that are kept with a case, in Chinese whatever the reader's language (Text.resx).</summary>
internal static class StoredText
{
    private static readonly ResourceManager Texts = new(typeof(Text));

    public static string Of(string key) => Texts.GetString(key, CultureInfo.GetCultureInfo("zh-Hans")) ?? throw new InvalidOperationException($"Expected the text {key} in Instances/Text.resx, found none.");
}
