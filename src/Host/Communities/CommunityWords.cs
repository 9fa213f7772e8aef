using Microsoft.Extensions.Localization;

namespace Workflows.Host.Communities;

/// <summary>Regions and projects as the forms print them; a region that was written in stands for itself.</summary>
internal static class CommunityWords
{
    public static string Region(IStringLocalizer<Text> words, string? key) => Of(words, "Region", key);

    public static string Project(IStringLocalizer<Text> words, string? key) => Of(words, "Project", key);

    public static string Level(IStringLocalizer<Text> words, string? key) => Of(words, "Level", key);

    private static string Of(IStringLocalizer<Text> words, string kind, string? key) =>
        string.IsNullOrEmpty(key) ? "" : words[$"{kind}.{key}"] is { ResourceNotFound: false } known ? known : key;
}
