namespace Workflows.Approvals.Duties;

/// <summary>What a unit owes (domain §3.16).</summary>
public enum DutyKind
{
    /// <summary>One of the tasks of the annual work points.</summary>
    WorkPoint,

    /// <summary>Half-yearly report, to the expert group (R50).</summary>
    HalfYearReport,

    /// <summary>Yearly summary of a community, to the project group (R50, R51).</summary>
    YearlySummary,

    /// <summary>Yearly summary and plan of a member, to the project group (R51).</summary>
    YearlySummaryAndPlan,
    WorkPlan,

    /// <summary>A fee; it is done when the payee confirms the voucher (R52).</summary>
    Fee,
    Statistics,
    SurveyReport,

    /// <summary>What shows that a community does what its articles ask (管理办法 第十六条), once in a cycle or in a year.</summary>
    Evidence,
}

/// <summary>Where a duty stands. Overdue is recorded and reminded of; nothing else follows from it (R46).</summary>
public enum DutyState
{
    Open,
    Submitted,
    Accepted,
    Overdue,
}
