namespace Elsa.Workflows.State;

/// <summary>An exception, as it is stored.</summary>
public record ExceptionState
{
    public ExceptionState()
    {
    }

    public ExceptionState(Type type, string message, string? stackTrace, ExceptionState? innerException)
    {
        Type = type;
        Message = message;
        StackTrace = stackTrace;
        InnerException = innerException;
    }

    public Type Type { get; init; } = typeof(Exception);
    public string Message { get; init; } = "";
    public string? StackTrace { get; init; }
    public ExceptionState? InnerException { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public static ExceptionState? FromException(Exception? ex) =>
        ex == null ? null : new ExceptionState(ex.GetType(), ex.Message, ex.StackTrace, FromException(ex.InnerException));
}
