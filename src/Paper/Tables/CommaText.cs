using System.Text;

namespace Workflows.Paper.Tables;

/// <summary>Comma-separated text: UTF-8 with a byte order mark, by which spreadsheets know the characters; RFC 4180. What people typed is made harmless (<see cref="CellText"/>).</summary>
internal sealed class CommaText
{
    private readonly StringBuilder text = new();

    public CommaText Line(params IEnumerable<string> cells)
    {
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

    private static string Quoted(string cell)
    {
        var harmless = CellText.Harmless(cell);
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
