using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Tests.Pdf;

public class TextLinesTests
{
    private static readonly TextLines Lines = new(Papers.Fonts);

    [Fact]
    public void No_line_is_wider_than_asked_none_begins_with_a_closing_mark_and_none_ends_with_an_opening_one()
    {
        var random = new Random(20230531);
        string[] words = ["社区", "教育", "服务，", "全民。", "（终身）", "“学习”", "《办法》、", "ab12 "];
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 100).Select(_ => words[random.Next(words.Length)]));
            var lines = Lines.Break(text, FontFace.FangSong, 12, 60);
            string.Concat(lines.Select(l => l.Text)).Replace(" ", "").ShouldBe(text.Replace(" ", ""), $"round {round}");
            foreach (var (line, index) in lines.Select((l, i) => (l.Text, i)))
            {
                if (index > 0) "，。）”》、".ShouldNotContain(line[0]);
                if (line.Length > 0) "（“《".ShouldNotContain(line[^1]);
                Lines.Width(line, FontFace.FangSong, 12).ShouldBeLessThanOrEqualTo(60.01, line);
            }
        }
    }

    [Fact]
    public void Words_in_Latin_letters_stay_whole_and_an_endless_one_is_broken()
    {
        Lines.Break("附件一 registration-number", FontFace.FangSong, 12, 50).Select(l => l.Text.Trim()).ShouldBe(["附件一", "registration-number"]);
        Lines.Break(new string('x', 300), FontFace.FangSong, 12, 40).Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Paragraphs_and_empty_lines_stay() =>
        Lines.Break("一\n\n二", FontFace.FangSong, 12, 40, indent: 8).Select(l => (l.Text, l.Indent)).ShouldBe([("一", 8), ("", 8), ("二", 8)]);
}
