namespace Workflows.Approvals.Organisations;

/// <summary>Who a party is for one case; or why nobody: its level does not apply here (R27), or it is missing.</summary>
/// <param name="Skipped">Why the level does not apply.</param>
/// <param name="Why">Why there is no organisation, in words for an administrator.</param>
public sealed record FoundParty(Organisation? Organisation, SkipReason? Skipped = null, string Why = "")
{
    public static FoundParty Of(Result<Organisation> found) => found.IsRefused ? new(null, Why: found.Refusal!.ToString()) : new(found.Value);

    public static FoundParty Of(LevelStep step) => step switch
    {
        { Authority: { } authority } => new(authority),
        { Skipped: { } reason } => new(null, reason, $"the level {step.Level} does not apply: {reason}"),
        _ => new(null, Why: $"no education authority of level {step.Level} is entered above the applicant"),
    };

    /// <summary>What the block of a level that does not apply prints after 不适用.</summary>
    public static string Words(SkipReason reason) => reason switch
    {
        SkipReason.GovernedAbove => "申报单位由更高一级管理",
        SkipReason.NoSuchLevel => "本地不设该级",
        SkipReason.ApplicantItself => "申报单位即该级主管部门",
        SkipReason.SameBody => "与下级为同一机构，只出具一次意见",
        SkipReason.NotAsked => "本批次不设该级审核",
        SkipReason.NoCentre => "本地未设该级社区教育指导中心",
        SkipReason.NoCentreAbove => "没有上一级社区教育指导中心",
        SkipReason.DecidedAsBatch => "由批次评定",
        _ => throw new InvalidOperationException($"Expected a reason that has words, found {reason}."),
    };
}
