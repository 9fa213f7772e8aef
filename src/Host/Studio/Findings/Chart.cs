using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Workflows.Activities;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings;

/// <summary>A box of a chart, read from its JSON.</summary>
/// <param name="Type">What is installed for its type; null if nothing is.</param>
internal sealed record Box(string Id, JsonObject Json, ActivityDescriptor? Type, string Path)
{
    public string Words => ChartFindings.WordsOn(Json);

    /// <summary>Is it one of our activities, or of that very one?</summary>
    public bool IsOurs => typeof(ChainActivity).IsAssignableFrom(Type?.ClrType);

    public bool Is<TActivity>() where TActivity : IActivity => Type?.ClrType == typeof(TActivity);

    public bool Has(string input) => Type?.Inputs.Any(each => each.Name == input) == true;

    /// <summary>What an input says as it is written: the text of a literal, or the default of its editor; null if only a running instance knows.</summary>
    public string? Literal(string input)
    {
        var member = Json[Naming.Camelize(input)];
        if (member is null) return Type?.Inputs.FirstOrDefault(each => each.Name == input)?.DefaultValue?.ToString() ?? "";
        if (member is not JsonObject wrapped) return member.ToString();
        if (wrapped["expression"] is not JsonObject expression) return "";
        return ActivityJson.Text(expression["type"]) is null or "Literal" or "Object" ? expression["value"]?.ToString() ?? "" : null;
    }

    /// <summary>Is the switch on? What only a running instance knows may be on.</summary>
    public bool MayBe(string input, bool otherwise) => Json[Naming.Camelize(input)] is null ? otherwise : Literal(input) is not { } text || (bool.TryParse(text, out var on) ? on : otherwise);

    /// <summary>
    /// Does this outcome of a switch go back to the step that returned the form? Nobody takes it the first time through, and what was given before that step stands (R20).
    /// </summary>
    public bool Resumes(string outcome) => Is<FlowSwitch>()
        && (Json["cases"] as JsonArray ?? []).Any(each => ActivityJson.Text(each?["label"]) == outcome && ActivityJson.Text(each?["condition"]?["value"])?.Contains("ResumeAt", StringComparison.Ordinal) == true);

    public bool Says(string input, string text) => string.Equals(Literal(input), text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A connection from an outcome of a box to another box.</summary>
internal sealed record Way(string From, string Outcome, string To);

/// <summary>A chart of boxes and connections, as the rules look at it.</summary>
internal sealed class Chart
{
    private readonly ILookup<string, Way> ways;

    private Chart(IReadOnlyList<Box> boxes, IReadOnlyList<Way> all, IReadOnlySet<string> starts)
    {
        Boxes = boxes;
        Starts = starts;
        ways = all.ToLookup(way => way.From, StringComparer.Ordinal);
    }

    public IReadOnlyList<Box> Boxes { get; }

    /// <summary>Where it begins: its start, and every trigger that may start it.</summary>
    public IReadOnlySet<string> Starts { get; }

    public IEnumerable<Way> From(Box box) => ways[box.Id];

    /// <summary>The boxes that can be reached from the start over the ways that are not closed.</summary>
    public IReadOnlySet<string> Reached(Func<Box, string, bool>? isClosed = null)
    {
        var byId = Boxes.ToDictionary(box => box.Id, StringComparer.Ordinal);
        var reached = new HashSet<string>(Starts, StringComparer.Ordinal);
        var next = new Queue<string>(Starts);
        while (next.TryDequeue(out var id))
            foreach (var way in ways[id])
                if (byId.TryGetValue(id, out var box) && isClosed?.Invoke(box, way.Outcome) != true && byId.ContainsKey(way.To) && reached.Add(way.To))
                    next.Enqueue(way.To);
        return reached;
    }

    /// <summary>Every chart of a definition, also those inside boxes.</summary>
    public static IEnumerable<Chart> Of(WorkflowDefinition definition, IActivityRegistry registry) =>
        from item in ActivityJson.All(DefinitionModel.Root(definition))
        where IsChart(item.Activity)
        select ReadChart(item.Activity, item.Path, registry);

    public static bool IsChart(JsonObject activity) => ActivityJson.Text(activity["type"]) == "Elsa.Flowchart";

    /// <summary>One box, wherever it stands.</summary>
    public static Box Read(JsonObject json, string path, IActivityRegistry registry) => new(ActivityJson.Text(json["id"]) ?? "", json, TypeOf(json, registry), path);

    private static Chart ReadChart(JsonObject chart, string path, IActivityRegistry registry)
    {
        var boxes = (chart["activities"] as JsonArray ?? []).Select((json, index) => (Json: json as JsonObject, index))
            .Where(each => each.Json is not null && ActivityJson.Text(each.Json["id"]) is { Length: > 0 })
            .DistinctBy(each => ActivityJson.Text(each.Json!["id"]))
            .Select(each => Read(each.Json!, $"{path}.activities[{each.index}]", registry))
            .ToList();
        var all = (chart["connections"] as JsonArray ?? []).OfType<JsonObject>().Select(Connection).OfType<Way>().ToList();
        return new Chart(boxes, all, Beginnings(chart, boxes, all));
    }

    private static ActivityDescriptor? TypeOf(JsonObject json, IActivityRegistry registry)
    {
        var (type, version) = (ActivityJson.Text(json["type"]) ?? "", ActivityJson.Number(json["version"]));
        return version == 0 ? registry.Find(type) : registry.Find(type, version);
    }

    /// <summary>A connection in the present form, or in the old one.</summary>
    private static Way? Connection(JsonObject json)
    {
        var (from, outcome) = json["source"] is JsonObject source ? (ActivityJson.Text(source["activity"]), ActivityJson.Text(source["port"])) : (ActivityJson.Text(json["source"]), ActivityJson.Text(json["sourcePort"]));
        var to = ActivityJson.Text(json["target"] is JsonObject target ? target["activity"] : json["target"]);
        return from is null || to is null ? null : new Way(from, outcome is { Length: > 0 } ? outcome : "Done", to);
    }

    private static HashSet<string> Beginnings(JsonObject chart, List<Box> boxes, List<Way> ways)
    {
        var starts = boxes.Where(box => box.Json["customProperties"]?["canStartWorkflow"] is JsonValue value && value.TryGetValue<bool>(out var can) && can).Select(box => box.Id).ToHashSet(StringComparer.Ordinal);
        var entered = ways.Select(way => way.To).ToHashSet(StringComparer.Ordinal);
        var first = ActivityJson.Text(chart["start"]?["id"])
            ?? boxes.Find(box => ActivityJson.Text(box.Json["type"]) == "Elsa.Start")?.Id
            ?? (starts.Count > 0 ? null : boxes.Find(box => !entered.Contains(box.Id))?.Id ?? boxes.FirstOrDefault()?.Id);
        if (first is not null) starts.Add(first);
        return starts;
    }
}
