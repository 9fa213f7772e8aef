using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using ZXing;
using ZXing.Common;

namespace Workflows.Paper.Scans;

/// <summary>A page of a scan: its picture, smaller than it came where it is very large, and the mark that was read from it.</summary>
/// <param name="Picture">JPEG.</param>
/// <param name="Mark">Null when no code of ours could be read.</param>
public sealed record ScannedPicture(byte[] Picture, PageMark? Mark);

/// <summary>Reads a scan: a PDF with a picture on each page, as scanners make them, or a photograph or picture of one page. The QR code is found wherever it is and however the page lies.</summary>
public static class ReadScan
{
    /// <summary>Most pages of one file.</summary>
    public const int MostPages = 50;

    /// <summary>Longer side of the picture that is kept, in pixels: A4 at 150 dots per inch.</summary>
    private const int Longest = 1754;

    /// <summary>Most pixels of a picture: 60 million, A4 at 600 dots per inch is 35.</summary>
    private const long MostPixels = 60_000_000;

    private const int Quality = 82;

    /// <returns>The pages in their order; empty when the file holds no picture of a page.</returns>
    public static IReadOnlyList<ScannedPicture> Run(byte[] file) => [.. Pictures(file).Take(MostPages).Select(Read).OfType<ScannedPicture>()];

    private static IEnumerable<byte[]> Pictures(byte[] file)
    {
        if (!file.AsSpan().StartsWith("%PDF-"u8)) return [file];
        try
        {
            using var pdf = PdfDocument.Open(file);
            return [.. pdf.GetPages().Take(MostPages).Select(Largest).OfType<byte[]>()];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever a damaged or protected PDF makes its reader throw: there is no page to be read in it.
            return [];
        }
    }

    private static byte[]? Largest(Page page)
    {
        var picture = page.GetImages().MaxBy(i => (long)i.WidthInSamples * i.HeightInSamples);
        if (picture is null || (long)picture.WidthInSamples * picture.HeightInSamples > MostPixels) return null;
        return picture.TryGetPng(out var png) ? png : picture.RawBytes.ToArray();
    }

    private static ScannedPicture? Read(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels) return null;
        using var page = SKBitmap.Decode(codec);
        return page is null ? null : new ScannedPicture(Kept(page), Mark(page));
    }

    /// <summary>The whole page first; then its corners, enlarged, because a small code on a noisy page is found more easily alone; then the corners without their specks.</summary>
    private static PageMark? Mark(SKBitmap page)
    {
        if (Decode(Grey(page), page.Width, page.Height) is { } found) return found;
        var (width, height) = (page.Width / 3, page.Height / 4);
        foreach (var (x, y) in new[] { (page.Width - width, page.Height - height), (0, 0), (0, page.Height - height), (page.Width - width, 0) })
        {
            using var corner = new SKBitmap();
            if (!page.ExtractSubset(corner, SKRectI.Create(x, y, width, height))) continue;
            foreach (var (scale, isCleaned) in new[] { (1.0, false), (2.0, false), (0.5, false), (2.0, true), (3.0, true) })
            {
                using var sized = corner.Resize(new SKSizeI((int)(width * scale), (int)(height * scale)), new SKSamplingOptions(SKCubicResampler.Mitchell));
                if (sized is null) continue;
                var grey = isCleaned ? Cleaned(Grey(sized), sized.Width) : Grey(sized);
                if (Decode(grey, sized.Width, sized.Height) is { } mark) return mark;
            }
        }

        return null;
    }

    private static byte[] Grey(SKBitmap picture)
    {
        var grey = new byte[picture.Width * picture.Height];
        var pixels = picture.Pixels;
        for (var i = 0; i < grey.Length; i++) grey[i] = (byte)((pixels[i].Red * 306 + pixels[i].Green * 601 + pixels[i].Blue * 117) >> 10);
        return grey;
    }

    /// <summary>Each pixel becomes the middle one of itself and its eight neighbours: a speck goes, the edge of a square stays.</summary>
    private static byte[] Cleaned(byte[] grey, int width)
    {
        var cleaned = (byte[])grey.Clone();
        Span<byte> around = stackalloc byte[9];
        for (var i = width + 1; i < grey.Length - width - 1; i++)
        {
            grey.AsSpan(i - width - 1, 3).CopyTo(around);
            grey.AsSpan(i - 1, 3).CopyTo(around[3..]);
            grey.AsSpan(i + width - 1, 3).CopyTo(around[6..]);
            around.Sort();
            cleaned[i] = around[4];
        }

        return cleaned;
    }

    private static PageMark? Decode(byte[] grey, int width, int height)
    {
        var reader = new BarcodeReaderGeneric { AutoRotate = true, Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true } };
        var found = reader.Decode(new RGBLuminanceSource(grey, width, height, RGBLuminanceSource.BitmapFormat.Gray8));
        return found is null ? null : PageMark.Read(found.Text);
    }

    private static byte[] Kept(SKBitmap page)
    {
        var scale = Math.Min(1.0, (double)Longest / Math.Max(page.Width, page.Height));
        using var sized = page.Resize(new SKSizeI((int)(page.Width * scale), (int)(page.Height * scale)), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var encoded = (sized ?? page).Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }
}
