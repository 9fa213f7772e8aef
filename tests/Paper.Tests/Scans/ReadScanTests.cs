using SkiaSharp;
using Workflows.Approvals.Seals;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Scans;

namespace Workflows.Paper.Tests.Scans;

public class ReadScanTests
{
    [Fact]
    public void Every_page_is_found_again_on_a_scan_that_is_askew_and_full_of_specks()
    {
        var missed = new List<string>();
        foreach (var number in new[] { 31, 50, 71, 90, 91, 151 })
        {
            var random = new Random(number);
            var mark = new PaperMark(CheckCode.New(max => random.Next(max)), new Uri("https://approvals.example/verify"));
            var pages = new WritePdf(Papers.Fonts).Pictures(new DrawForm(Papers.Fonts).Run(Papers.PilotSite() with { Mark = mark }), 150);
            foreach (var (page, at) in pages.Select((p, i) => (p, i)))
                if (ReadScan.Run(Scanned(page, 20230522 + number + at)).ShouldHaveSingleItem().Mark is not { } read || read != new PageMark(mark.Code, at + 1)) missed.Add($"page {at + 1}, seed {number}");
        }

        missed.ShouldBeEmpty();
    }

    /// <summary>Turned by up to two degrees, a grey background, 20,000 specks; the same for the same seed.</summary>
    private static byte[] Scanned(byte[] page, int seed)
    {
        var random = new Random(seed);
        using var sheet = SKBitmap.Decode(page);
        using var scan = new SKBitmap(sheet.Width, sheet.Height);
        using (var canvas = new SKCanvas(scan))
        {
            canvas.Clear(new SKColor(0xE8, 0xE8, 0xE4));
            canvas.RotateDegrees(seed % 2 == 0 ? 1.6f : -1.9f, sheet.Width / 2f, sheet.Height / 2f);
            canvas.DrawBitmap(sheet, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        }

        for (var i = 0; i < 20_000; i++) scan.SetPixel(random.Next(scan.Width), random.Next(scan.Height), random.Next(2) == 0 ? SKColors.DimGray : SKColors.White);
        using var jpeg = scan.Encode(SKEncodedImageFormat.Jpeg, 70);
        return jpeg.ToArray();
    }
}
