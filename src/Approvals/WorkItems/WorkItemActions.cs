namespace Workflows.Approvals.WorkItems;

/// <summary>What whoever has a work item may do with it beside deciding it; a setting of the activity that asks. Asking a question and circulating are always allowed.</summary>
[Flags]
public enum WorkItemActions
{
    None = 0,

    /// <summary>转办: to another person or seat of the organisation, for good.</summary>
    Transfer = 1,

    /// <summary>委派: another person says what to do, and it comes back.</summary>
    Delegate = 2,

    /// <summary>加签: others sign before or after.</summary>
    AddSigners = 4,

    /// <summary>退回: to any earlier step, not only to the applicant.</summary>
    ReturnToStep = 8,

    /// <summary>暂停等待补正: the clock stands still while the applicant completes the material.</summary>
    Pause = 16,

    /// <summary>拿回: the decision is taken back while nobody has opened what came next.</summary>
    TakeBack = 32,

    /// <summary>批量同意: approved together with others from the inbox, each with its own words.</summary>
    Batch = 64,
}
