namespace Workflows.Engine;

/// <summary>A file that came with a request.</summary>
public sealed record IncomingFile(string Name, string FileName, string ContentType, long Length, byte[] Content);

/// <summary>A request that came in, read to its end and checked for its size by the host, as a workflow sees it.</summary>
public sealed record IncomingRequest
{
    public required string Method { get; init; }

    /// <summary>Below the base path; begins with a slash.</summary>
    public required string Path { get; init; }

    public IDictionary<string, object> RouteData { get; init; } = new Dictionary<string, object>();
    public IDictionary<string, object> Query { get; init; } = new Dictionary<string, object>();

    /// <summary>Without what proves who the caller is (Authorization, Cookie): an instance keeps its outputs.</summary>
    public IDictionary<string, object> Headers { get; init; } = new Dictionary<string, object>();

    /// <summary>Parsed: an object or a list from JSON, names and values from a form, else text.</summary>
    public object? Content { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>The body was larger than the endpoint allows and has not been read.</summary>
    public bool IsTooLarge { get; init; }
}

/// <summary>The answer to a request.</summary>
public sealed record HttpAnswer(int StatusCode, string? ContentType, byte[] Body, IReadOnlyDictionary<string, string[]> Headers);

/// <summary>
/// The request that the unit of work of this scope answers, if there is one, and the answer. The host sends the answer once the unit has been
/// committed; a request that is refused commits nothing, so that what waits for it goes on waiting.
/// </summary>
public sealed class HttpExchange
{
    public IncomingRequest? Request { get; set; }
    public HttpAnswer? Answer { get; set; }

    /// <summary>The status with which the endpoint turns the request down.</summary>
    public int? RefusedWith { get; set; }
}
