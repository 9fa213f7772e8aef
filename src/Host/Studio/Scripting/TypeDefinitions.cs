using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Elsa.Common.Models;
using Elsa.Workflows;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Scripting;

/// <summary>
/// What a script of a chart may use, as TypeScript declarations: the chart's variables, inputs, outputs and activities, and the functions that every script
/// has. The script editor completes and checks with them.
/// </summary>
public sealed partial class TypeDefinitions(IWorkflowStore store, DefinitionModel model, IActivityRegistry registry)
{
    private const string Everywhere = """
        /** The id of the chart. */ declare function getWorkflowDefinitionId(): string;
        /** The id of the chart's version. */ declare function getWorkflowDefinitionVersionId(): string;
        /** The number of the chart's version. */ declare function getWorkflowDefinitionVersion(): number;
        /** The id of the running instance. */ declare function getWorkflowInstanceId(): string;
        /** What the instance belongs to, for instance case:123. */ declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string): void;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string): void;
        /** The result of the activity that ran last. */ declare function getLastResult(): any;
        declare function isNullOrEmpty(value: string | null | undefined): boolean;
        declare function isNullOrWhiteSpace(value: string | null | undefined): boolean;
        declare function toJson(value: any): string;
        declare function parseGuid(value: string): string;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function bytesToString(value: number[]): string;
        declare function bytesFromString(value: string): number[];
        declare function bytesToBase64(value: number[]): string;
        declare function bytesFromBase64(value: string): number[];
        declare function stringToBase64(value: string): string;
        declare function stringFromBase64(value: string): string;
        declare function streamToBytes(value: any): number[];
        declare function streamToBase64(value: any): string;

        """;

    /// <returns>The declarations; for a chart that is not known, what every script has.</returns>
    public async Task<string> Run(string definitionId, CancellationToken cancellation = default)
    {
        var text = new StringBuilder(Everywhere);
        var definition = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation);
        if (definition is null) return text.Append("declare const variables: { [name: string]: any };\n").ToString();

        var json = model.Write(definition);
        var activities = ActivityJson.All((JsonObject)json["root"]!).Select(item => item.Activity).ToList();
        Variables(text, [.. Members(json["variables"]), .. activities.SelectMany(activity => Members(activity["variables"]))]);
        Inputs(text, [.. Members(json["inputs"])]);
        Activities(text, activities);
        return text.ToString();
    }

    private static void Variables(StringBuilder text, IReadOnlyList<(string Name, string Type)> all)
    {
        var variables = all.DistinctBy(each => each.Name).ToList();
        text.Append("/** The variables of the chart; assigning one changes it. */\ndeclare const variables: {\n");
        foreach (var (name, type) in variables) text.Append($"    {Quoted(name)}: {type};\n");
        text.Append("};\n");
        foreach (var (name, type) in variables)
        {
            text.Append($"declare function getVariable(name: {Quoted(name)}): {type};\ndeclare function setVariable(name: {Quoted(name)}, value: {type}): void;\n");
            if (Function(name) is { } function) text.Append($"declare function get{function}(): {type};\ndeclare function set{function}(value: {type}): void;\n");
        }
        text.Append("declare function getVariable(name: string): any;\ndeclare function setVariable(name: string, value: any): void;\n");
    }

    private static void Inputs(StringBuilder text, IReadOnlyList<(string Name, string Type)> inputs)
    {
        foreach (var (name, type) in inputs)
        {
            text.Append($"declare function getInput(name: {Quoted(name)}): {type};\n");
            if (Function(name) is { } function) text.Append($"declare function get{function}(): {type};\n");
        }
        text.Append("declare function getInput(name: string): any;\n");
    }

    private void Activities(StringBuilder text, IReadOnlyList<JsonObject> activities)
    {
        foreach (var activity in activities)
        {
            var id = ActivityJson.Text(activity["id"]) ?? "";
            var name = ActivityJson.Text(activity["name"]) is { Length: > 0 } given ? given : id;
            var type = ActivityJson.Text(activity["type"]) ?? "";
            var version = ActivityJson.Number(activity["version"]);
            foreach (var output in (version == 0 ? registry.Find(type) : registry.Find(type, version))?.Outputs ?? [])
            {
                var value = TypeOf(output.Type);
                foreach (var called in ((string[])[id, name]).Distinct())
                    text.Append($"declare function getOutputFrom(activity: {Quoted(called)}, output: {Quoted(output.Name)}): {value};\n");
                if (Function(name) is { } function && Function(output.Name) is { } what) text.Append($"declare function get{what}From{function}(): {value};\n");
            }
        }
        text.Append("declare function getOutputFrom(activity: string, output?: string): any;\n");
    }

    private static IEnumerable<(string Name, string Type)> Members(JsonNode? list) =>
        from each in (list as JsonArray ?? []).OfType<JsonObject>()
        let name = ActivityJson.Text(each["name"])
        where name is { Length: > 0 }
        let type = TypeOf(ActivityJson.Text(each["typeName"]) ?? ActivityJson.Text(each["type"]) ?? "")
        select (name, each["isArray"]?.ToString() == "true" ? $"{type}[]" : type);

    /// <summary>A name of a type in a definition as TypeScript.</summary>
    private static string TypeOf(string alias)
    {
        if (alias.EndsWith('?')) return $"{TypeOf(alias[..^1])} | null";
        if (alias.EndsWith("[]", StringComparison.Ordinal)) return $"{TypeOf(alias[..^2])}[]";
        if (ListOf().Match(alias) is { Success: true } list) return $"{TypeOf(list.Groups[1].Value)}[]";
        return alias switch
        {
            "String" or "Guid" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
            "DateTime" or "DateTimeOffset" => "Date",
            "ByteArray" => "number[]",
            "StringDictionary" or "StringMap" => "{ [name: string]: string }",
            "ObjectDictionary" or "ObjectMap" => "{ [name: string]: any }",
            _ => "any",
        };
    }

    private static string TypeOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? $"{TypeOf(inner)} | null"
        : type != typeof(string) && type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? $"{TypeOf(item)}[]"
        : TypeOf(type.Name);

    /// <summary>As part of a function's name; null where the name cannot be one.</summary>
    private static string? Function(string name) => Naming.Pascalize(name) is var pascal && Identifier().IsMatch(pascal) ? pascal : null;

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, ElsaJson.Options);

    [GeneratedRegex(@"^[\p{L}_$][\p{L}\p{N}_$]*$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^(?:List|HashSet|Collection)<(.+)>$")]
    private static partial Regex ListOf();
}
