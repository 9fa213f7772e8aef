using SkiaSharp;

namespace Workflows.TestSupport;

/// <summary>A printed page as a scanner of an office gives it back.</summary>
public static class SimulatedScan
{
    /// <summary>Turned by up to two degrees, a grey background, 20,000 specks, where wanted a red seal; the same for the same seed.</summary>
    public static byte[] Of(byte[] page, int seed, bool isSealed = false)
    {
        var random = new Random(seed);
        using var sheet = SKBitmap.Decode(page);
        using var scan = new SKBitmap(sheet.Width, sheet.Height);
        using (var canvas = new SKCanvas(scan))
        {
            canvas.Clear(new SKColor(0xE8, 0xE8, 0xE4));
            canvas.RotateDegrees(seed % 2 == 0 ? 1.6f : -1.9f, sheet.Width / 2f, sheet.Height / 2f);
            canvas.DrawBitmap(sheet, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
            using var seal = new SKPaint { Color = new SKColor(0xC0, 0x20, 0x20, 0xB0), Style = SKPaintStyle.Stroke, StrokeWidth = 9 };
            if (isSealed) canvas.DrawCircle(sheet.Width * 0.6f, sheet.Height * 0.7f, 120, seal);
        }

        for (var i = 0; i < 20_000; i++) scan.SetPixel(random.Next(scan.Width), random.Next(scan.Height), random.Next(2) == 0 ? SKColors.DimGray : SKColors.White);
        using var jpeg = scan.Encode(SKEncodedImageFormat.Jpeg, 70);
        return jpeg.ToArray();
    }
}
