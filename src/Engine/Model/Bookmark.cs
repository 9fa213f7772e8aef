namespace Elsa.Workflows.Models;

/// <summary>A place where an instance waits to be resumed.</summary>
public class Bookmark
{
    public Bookmark()
    {
    }

    public Bookmark(
        string id,
        string name,
        string hash,
        object? payload,
        string activityId,
        string activityNodeId,
        string? activityInstanceId,
        DateTimeOffset createdAt,
        bool autoBurn = true,
        string? callbackMethodName = null,
        bool autoComplete = true,
        IDictionary<string, string>? metadata = null)
    {
        Id = id;
        Name = name;
        Hash = hash;
        Payload = payload;
        ActivityId = activityId;
        ActivityNodeId = activityNodeId;
        ActivityInstanceId = activityInstanceId;
        CreatedAt = createdAt;
        AutoBurn = autoBurn;
        CallbackMethodName = callbackMethodName;
        AutoComplete = autoComplete;
        Metadata = metadata;
    }

    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;

    /// <summary>Hash of name, payload and, if included, the activity instance's id; a stimulus with the same hash resumes it.</summary>
    public string Hash { get; set; } = null!;

    public object? Payload { get; set; }
    public string ActivityId { get; set; } = null!;
    public string ActivityNodeId { get; set; } = null!;
    public string? ActivityInstanceId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>True: gone once resumed.</summary>
    public bool AutoBurn { get; set; } = true;

    public string? CallbackMethodName { get; set; }

    /// <summary>True: with no callback, resuming completes the activity.</summary>
    public bool AutoComplete { get; set; } = true;

    public IDictionary<string, string>? Metadata { get; set; }
}

/// <summary>How to create a bookmark.</summary>
public class CreateBookmarkArgs
{
    public string? BookmarkId { get; set; }
    public object? Stimulus { get; set; }
    public ExecuteActivityDelegate? Callback { get; set; }

    /// <summary>Default: the activity's type.</summary>
    public string? BookmarkName { get; set; }

    public bool AutoBurn { get; set; } = true;

    /// <summary>True: only a stimulus addressed to this very activity instance matches.</summary>
    public bool IncludeActivityInstanceId { get; set; }

    public bool AutoComplete { get; set; } = true;
    public IDictionary<string, string>? Metadata { get; set; }
}
