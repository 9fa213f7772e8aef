namespace Workflows.Approvals.Cases;

/// <summary>One vocabulary for all chains of cases (domain §3.20).</summary>
public enum CaseStatus
{
    Draft,
    Submitted,
    InReview,
    Returned,
    Rejected,
    Late,
    Received,
    Recommended,
    NotForwarded,
    InAssessment,
    Decided,
    Filed,
    Listed,
    NotListed,
    Recalled,
    InCommunity,
    Exiting,
    Exited,
    Shortlisted,
    Selected,
    ProvincialOnly,
    Uploaded,
    Promoted,
    NotPassed,
    Open,
    Accepted,
    Overdue,
    Dispatched,
}
