using Workflows.Paper.Codes;

namespace Workflows.Paper.Tests.Codes;

public class QrCodeTests
{
    [Fact]
    public void The_squares_are_a_QR_code_with_its_three_corners()
    {
        var rows = QrCode.Of("https://approvals.example/verify?c=7K2M9QXA4HTC&p=1");
        rows.ShouldAllBe(row => row.Count == rows.Count);
        foreach (var (x, y) in new[] { (0, 0), (rows.Count - 7, 0), (0, rows.Count - 7) })
            Enumerable.Range(0, 7).ShouldAllBe(i => rows[y][x + i] && rows[y + 6][x + i] && rows[y + i][x] && rows[y + i][x + 6]);
    }
}
