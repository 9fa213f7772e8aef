using System.Text.Json.Nodes;

namespace Workflows.Engine.Serialization;

/// <summary>Reads the text of a definition; what is wrong with its shape comes back as findings, never as an exception.</summary>
public static class DefinitionReader
{
    /// <summary>The definition's JSON, or what is wrong with it. Members nobody knows stay where they are.</summary>
    public static (JsonObject? Model, IReadOnlyList<DefinitionFinding> Findings) Read(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: Json.Document);
        }
        catch (JsonException e)
        {
            return (null, [Unreadable(text, e)]);
        }

        if (node is not JsonObject model) return (null, [Found(new JsonPlace("$"), "json.not-a-definition", $"Expected an object with a definition, found {Kind(node)}.", "Wrap the definition in { }.")]);
        List<DefinitionFinding> findings = [.. Shape(model)];
        return findings.Count == 0 ? (model, []) : (null, [.. findings.Select(finding => Placed(finding, JsonLines.Find(text, finding.Place)))]);
    }

    /// <summary>A member written twice is reported by the parser without its place.</summary>
    private static DefinitionFinding Unreadable(string text, JsonException e) => e.LineNumber is { } line
        ? Found(new JsonPlace("", line + 1, e.BytePositionInLine + 1), "json.unreadable", $"Expected JSON, found: {Plainly(e.Message)}", "Correct the text there, or export the definition again.")
        : JsonLines.FirstTwice(text) is { } twice
            ? Found(new JsonPlace(twice.Path, twice.Line), "json.member-twice", "Expected JSON with every member once, found this one twice.", "Delete one of the two.")
            : Found(new JsonPlace("$"), "json.unreadable", $"Expected JSON, found: {Plainly(e.Message)}", "Correct the text, or export the definition again.");

    private static DefinitionFinding Found(JsonPlace at, string code, string problem, string remedy) => new(at.ToString(), problem, remedy) { Code = code, At = at };

    private static DefinitionFinding Placed(DefinitionFinding finding, JsonPlace at) => finding with { Place = at.ToString(), At = at };

    private static IEnumerable<DefinitionFinding> Shape(JsonObject model)
    {
        if (model["root"] is not JsonObject root)
        {
            yield return new DefinitionFinding("$.root", $"Expected the root activity, found {Kind(model["root"])}.", "Add a root, for instance { \"type\": \"Elsa.Flowchart\", \"version\": 1, \"activities\": [], \"connections\": [] }.") { Code = "json.root-missing" };
            yield break;
        }

        foreach (var name in (string[])["definitionId", "name", "description", "id"])
            if (model[name] is { } value && ActivityJson.Text(value) is null)
                yield return new DefinitionFinding($"$.{name}", $"Expected text, found {Kind(value)}.", "Put it in quotation marks.") { Code = "json.not-a-text" };
        foreach (var name in (string[])["variables", "inputs", "outputs", "outcomes"])
            if (model[name] is { } value and not JsonArray)
                yield return new DefinitionFinding($"$.{name}", $"Expected a list, found {Kind(value)}.", "Wrap it in [ ].") { Code = "json.not-a-list" };
        if (ActivityJson.Text(root["type"]) is not { Length: > 0 })
            yield return new DefinitionFinding("$.root.type", $"Expected the name of an activity type, found {Kind(root["type"])}.", "Name one, for instance \"Elsa.Flowchart\".") { Code = "json.type-missing" };
        foreach (var (activity, path) in ActivityJson.All(root))
        {
            if (activity["version"] is { } version && (version is not JsonValue number || !number.TryGetValue<int>(out _)))
                yield return new DefinitionFinding($"{path}.version", $"Expected a whole number, found {Kind(version)}.", "Write 1.", ActivityJson.Text(activity["id"])) { Code = "json.not-a-number" };
            foreach (var name in (string[])["activities", "connections", "variables"])
                if (activity[name] is { } list and not JsonArray)
                    yield return new DefinitionFinding($"{path}.{name}", $"Expected a list, found {Kind(list)}.", "Wrap it in [ ].", ActivityJson.Text(activity["id"])) { Code = "json.not-a-list" };
            foreach (var name in (string[])["customProperties", "metadata"])
                if (activity[name] is { } members and not JsonObject)
                    yield return new DefinitionFinding($"{path}.{name}", $"Expected an object, found {Kind(members)}.", "Wrap it in { }.", ActivityJson.Text(activity["id"])) { Code = "json.not-an-object" };
        }
    }

    private static string Kind(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonObject => "an object",
        JsonArray => "a list",
        JsonValue value => value.ToJsonString(Json.Relaxed) is { Length: <= 40 } text ? text : "a long value",
        _ => "something else"
    };

    private static string Plainly(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
