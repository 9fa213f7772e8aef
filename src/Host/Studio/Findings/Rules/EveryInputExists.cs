using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>
/// No box of ours is given an input that its activity does not have, and no expression names an input or variable that the chart does not have. Both would be
/// silently empty when the chain runs.
/// </summary>
internal sealed partial class EveryInputExists(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    private static readonly HashSet<string> OfEveryBox = new(StringComparer.OrdinalIgnoreCase) { "id", "nodeId", "name", "type", "version", "customProperties", "metadata" };

    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition)
    {
        var inputs = definition.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var variables = Variables(definition);
        foreach (var box in chart.Boxes)
        {
            foreach (var stranger in box.IsOurs ? Strangers(box) : []) yield return About(box, "input.unknown", stranger);
            foreach (var (kind, value) in Expressions(box.Json))
            {
                if (kind == "Input" && Named(value) is { } input && !inputs.Contains(input)) yield return About(box, "input.of-chart-unknown", input);
                if (kind == "Variable" && Named(value) is { } variable && !variables.Contains(variable)) yield return About(box, "variable.unknown", variable);
                if (kind != "JavaScript" || ActivityJson.Text(value) is not { } script) continue;
                foreach (Match match in InputInScript().Matches(script))
                    if (!inputs.Contains(match.Groups[1].Value)) yield return About(box, "input.of-chart-unknown", match.Groups[1].Value);
                foreach (Match match in VariableInScript().Matches(script))
                    if (match.Groups.Values.Skip(1).First(group => group.Success).Value is var used && !variables.Contains(used)) yield return About(box, "variable.unknown", used);
            }
        }
    }

    private static IEnumerable<string> Strangers(Box box)
    {
        var own = box.Type!.Inputs.Select(input => input.Name).Concat(box.Type.Outputs.Select(output => output.Name)).Concat(box.Type.Ports.Select(port => port.Name)).Select(Naming.Camelize).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return box.Json.Where(member => member.Value is not null && !OfEveryBox.Contains(member.Key) && !own.Contains(member.Key)).Select(member => member.Key);
    }

    private static HashSet<string> Variables(WorkflowDefinition definition) =>
        definition.Variables.Select(variable => variable.Name)
            .Concat(ActivityJson.All(DefinitionModel.Root(definition)).SelectMany(item => item.Activity["variables"] as JsonArray ?? []).Select(variable => ActivityJson.Text(variable?["name"])).OfType<string>())
            .Concat(["CurrentIndex", "CurrentValue"])
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Every expression in the box, however deep, but not those of boxes inside.</summary>
    private static IEnumerable<(string Kind, JsonNode? Value)> Expressions(JsonNode? node) => node switch
    {
        JsonObject json when json.Count <= 2 && ActivityJson.Text(json["type"]) is { } kind && json.ContainsKey("value") => [(kind, json["value"])],
        JsonObject json => json.Where(member => member.Key is not ("metadata" or "customProperties") && !ActivityJson.IsActivity(member.Value)).SelectMany(member => Expressions(member.Value)),
        JsonArray items => items.Where(item => !ActivityJson.IsActivity(item)).SelectMany(Expressions),
        _ => [],
    };

    /// <summary>The name in a variable or input, which may stand there as an object or as the text of one.</summary>
    private static string? Named(JsonNode? value)
    {
        if (ActivityJson.Text(value) is { } text)
        {
            try
            {
                value = JsonNode.Parse(text);
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
        return value is JsonObject json ? ActivityJson.Text(json["name"]) : null;
    }

    [GeneratedRegex("""\bgetInput\(\s*['"]([^'"]+)['"]""")]
    private static partial Regex InputInScript();

    [GeneratedRegex("""(?<![\p{L}\p{N}_$.])variables\.([\p{L}_$][\p{L}\p{N}_$]*)|\bgetVariable\(\s*['"]([^'"]+)['"]""")]
    private static partial Regex VariableInScript();
}
