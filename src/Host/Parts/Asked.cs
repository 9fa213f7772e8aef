using System.Globalization;

namespace Workflows.Host.Parts;

/// <summary>What somebody asks for, as it was typed or as it stands in the address of a page.</summary>
public static class Asked
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The words without the blanks around them; null when there are none.</summary>
    public static string? Words(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>A day written as in an address, 2023-05-22; null for anything else.</summary>
    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as it stands in an address.</summary>
    public static string? Text(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);
}
