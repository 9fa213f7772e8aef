using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings;

/// <summary>Something that keeps a chart from being published.</summary>
/// <param name="Rule">Stable name of the rule, in kebab case.</param>
/// <param name="Box">The words on the box it is about; of the whole chart where it is about none.</param>
/// <param name="Message">What is wrong and what to do, in the reader's language.</param>
/// <param name="Place">Where it stands in the chart's JSON.</param>
public sealed record ChartFinding(string Rule, string? ActivityId, string Box, string Message, string Place);

/// <summary>Checks a chart and says what it finds in the reader's language, box by box.</summary>
public sealed class ChartFindings(DefinitionCheck check, ReferenceCheck references, IStringLocalizer<Text> text)
{
    public async Task<IReadOnlyList<ChartFinding>> Of(WorkflowDefinition definition, CancellationToken cancellation = default)
    {
        var boxes = ActivityJson.All(DefinitionModel.Root(definition)).GroupBy(item => ActivityJson.Text(item.Activity["id"]) ?? "").ToDictionary(same => same.Key, same => same.First().Activity);
        IEnumerable<DefinitionFinding> found = [.. await references.CheckAsync(definition, cancellation), .. check.Check(definition)];
        return [.. found.Select(finding => new ChartFinding(
            finding.Code ?? "chart", finding.ActivityId,
            finding.ActivityId is { } id && boxes.TryGetValue(id, out var box) ? WordsOn(box) : text["chart"],
            Sentence(finding), finding.Place))];
    }

    /// <summary>What stands on a box: its title, else its name, else its id.</summary>
    public static string WordsOn(JsonObject activity) =>
        ActivityJson.Text(activity["metadata"]?["displayText"]) is { Length: > 0 } title ? title
        : ActivityJson.Text(activity["name"]) is { Length: > 0 } name ? name
        : ActivityJson.Text(activity["id"]) ?? "";

    private string Sentence(DefinitionFinding finding)
    {
        if (finding.Code is { } code && text[code, [.. finding.Arguments]] is { ResourceNotFound: false } sentence) return sentence;
        return $"{finding.Problem} {finding.Remedy}".Trim();
    }
}
