using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace Workflows.Paper.Tables;

/// <summary>Reads a table that somebody made elsewhere: the first sheet of an XLSX file, or CSV (RFC 4180) in UTF-8 or, as Chinese spreadsheets save it, GB 18030.</summary>
public static class ReadTable
{
    /// <summary>Lines that are read; what comes after them is not looked at.</summary>
    public const int MostRows = 5_000;

    static ReadTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The rows from the top as trimmed texts; null when it is no table.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Run(byte[] file) => file.AsSpan().StartsWith("PK"u8) ? SheetReader.Read(new MemoryStream(file)) : Csv(Text(file));

    private static List<IReadOnlyList<string>>? Csv(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) return null;
        using var parser = new TextFieldParser(new StringReader(Numbered(text))) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        parser.SetDelimiters(text.Split('\n', 2)[0].Contains('\t', StringComparison.Ordinal) ? "\t" : ",");
        var rows = new List<IReadOnlyList<string>>();
        try
        {
            while (!parser.EndOfData && rows.Count < MostRows) rows.Add(parser.ReadFields() ?? []);
            return rows;
        }
        catch (MalformedLineException)
        {
            return null;
        }
    }

    /// <summary>The parser passes over empty lines; a delimiter in them keeps the numbers of the lines after them. Within quotes nothing changes.</summary>
    private static string Numbered(string text)
    {
        var (lines, quotes) = (text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'), 0);
        for (var at = 0; at < lines.Length - 1; at++)
        {
            if (quotes % 2 == 0 && string.IsNullOrWhiteSpace(lines[at])) lines[at] = ",";
            quotes += lines[at].Count(c => c == '"');
        }
        return string.Join('\n', lines);
    }

    private static string Text(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(file);
        }
    }
}
