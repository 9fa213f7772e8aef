using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Lists;

public sealed partial class PublishedList
{
    /// <summary>What the list makes of a case now. Listed only once it is published, not before (R32).</summary>
    public CaseStatus StatusOf(ListEntry entry) => Status switch
    {
        ListStatus.Decided => CaseStatus.Decided,
        ListStatus.Filed => CaseStatus.Filed,
        ListStatus.Published when Kind == AnnounceExit.Kind => CaseStatus.Exited,
        ListStatus.Published => entry.IsListed ? CaseStatus.Listed : CaseStatus.NotListed,
        _ => CaseStatus.InAssessment,
    };
}
