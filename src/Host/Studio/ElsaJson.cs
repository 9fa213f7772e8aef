using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Host.Studio;

/// <summary>JSON as the designer reads and writes it: camel case, enums by name, what is null left out, numbers as numbers.</summary>
public static class ElsaJson
{
    /// <summary>How deep a chart may be nested.</summary>
    private const int MaxDepth = 256;

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = MaxDepth,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, statusCode: status);

    /// <summary>Takes members that are null out of an object and of the objects in it: the designer refuses null where it expects a number or a time.</summary>
    public static JsonNode? WithoutNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is null) members.Remove(name);
                    else WithoutNulls(value);
                }
                break;
            case JsonArray items:
                foreach (var item in items) WithoutNulls(item);
                break;
        }
        return node;
    }
}

/// <summary>A list with its length, as the designer expects it.</summary>
public sealed record ListOf<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}

/// <summary>Part of a list, the length of the whole, and what may be done with it.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, long TotalCount, IReadOnlyList<Link>? Links = null);

/// <summary>Something that may be done. The designer decides by these whether it offers a change at all.</summary>
public sealed record Link(string Href, string Rel, string Method);

/// <summary>The body of a request of the designer. Nothing sent is an empty object.</summary>
public sealed record ElsaBody<T>(T Value)
{
    public static async ValueTask<ElsaBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync(context.RequestAborted);
            return new ElsaBody<T>(JsonSerializer.Deserialize<T>(string.IsNullOrWhiteSpace(text) ? "{}" : text, ElsaJson.Options) ?? throw new JsonException("Expected an object, found null."));
        }
        catch (JsonException malformed)
        {
            throw new BadHttpRequestException("The body is not the JSON that is expected here.", malformed);
        }
    }
}
