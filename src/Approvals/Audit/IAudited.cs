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
    public static string Paper(long id) => $"Paper:{id}";
    public static string Webhook(long id) => $"Webhook:{id}";

    /// <summary>The holidays and make-up days of a year.</summary>
    public static string Calendar(int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{CalendarPrefix}{year}");

    /// <summary>How the names of all calendars begin.</summary>
    public const string CalendarPrefix = "Calendar:";

    /// <summary>Queued work.</summary>
    public static string Work(string id) => $"Work:{id}";

    /// <summary>Attempts to sign in with a name that nobody has, told by its hash.</summary>
    public static string Stranger(string name) => $"Stranger:{Hash(name)[..16]}";

    /// <summary>An instance of a chain that belongs to neither a case nor a call, e.g. a trial run.</summary>
    public static string Instance(string id) => $"Instance:{id}";

    /// <summary>The chain of acts on a definition: published, retracted, imported, deleted. An id too long for a subject is told by its hash.</summary>
    public static string Definition(string definitionId) => definitionId.Length <= 50
        ? $"Definition:{definitionId}"
        : $"Definition:{Hash(definitionId)[..50]}";

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>The chain of the case where there is one, otherwise of the call.</summary>
    public static string Of(long? caseId, long? callId) =>
        caseId is { } c ? Case(c) : callId is { } k ? Call(k) : throw new InvalidOperationException("Expected a case or a call, found neither.");
}
