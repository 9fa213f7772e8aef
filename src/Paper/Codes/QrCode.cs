using QRCoder;

namespace Workflows.Paper.Codes;

/// <summary>A QR code as the squares that it is made of.</summary>
public static class QrCode
{
    /// <summary>Rows of dark (true) and light squares, without the quiet border; readable with 15 % of it damaged.</summary>
    public static IReadOnlyList<IReadOnlyList<bool>> Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        const int border = 4;
        return [.. code.ModuleMatrix.Skip(border).SkipLast(border).Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>().Skip(border).SkipLast(border)])];
    }
}
