using System.Text.RegularExpressions;

namespace Workflows.Host.Account;

/// <summary>What a browser or program says of itself, in plain words: <c>Firefox, Windows</c>; <c>curl</c>.</summary>
public static partial class ProgramNames
{
    /// <summary>A mark and its name. The first that is found counts, because most browsers also say the names of those that were there before them.</summary>
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("MicroMessenger/", "WeChat"), ("DingTalk/", "DingTalk"), ("QQBrowser/", "QQ Browser"), ("UCBrowser/", "UC Browser"), ("HuaweiBrowser/", "Huawei Browser"), ("MiuiBrowser/", "Mi Browser"),
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <param name="userAgent">The header of that name.</param>
    /// <returns>Empty where it says nothing.</returns>
    public static string Of(string? userAgent)
    {
        var said = userAgent ?? "";
        return string.Join(", ", new[] { Find(Programs, said) ?? OwnName().Match(said).Value, Find(Systems, said) }.Where(each => each is { Length: > 0 }));
    }

    private static string? Find((string Mark, string Name)[] known, string said) => Array.Find(known, each => said.Contains(each.Mark, StringComparison.Ordinal)).Name;

    /// <summary>The name of a program that is no browser: the first word, without its version.</summary>
    [GeneratedRegex("^(?!Mozilla)[A-Za-z][A-Za-z0-9._-]{0,30}")]
    private static partial Regex OwnName();
}
