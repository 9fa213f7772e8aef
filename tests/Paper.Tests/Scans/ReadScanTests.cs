using Workflows.Approvals.Seals;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Scans;
using Workflows.TestSupport;

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
                if (ReadScan.Run(SimulatedScan.Of(page, 20230522 + number + at)).ShouldHaveSingleItem().Mark is not { } read || read != new PageMark(mark.Code, at + 1)) missed.Add($"page {at + 1}, seed {number}");
        }

        missed.ShouldBeEmpty();
    }
}
