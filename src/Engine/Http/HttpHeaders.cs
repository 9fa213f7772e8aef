using System.Net.Http.Headers;
using System.Text.Json.Serialization;

namespace Elsa.Http;

/// <summary>Headers by name. In JSON a value may be text or a list of texts.</summary>
[JsonConverter(typeof(OneOrMany))]
public class HttpHeaders : Dictionary<string, string[]>
{
    public HttpHeaders()
    {
    }

    public HttpHeaders(IDictionary<string, string[]> source) : base(source)
    {
    }

    public HttpHeaders(HttpResponseHeaders source) : base(source.ToDictionary(x => x.Key, x => x.Value.ToArray()))
    {
    }

    public HttpHeaders(HttpContentHeaders source) : base(source.ToDictionary(x => x.Key, x => x.Value.ToArray()))
    {
    }

    [JsonIgnore] public string? ContentType => this.FirstOrDefault(x => x.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    private sealed class OneOrMany : JsonConverter<HttpHeaders>
    {
        public override HttpHeaders Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var headers = new HttpHeaders();
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("Expected headers as an object, names with values.");
            foreach (var header in json.RootElement.EnumerateObject())
                headers[header.Name] = header.Value.ValueKind switch
                {
                    JsonValueKind.Array => [.. header.Value.EnumerateArray().Select(x => x.ToString())],
                    JsonValueKind.Null => [],
                    _ => [header.Value.ToString()]
                };
            return headers;
        }

        public override void Write(Utf8JsonWriter writer, HttpHeaders value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, values) in value)
            {
                writer.WriteStartArray(name);
                foreach (var each in values) writer.WriteStringValue(each);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }
    }
}
