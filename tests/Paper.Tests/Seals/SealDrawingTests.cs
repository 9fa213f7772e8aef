using System.Text;
using System.Xml.Linq;
using SkiaSharp;
using Workflows.Approvals.Seals;
using Workflows.Paper.Seals;

namespace Workflows.Paper.Tests.Seals;

public class SealDrawingTests
{
    private static readonly SealDrawing Draw = new(Papers.Fonts);

    [Theory]
    [InlineData("校")]
    [InlineData("辽阳县教育局")]
    [InlineData("中国成人教育协会社区教育专业委员会区域终身学习发展共同体项目组")]
    [InlineData("𠮷林开放大学")]
    public void A_name_of_any_length_stays_inside_the_ring_and_off_the_star(string name)
    {
        using var picture = SKBitmap.Decode(Draw.ToPng(new SealFace(name, null, 42), 400));
        picture.Width.ShouldBe(400);
        Red(picture, 200, 7).ShouldBeTrue("the ring");
        Red(picture, 200, 200).ShouldBeTrue("the star");
        Red(picture, 2, 2).ShouldBeFalse("the corner");
        Enumerable.Range(0, 360).Count(degree => Red(picture, 200 + 175 * Math.Cos(degree * Math.PI / 180), 200 + 175 * Math.Sin(degree * Math.PI / 180))).ShouldBeLessThan(180, "between ring and name");
        Enumerable.Range(0, 360).ShouldAllBe(degree => !Red(picture, 200 + 70 * Math.Cos(degree * Math.PI / 180), 200 + 70 * Math.Sin(degree * Math.PI / 180)));
    }

    [Fact]
    public void A_business_seal_says_its_business_below_the_star_once()
    {
        var face = SealFace.Of(new Seal { Name = "鞍山市老年大学业务专用章", Kind = SealKind.Business });
        face.ShouldBe(new SealFace("鞍山市老年大学", "业务专用章", SealFace.BusinessSide));
        using var with = SKBitmap.Decode(Draw.ToPng(face, 400));
        using var without = SKBitmap.Decode(Draw.ToPng(face with { Below = null }, 400));
        Pixels(with, 300, 340).ShouldBeGreaterThan(Pixels(without, 300, 340));
    }

    [Fact]
    public void Page_preview_and_paper_show_the_same_outline()
    {
        var face = new SealFace("辽阳县教育局", null, 42);
        var svg = XDocument.Parse(Draw.ToSvg(face));
        svg.Root!.Elements().Single(e => e.Name.LocalName == "title").Value.ShouldBe("辽阳县教育局");
        var drawn = svg.Root.Elements().Single(e => e.Name.LocalName == "path").Attribute("d")!.Value;
        var pdf = Encoding.ASCII.GetString(Draw.ToPdf(face, 119));
        drawn.Count(c => c == 'M').ShouldBe(pdf.Split('\n').Count(line => line.EndsWith(" m", StringComparison.Ordinal)));
        drawn.Count(c => c == 'C').ShouldBe(pdf.Split('\n').Count(line => line.EndsWith(" c", StringComparison.Ordinal)));
        drawn.Count(c => c == 'Z').ShouldBeGreaterThan(10);
    }

    private static bool Red(SKBitmap picture, double x, double y) => picture.GetPixel((int)x, (int)y).Alpha > 100;

    private static int Pixels(SKBitmap picture, int from, int to) => Enumerable.Range(from, to - from).Sum(y => Enumerable.Range(100, 200).Count(x => Red(picture, x, y)));
}
