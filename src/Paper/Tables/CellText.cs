namespace Workflows.Paper.Tables;

/// <summary>Text that people typed, on its way into a spreadsheet.</summary>
public static class CellText
{
    private const string Starts = "=+-@\t\r\n";

    /// <summary>
    /// The text as a spreadsheet may show it: what a spreadsheet would take for a formula gets an apostrophe in front, so that opening the file runs nothing.
    /// Plain numbers such as <c>-3.5</c> stay as they are.
    /// </summary>
    public static string Harmless(string text) =>
        text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal) && !decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    /// <summary>The text as it was typed: the apostrophe that <see cref="Harmless"/> put in front is taken off again.</summary>
    public static string AsTyped(string text) => text.Length > 1 && text[0] == '\'' && Harmless(text[1..]) != text[1..] ? text[1..] : text;
}
