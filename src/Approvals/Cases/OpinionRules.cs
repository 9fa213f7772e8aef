namespace Workflows.Approvals.Cases;

/// <summary>What an opinion must say.</summary>
public static class OpinionRules
{
    /// <summary>What an approval without a text says.</summary>
    public const string PlainApproval = "同意";

    /// <summary>A comment on Return (R18), a reason on Reject (R19).</summary>
    public static Refusal? Check(OpinionDecision decision, string? text) => decision switch
    {
        OpinionDecision.Return when string.IsNullOrWhiteSpace(text) => new Refusal("opinion.comment-required"),
        OpinionDecision.Reject when string.IsNullOrWhiteSpace(text) => new Refusal("opinion.reason-required"),
        _ => null,
    };
}
