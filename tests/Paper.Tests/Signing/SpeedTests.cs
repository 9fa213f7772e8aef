using System.Diagnostics;
using System.Globalization;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;
using Workflows.Paper.Signing;

namespace Workflows.Paper.Tests.Signing;

[CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Runs after the others, so that it measures itself.</summary>
[Collection(nameof(SpeedTests))]
public class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void A_sealed_form_is_rendered_within_bounds()
    {
        using var authority = CertificateAuthority.Create("测试内部签章", Papers.Date.AddDays(-1), Papers.Date.AddYears(10));
        using var certificate = CertificateAuthority.Certify(authority, "辽阳县教育局", Papers.Date.AddDays(-1), Papers.Date.AddYears(10));
        byte[] Render()
        {
            var document = new DrawForm(Papers.Fonts).Run(Papers.PilotSite());
            var pdf = SignPdf.DeclareFields(new WritePdf(Papers.Fonts).Run(document), document.Seals);
            foreach (var place in document.Seals)
            {
                var side = Length.Points(place.Side);
                pdf = SignPdf.Sign(pdf, new(place.Field, "辽阳县教育局", "意见", Papers.Date, new SealDrawing(Papers.Fonts).ToPdf(new("辽阳县教育局", null, place.Side), side), side), certificate);
            }

            return pdf;
        }

        for (var i = 0; i < 3; i++) Render();
        const int rounds = 15;
        var times = new List<double>();
        var (size, held) = (0, 0L);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < rounds; i++)
        {
            var before = WorkingSet();
            var watch = Stopwatch.StartNew();
            size = Render().Length;
            times.Add(watch.Elapsed.TotalMilliseconds);
            held = Math.Max(held, WorkingSet() - before);
        }

        // Other programs run beside: the median leaves out the rounds in which the machine was theirs.
        var (milliseconds, megabytes) = (times.Order().ElementAt(rounds / 2), (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6 / rounds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms (median of {rounds}; slowest {times.Max():0}), {megabytes:0.0} MB allocated each, the process grew by {held / 1e6:0.0} MB at most by one, {size / 1024} KB"));
        milliseconds.ShouldBeLessThan(300);
        megabytes.ShouldBeLessThan(40);
        held.ShouldBeLessThan(40_000_000);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
