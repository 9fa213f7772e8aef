namespace Workflows.Engine.Storage;

/// <summary>Work for another instance, or for later: done after the commit, in a unit of work of its own, and removed in that same unit.</summary>
public class QueuedWork
{
    public string Id { get; set; } = null!;

    /// <summary>One of <see cref="QueuedWorkKind"/>.</summary>
    public string Kind { get; set; } = null!;

    /// <summary>JSON; its shape depends on the kind.</summary>
    public string Payload { get; set; } = null!;

    public DateTimeOffset EnqueuedAt { get; set; }

    /// <summary>Due at no time: it failed too often and waits until somebody has it tried again.</summary>
    public static readonly DateTimeOffset Parked = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Not to be done before; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public int Attempts { get; set; }
    public string? LastError { get; set; }
}

/// <summary>The kinds of queued work.</summary>
public static class QueuedWorkKind
{
    public const string StartWorkflow = "StartWorkflow";
    public const string SendStimulus = "SendStimulus";
    public const string FireTrigger = "FireTrigger";
    public const string ResumeBookmark = "ResumeBookmark";
    public const string CancelWorkflow = "CancelWorkflow";

    /// <summary>A request to send (<see cref="QueuedHttpRequest"/>). It reaches outside, so the host does it, not the engine.</summary>
    public const string SendHttpRequest = "SendHttpRequest";
}
