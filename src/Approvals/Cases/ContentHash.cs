using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.Cases;

/// <summary>SHA-256 (lower-case hex) of JSON whose members are sorted, so that the order of writing does not matter.</summary>
public static class ContentHash
{
    public static string Of(JsonObject content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(content))));

    /// <summary>What is hashed.</summary>
    public static string Text(JsonObject content) => Sorted(content)!.ToJsonString(Json.Options);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
