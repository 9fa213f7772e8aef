namespace Elsa.Workflows.Exceptions;

/// <summary>An input's expression failed.</summary>
public class InputEvaluationException(string inputName, string message, Exception exception) : Exception(message, exception)
{
    public string InputName { get; } = inputName;
}

/// <summary>A Fault activity of a workflow has run.</summary>
public class FaultException(string code, string category, string type, string? message) : Exception(message)
{
    public string Code { get; } = code;
    public string Category { get; } = category;
    public string Type { get; } = type;
}

/// <summary>A definition names an activity type that is not installed.</summary>
public class ActivityNotFoundException(string missingTypeName, int missingTypeVersion)
    : Exception($"Expected activity type {missingTypeName} version {missingTypeVersion} to be installed, found none. Install it, or remove the activity from the definition.")
{
    public ActivityNotFoundException(string missingTypeName) : this(missingTypeName, 0)
    {
    }

    public string MissingTypeName { get; } = missingTypeName;
    public int MissingTypeVersion { get; } = missingTypeVersion;
}
