using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Workflows.Host.Parts;
using Workflows.Host.Studio.Definitions;

namespace Workflows.Host.Figures;

/// <summary>The newest published chart of a chain with how long its steps take: the longer, the darker, and in words.</summary>
public sealed class DrawBottlenecks(ExportCharts charts, IStringLocalizer<Text> texts)
{
    /// <returns>SVG; null where the chain has no chart.</returns>
    public async Task<string?> Run(FiguresView figures, CancellationToken cancellation = default)
    {
        if (figures.ChartOf is not { } chain) return null;
        var file = await charts.One(chain, "Published", false, cancellation) ?? await charts.One(chain, "Latest", false, cancellation);
        if (file is null || JsonNode.Parse(Encoding.UTF8.GetString(file.Content))?["root"] is not JsonObject root) return null;
        var marks = figures.Steps.Where(step => step.ChainId == chain && step.ActivityId.Length > 0)
            .ToDictionary(step => step.ActivityId, step => new ChartMark(string.Create(CultureInfo.InvariantCulture, $"heat-{step.Heat}"), Words(step)));
        return ChartPicture.Svg(root, texts["Bottlenecks"], marks);
    }

    private string Words(StepFigure step)
    {
        var time = step.MedianSeconds is { } median ? texts["MarkMedian", Long(texts, TimeSpan.FromSeconds(median))].Value : "";
        var open = step.Open > 0 ? texts["MarkOpen", step.Open].Value : "";
        return string.Join(" · ", new[] { time, open }.Where(words => words.Length > 0));
    }

    /// <summary>A duration in the largest unit that has one of it.</summary>
    public static string Long(IStringLocalizer<Text> texts, TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => texts["Days", Math.Round(time.TotalDays, 1, MidpointRounding.AwayFromZero)],
        { TotalHours: >= 1 } => texts["Hours", Math.Round(time.TotalHours, 1)],
        _ => texts["Minutes", (int)Math.Round(time.TotalMinutes)],
    };
}
