using System.Globalization;
using System.Text;

namespace Workflows.Paper.Signing;

/// <summary>Writes PDF values.</summary>
internal static class PdfSyntax
{
    public static void Write(Stream to, string text) => to.Write(Encoding.Latin1.GetBytes(text));

    public static void Write(Stream to, PdfValue value)
    {
        switch (value)
        {
            case PdfName name:
                Write(to, "/" + Escaped(name.Text));
                break;
            case PdfRaw raw:
                Write(to, raw.Text);
                break;
            case PdfReference reference:
                Write(to, string.Create(CultureInfo.InvariantCulture, $"{reference.Number} {reference.Generation} R"));
                break;
            case PdfText text:
                Write(to, $"<{Convert.ToHexString(text.Bytes)}>");
                break;
            case PdfArray array:
                Write(to, "[");
                foreach (var item in array.Items)
                {
                    Write(to, " ");
                    Write(to, item);
                }

                Write(to, " ]");
                break;
            case PdfDictionary dictionary:
                WriteMembers(to, dictionary);
                break;
            case PdfStream stream:
                stream.Dictionary.Members["Length"] = PdfRaw.Of(stream.Bytes.Length);
                WriteMembers(to, stream.Dictionary);
                Write(to, "\nstream\n");
                to.Write(stream.Bytes);
                Write(to, "\nendstream");
                break;
            default:
                throw new InvalidOperationException($"Expected a PDF value that can be written, found {value.GetType().Name}.");
        }
    }

    /// <summary>A value as text, to compare two of them.</summary>
    public static string Show(PdfValue value)
    {
        using var text = new MemoryStream();
        Write(text, value);
        return Encoding.Latin1.GetString(text.ToArray());
    }

    private static void WriteMembers(Stream to, PdfDictionary dictionary)
    {
        Write(to, "<<");
        foreach (var (name, value) in dictionary.Members)
        {
            Write(to, "/" + Escaped(name) + " ");
            Write(to, value);
            Write(to, "\n");
        }

        Write(to, ">>");
    }

    private static string Escaped(string name) => string.Concat(Encoding.UTF8.GetBytes(name).Select(code =>
        code is > 32 and < 127 && !"#/%()<>[]{}".Contains((char)code, StringComparison.Ordinal) ? ((char)code).ToString() : $"#{code:X2}"));
}
