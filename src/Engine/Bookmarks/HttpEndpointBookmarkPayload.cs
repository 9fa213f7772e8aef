namespace Elsa.Http.Bookmarks;

/// <summary>A request by this method to this path. What else the endpoint demands is not part of what is looked up.</summary>
public record HttpEndpointBookmarkPayload
{
    private readonly string _path = "";
    private readonly string _method = "";

    [System.Text.Json.Serialization.JsonConstructor]
    public HttpEndpointBookmarkPayload()
    {
    }

    public HttpEndpointBookmarkPayload(string path, string method, bool? authorize = null, string? policy = null, TimeSpan? requestTimeout = null, long? requestSizeLimit = null)
    {
        Path = path;
        Method = method;
        Authorize = authorize;
        Policy = policy;
        RequestTimeout = requestTimeout;
        RequestSizeLimit = requestSizeLimit;
    }

    public string Path { get => _path; init => _path = value.ToLowerInvariant(); }
    public string Method { get => _method; init => _method = value.ToLowerInvariant(); }
    [ExcludeFromHash] public bool? Authorize { get; set; }
    [ExcludeFromHash] public string? Policy { get; set; }
    [ExcludeFromHash] public TimeSpan? RequestTimeout { get; set; }
    [ExcludeFromHash] public long? RequestSizeLimit { get; set; }

    internal static HttpEndpointBookmarkPayload? Of(object? stored) => stored as HttpEndpointBookmarkPayload
        ?? (stored == null ? null : JsonSerializer.SerializeToElement(stored, EngineJson.Options).Deserialize<HttpEndpointBookmarkPayload>(EngineJson.Options));
}
