using System.Xml.Linq;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Tests.Seals;

public class SealPictureTests
{
    [Theory]
    [InlineData("凌海市教育局")]
    [InlineData("区域终身学习发展共同体项目组")]
    [InlineData("A & B <公司>")]
    public void A_seal_is_drawn_as_ring_star_and_one_character_after_the_other(string name)
    {
        var svg = XDocument.Parse(SealPicture.Draw(new Seal { Name = name }), LoadOptions.PreserveWhitespace);
        XNamespace ns = "http://www.w3.org/2000/svg";
        svg.Descendants(ns + "circle").ShouldHaveSingleItem();
        svg.Descendants(ns + "polygon").ShouldHaveSingleItem();
        string.Concat(svg.Descendants(ns + "text").Select(t => t.Value)).ShouldBe(name);
        svg.Descendants(ns + "title").Single().Value.ShouldBe(name);
    }

    [Fact]
    public void A_seal_for_one_business_says_so() =>
        SealPicture.Draw(new Seal { Name = "教育局", Kind = SealKind.Business }).ShouldContain("业务专用章");
}
