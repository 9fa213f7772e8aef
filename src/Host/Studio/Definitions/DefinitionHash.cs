using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Definitions;

/// <summary>
/// SHA-256 (lower-case hex) of a stored version, for the entries about it: of the JSON that is exported and that a bundle holds, with its members sorted by name, and without those that say no more
/// than whether a newer version came (<c>isLatest</c>, <c>isPublished</c>) and <c>$schema</c>. So the file of a chain can be compared with the entry of its publication years later.
/// </summary>
public sealed class DefinitionHash(DefinitionModel model)
{
    private static readonly string[] Passing = ["$schema", "isLatest", "isPublished"];

    public string Of(WorkflowDefinition definition) => Of(model.Write(definition));

    /// <summary>Of an exported file.</summary>
    public static string Of(JsonObject exported)
    {
        var kept = new JsonObject(exported.Where(member => !Passing.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(kept)!.ToJsonString(ElsaJson.Options))));
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
