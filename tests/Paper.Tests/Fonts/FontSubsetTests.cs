using SkiaSharp;
using Workflows.Paper.Fonts;

namespace Workflows.Paper.Tests.Fonts;

public class FontSubsetTests
{
    private const string Text = "辽宁省社区教育 abc 0123，。（）";

    [Fact]
    public void A_cut_font_has_the_characters_asked_for_with_their_widths_and_outlines_and_is_small()
    {
        var whole = Papers.Fonts.Font(FontFace.FangSong);
        var bytes = FontSubset.Cut(whole, Text.EnumerateRunes().Select(r => r.Value));
        bytes.Length.ShouldBeLessThan(60_000);
        var cut = new TrueTypeFont(bytes);
        foreach (var rune in Text.EnumerateRunes())
        {
            cut.Has(rune.Value).ShouldBeTrue(rune.ToString());
            cut.Advance(cut.Glyph(rune.Value)).ShouldBe(whole.Advance(whole.Glyph(rune.Value)));
        }

        cut.Has('京').ShouldBeFalse();
        using var data = SKData.CreateCopy(bytes);
        using var typeface = SKTypeface.FromData(data);
        using var font = new SKFont(typeface, 100);
        using var path = font.GetGlyphPath(font.GetGlyph('教'));
        path.Bounds.Width.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void What_is_no_font_is_told()
    {
        Should.Throw<InvalidDataException>(() => new TrueTypeFont(new byte[100])).Message.ShouldContain("head");
    }
}
