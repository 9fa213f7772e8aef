namespace Workflows.Engine;

/// <summary>A request that a workflow wants sent.</summary>
public sealed record OutgoingRequest(string Method, string Url, string? ContentType, byte[]? Content, Dictionary<string, string[]> Headers);

/// <summary>The payload of queued work of the kind <see cref="QueuedWorkKind.SendHttpRequest"/>: the host sends the request outside of any unit of work, and resumes the bookmark with what came of it.</summary>
public sealed record QueuedHttpRequest(string BookmarkId, string InstanceId, OutgoingRequest Request)
{
    /// <summary>The input with which the bookmark is resumed: a <see cref="HttpOutcome"/>.</summary>
    public const string OutcomeInput = "__HttpOutcome";
}

/// <summary>Why no response came, or none that can be used.</summary>
public enum HttpFailure
{
    None,

    /// <summary>The configuration does not allow the address.</summary>
    NotAllowed,

    FailedToConnect,
    TimedOut,

    /// <summary>The response was larger than the configuration allows.</summary>
    TooLarge
}

/// <summary>What came of a request.</summary>
public sealed record HttpOutcome
{
    public HttpFailure Failure { get; init; }

    /// <summary>What went wrong, for the journal.</summary>
    public string? Message { get; init; }

    public int StatusCode { get; init; }
    public string? ContentType { get; init; }
    public byte[]? Content { get; init; }
    public Dictionary<string, string[]> Headers { get; init; } = [];
}
