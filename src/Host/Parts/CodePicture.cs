using System.Globalization;
using System.Text;
using Workflows.Paper.Codes;

namespace Workflows.Host.Parts;

/// <summary>A QR code as a picture for a page.</summary>
public static class CodePicture
{
    /// <summary>An address that an image can show without another request.</summary>
    public static string Address(string text)
    {
        var rows = QrCode.Of(text);
        const int border = 4;
        var side = rows.Count + 2 * border;
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\""));
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
                if (rows[y][x]) svg.Append(CultureInfo.InvariantCulture, $"M{x + border} {y + border}h1v1h-1z");
        return "data:image/svg+xml," + Uri.EscapeDataString(svg.Append("\"/></svg>").ToString());
    }
}
