using Workflows.Paper.Tables;

namespace Workflows.Paper.Tests.Tables;

public class CellTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")")]
    [InlineData("+1+cmd", "'+1+cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("辽阳开放大学", "辽阳开放大学")]
    [InlineData("", "")]
    public void What_a_spreadsheet_would_run_is_shown_as_text(string typed, string shown) => CellText.Harmless(typed).ShouldBe(shown);
}
