namespace Workflows.Approvals.WorkItems;

/// <summary>For what another person was asked beside a work item. The work item of that person is the companion of the one it was asked from.</summary>
public enum CompanionKind
{
    /// <summary>委派: says what should be decided; whoever asked decides.</summary>
    Delegated,

    /// <summary>前加签: gives an opinion first; whoever asked decides after it.</summary>
    SignBefore,

    /// <summary>后加签: decides after whoever asked has approved; only then the step is decided.</summary>
    SignAfter,

    /// <summary>沟通: a question inside the case; nobody waits for the answer.</summary>
    Question,

    /// <summary>补正: the applicant completes the material; meanwhile the clock stands still.</summary>
    Supplement,
}

/// <summary>How each kind of companion is answered, and what waits for it.</summary>
public static class Companions
{
    /// <summary>Whether the work item that it was asked from cannot be decided before the answer.</summary>
    public static bool IsAwaited(this CompanionKind kind) => kind is CompanionKind.Delegated or CompanionKind.SignBefore or CompanionKind.Supplement;

    /// <summary>Whether it is an answer that whoever asked reads, not a decision of the step.</summary>
    public static bool IsAdvice(this CompanionKind? kind) => kind is not (null or CompanionKind.SignAfter);

    /// <summary>What the chain has to allow for it; questions are always allowed.</summary>
    public static WorkItemActions Needs(this CompanionKind kind) => kind switch
    {
        CompanionKind.Delegated => WorkItemActions.Delegate,
        CompanionKind.SignBefore or CompanionKind.SignAfter => WorkItemActions.AddSigners,
        CompanionKind.Supplement => WorkItemActions.Pause,
        _ => WorkItemActions.None,
    };

    /// <summary>The answers of a companion that does not decide the step; one that signs after has the outcomes of the step itself.</summary>
    public static IReadOnlyList<WorkItemOutcome> Outcomes(this CompanionKind kind) => kind switch
    {
        CompanionKind.Delegated => [new("Replied", new Label("回复意见", "Reply"))],
        CompanionKind.SignBefore => [new("Approve", new Label("同意", "Approve")), new("Reject", new Label("不同意", "Reject"))],
        CompanionKind.Question => [new("Answered", new Label("答复", "Answer"))],
        CompanionKind.Supplement => [new("Supplied", new Label("已补正", "Supplied"))],
        _ => [],
    };
}
