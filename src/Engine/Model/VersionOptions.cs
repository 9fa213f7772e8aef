using System.Globalization;

namespace Elsa.Common.Models;

/// <summary>Which version of a definition is meant.</summary>
public struct VersionOptions : IEquatable<VersionOptions>
{
    public static readonly VersionOptions Latest = new() { IsLatest = true };
    public static readonly VersionOptions Published = new() { IsPublished = true };
    public static readonly VersionOptions LatestOrPublished = new() { IsLatestOrPublished = true };
    public static readonly VersionOptions LatestAndPublished = new() { IsLatestAndPublished = true };
    public static readonly VersionOptions Draft = new() { IsDraft = true };
    public static readonly VersionOptions All = new() { AllVersions = true };

    public bool IsLatest { get; private set; }
    public bool IsLatestOrPublished { get; private set; }
    public bool IsLatestAndPublished { get; private set; }
    public bool IsPublished { get; private set; }

    /// <summary>The latest, if it is not published.</summary>
    public bool IsDraft { get; private set; }

    public bool AllVersions { get; private set; }

    /// <summary>This very version; 0: not asked for.</summary>
    public int Version { get; private set; }

    public static VersionOptions SpecificVersion(int version) => new() { Version = version };

    public static VersionOptions FromString(string value) => TryParse(value, out var options)
        ? options
        : throw new FormatException($"Expected a version (Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions or a number), found \"{value}\".");

    public static bool TryParse(string? value, out VersionOptions versionOptions)
    {
        VersionOptions? parsed = value?.Trim() switch
        {
            { } text when text.Equals("Latest", StringComparison.OrdinalIgnoreCase) => Latest,
            { } text when text.Equals("Published", StringComparison.OrdinalIgnoreCase) => Published,
            { } text when text.Equals("LatestOrPublished", StringComparison.OrdinalIgnoreCase) => LatestOrPublished,
            { } text when text.Equals("LatestAndPublished", StringComparison.OrdinalIgnoreCase) => LatestAndPublished,
            { } text when text.Equals("Draft", StringComparison.OrdinalIgnoreCase) => Draft,
            { } text when text.Equals("AllVersions", StringComparison.OrdinalIgnoreCase) || text.Equals("All", StringComparison.OrdinalIgnoreCase) => All,
            { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => SpecificVersion(number),
            _ => null
        };
        versionOptions = parsed ?? default;
        return parsed != null;
    }

    /// <summary>Is a version with these marks meant?</summary>
    public readonly bool Matches(int version, bool isLatest, bool isPublished) =>
        IsLatest ? isLatest :
        IsPublished ? isPublished :
        IsLatestOrPublished ? isLatest || isPublished :
        IsLatestAndPublished ? isLatest && isPublished :
        IsDraft ? isLatest && !isPublished :
        AllVersions || Version == version;

    public override readonly string ToString() =>
        AllVersions ? "AllVersions" : IsDraft ? "Draft" : IsLatest ? "Latest" : IsPublished ? "Published" : IsLatestOrPublished ? "LatestOrPublished" :
        IsLatestAndPublished ? "LatestAndPublished" : Version.ToString(CultureInfo.InvariantCulture);

    public readonly bool Equals(VersionOptions other) => ToString() == other.ToString();
    public override readonly bool Equals(object? obj) => obj is VersionOptions other && Equals(other);
    public override readonly int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
    public static bool operator ==(VersionOptions left, VersionOptions right) => left.Equals(right);
    public static bool operator !=(VersionOptions left, VersionOptions right) => !left.Equals(right);
}
