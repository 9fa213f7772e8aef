using System.Globalization;
using System.Net;
using System.Text;

namespace Workflows.Approvals.Seals;

/// <summary>Draws a round seal as SVG: ring, star, the name round the upper arc, and a line for the business where there is one.</summary>
public static class SealPicture
{
    private const double Centre = 100;
    private const double TextRadius = 72;

    /// <summary>The whole arc of a long name, in degrees; a short name takes less.</summary>
    private const double WidestArc = 270;

    public static string Draw(Seal seal)
    {
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 200\" role=\"img\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{WebUtility.HtmlEncode(seal.Name)}</title>");
        svg.Append("<g fill=\"none\" stroke=\"#c8161d\"><circle cx=\"100\" cy=\"100\" r=\"95\" stroke-width=\"5\"/></g>");
        svg.Append(CultureInfo.InvariantCulture, $"<polygon fill=\"#c8161d\" points=\"{Star(28)}\"/>");
        svg.Append("<g fill=\"#c8161d\" font-family=\"FangSong, STFangsong, 'Noto Serif SC', serif\" text-anchor=\"middle\">");
        AppendName(svg, seal.Name);
        if (seal.Kind == SealKind.Business)
            svg.Append("<text x=\"100\" y=\"158\" font-size=\"17\">业务专用章</text>");
        return svg.Append("</g></svg>").ToString();
    }

    private static void AppendName(StringBuilder svg, string name)
    {
        var characters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext()) characters.Add(elements.GetTextElement());

        var step = characters.Count < 2 ? 0 : Math.Min(26, WidestArc / (characters.Count - 1));
        var size = Math.Clamp(step * TextRadius * Math.PI / 180 * 0.95, 9, 24);
        var angle = -step * (characters.Count - 1) / 2;
        foreach (var character in characters)
        {
            var radians = (angle - 90) * Math.PI / 180;
            var x = Centre + TextRadius * Math.Cos(radians);
            var y = Centre + TextRadius * Math.Sin(radians);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size:0.#}\" dominant-baseline=\"central\" transform=\"rotate({angle:0.##} {x:0.##} {y:0.##})\">{WebUtility.HtmlEncode(character)}</text>");
            angle += step;
        }
    }

    private static string Star(double radius)
    {
        var points = Enumerable.Range(0, 10).Select(i =>
        {
            var distance = i % 2 == 0 ? radius : radius * 0.382;
            var radians = (i * 36 - 90) * Math.PI / 180;
            return string.Create(CultureInfo.InvariantCulture, $"{Centre + distance * Math.Cos(radians):0.##},{Centre + distance * Math.Sin(radians):0.##}");
        });
        return string.Join(' ', points);
    }
}
