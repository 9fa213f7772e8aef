namespace Workflows.Approvals.WorkItems;

/// <summary>拿回 within this unit of work: the vote that is taken back, for the step that is asked anew. What the others of a step that several sign said stands.</summary>
public sealed class TakingBack
{
    /// <summary>The answer with which a step that is still open learns that a vote is taken back.</summary>
    public const string Outcome = "TakenBack";

    /// <summary>Where the data of that answer names the bookmark by which it came: it waits again.</summary>
    public const string Through = "through";

    public FinishedWorkItem? Vote { get; set; }

    /// <summary>Of the bookmark of a signer: the run of the step. Keys of signers have no dash.</summary>
    public static string StepOf(string bookmarkId) => bookmarkId.LastIndexOf('-') is > 0 and var dash ? bookmarkId[..dash] : bookmarkId;

    /// <summary>Of the bookmark of a signer: which of them.</summary>
    public static string KeyOf(string bookmarkId) => bookmarkId[(bookmarkId.LastIndexOf('-') + 1)..];
}
