using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;
using Workflows.Host.Studio.Descriptors;
using PropertyDescriptor = Elsa.Workflows.Models.PropertyDescriptor;

namespace Workflows.Host.Studio.Findings;

/// <summary>Something that keeps a chart from being published.</summary>
/// <param name="Rule">Stable name of the rule, in kebab case.</param>
/// <param name="Box">The words on the box it is about; of the whole chart where it is about none.</param>
/// <param name="Message">What is wrong and what to do, in the reader's language.</param>
/// <param name="Place">Where it stands in the chart's JSON.</param>
public sealed record ChartFinding(string Rule, string? ActivityId, string Box, string Message, string Place);

/// <summary>Checks a chart and says what it finds in the reader's language, box by box.</summary>
public sealed class ChartFindings(
    DefinitionCheck check, ReferenceCheck references, TriggerIndexer triggers, IWorkflowDefinitionService definitions, IActivityRegistry registry, IStringLocalizer<Text> text)
{
    /// <summary>Whether its triggers can work is asked only of a chart that keeps every rule: others may not be possible to put together.</summary>
    public async Task<IReadOnlyList<ChartFinding>> Of(WorkflowDefinition definition, CancellationToken cancellation = default)
    {
        IReadOnlyList<DefinitionFinding> found = [.. await references.CheckAsync(definition, cancellation), .. check.Check(definition)];
        if (found.Count == 0) found = await triggers.CheckAsync(await definitions.MaterializeWorkflowAsync(definition, cancellation), cancellation);
        return Say(definition, found);
    }

    /// <summary>What was found in a chart, in the reader's language.</summary>
    public IReadOnlyList<ChartFinding> Say(WorkflowDefinition definition, IEnumerable<DefinitionFinding> found)
    {
        var boxes = ActivityJson.All(DefinitionModel.Root(definition)).ToList();
        return [.. found.Select(finding => Say(finding, BoxOf(finding, boxes)))];
    }

    /// <summary>What stands on a box: its title, else its name, else its id.</summary>
    public static string WordsOn(JsonObject activity) =>
        ActivityJson.Text(activity["metadata"]?["displayText"]) is { Length: > 0 } title ? title
        : ActivityJson.Text(activity["name"]) is { Length: > 0 } name ? name
        : ActivityJson.Text(activity["id"]) ?? "";

    private ChartFinding Say(DefinitionFinding finding, (JsonObject Activity, string Path)? box) => new(
        finding.Code ?? "chart", finding.ActivityId, box is { } its ? WordsOn(its.Activity) : text["chart"], Sentence(finding, box?.Activity),
        finding.Place.StartsWith('$') ? finding.Place : box?.Path ?? "$");

    /// <summary>The engine names the place of a trigger by its node; ids alone may stand twice, in charts inside each other.</summary>
    private static (JsonObject Activity, string Path)? BoxOf(DefinitionFinding finding, List<(JsonObject Activity, string Path)> boxes)
    {
        if (finding.ActivityId is not { } id) return null;
        var named = boxes.Where(box => ActivityJson.Text(box.Activity["id"]) == id).ToList();
        return named.Count == 0 ? null : named.FirstOrDefault(box => finding.Place == box.Path || finding.Place == ActivityJson.Text(box.Activity["nodeId"]), named[0]);
    }

    private string Sentence(DefinitionFinding finding, JsonObject? box)
    {
        object[] arguments = finding.Member is { } member ? [WordsOf(box, member), .. finding.Arguments] : [.. finding.Arguments];
        if (finding.Code is { } code && text[code, arguments] is { ResourceNotFound: false } sentence) return sentence;
        return $"{finding.Problem} {finding.Remedy}".Trim();
    }

    /// <summary>What the designer calls an input or output of a box.</summary>
    private string WordsOf(JsonObject? box, string member)
    {
        var type = registry.Find(ActivityJson.Text(box?["type"]) ?? "");
        return type?.Inputs.Concat<PropertyDescriptor>(type.Outputs).FirstOrDefault(each => Naming.Camelize(each.Name) == Naming.Camelize(member)) is { } found ? EditorWords.Name(type, found) : member;
    }
}
