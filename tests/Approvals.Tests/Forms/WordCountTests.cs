using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

public class WordCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("  \n\t　", 0)]
    [InlineData("终身学习", 4)]
    [InlineData("终身学习，社区教育。", 10)]
    [InlineData("“互联网+”", 5)]
    [InlineData("MP4 格式", 3)]
    [InlineData("H.264", 2)]
    [InlineData("2023年5月29日", 6)]
    [InlineData("lifelong learning", 2)]
    [InlineData("……——", 4)]
    [InlineData("ＡＢＣ１２３", 1)]
    [InlineData("𠮷野家", 3)]
    [InlineData("café", 1)]
    [InlineData("a,b;c", 3)]
    public void Words_are_counted_as_the_forms_count_them(string text, int count) => WordCount.Of(text).ShouldBe(count);
}
