using System.Globalization;
using System.Text;

namespace Workflows.Paper.Signing;

/// <summary>The values of a PDF file, as far as signing needs them.</summary>
internal abstract record PdfValue;

internal sealed record PdfName(string Text) : PdfValue;

internal sealed record PdfReference(int Number, int Generation) : PdfValue;

/// <summary>A number, true, false or null, as written.</summary>
internal sealed record PdfRaw(string Text) : PdfValue
{
    public static PdfRaw Of(double number) => new(number.ToString("0.###", CultureInfo.InvariantCulture));
}

internal sealed record PdfText(byte[] Bytes) : PdfValue
{
    /// <summary>Text in UTF-16 with its mark, as PDF wants it.</summary>
    public static PdfText Of(string text) => new([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]);

    public string Read() => Bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(Bytes, 2, Bytes.Length - 2) : Encoding.Latin1.GetString(Bytes);
}

internal sealed record PdfArray(List<PdfValue> Items) : PdfValue;

internal sealed record PdfDictionary(Dictionary<string, PdfValue> Members) : PdfValue
{
    public PdfValue? this[string name] => Members.GetValueOrDefault(name);
}

/// <summary>A dictionary with bytes behind it; the bytes are only known for streams that are being written.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, byte[] Bytes) : PdfValue;
