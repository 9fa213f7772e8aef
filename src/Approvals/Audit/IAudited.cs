namespace Workflows.Approvals.Audit;

/// <summary>A thing that may not change without an audit entry for its subject in the same unit of work.</summary>
public interface IAudited
{
    /// <summary>Whose chain of entries records the change, e.g. <c>Case:123</c>; see <see cref="Audit.Subject"/>.</summary>
    string Subject { get; }
}

/// <summary>The names of audit chains. What belongs to a case is recorded in the case's chain.</summary>
public static class Subject
{
    public static string Case(long id) => $"Case:{id}";
    public static string Call(long id) => $"Call:{id}";
    public static string Organisation(long id) => $"Organisation:{id}";
    public static string Person(long id) => $"Person:{id}";
    public static string Document(long id) => $"Document:{id}";
    public static string Seal(long id) => $"Seal:{id}";

    /// <summary>The chain of the case where there is one, otherwise of the call.</summary>
    public static string Of(long? caseId, long? callId) =>
        caseId is { } c ? Case(c) : callId is { } k ? Call(k) : throw new InvalidOperationException("Expected a case or a call, found neither.");
}
