using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Cases;

/// <summary>The way a case takes to the project group.</summary>
public sealed partial class Case
{
    /// <summary>Chooses the route and with it the deadline: recommended = the call's, direct = the national call's (R10).</summary>
    public Refusal? ChooseRoute(Route route, Call call, Call national)
    {
        var allowing = route == Route.Direct ? national : call;
        if (!allowing.Routes.Contains(route)) return new Refusal("case.route-not-allowed", allowing.Code, route);
        Route = route;
        DueAt = allowing.ClosesAt;
        return null;
    }

    /// <summary>
    /// The second door (R13): received late or not recommended by the collector, the case may go direct while the national
    /// call is open and in time.
    /// </summary>
    public bool MayGoDirect(Call national, DateTimeOffset now) =>
        Route == Route.Recommended
        && national.Routes.Contains(Route.Direct)
        && national.Status == CallStatus.Open
        && national.IsInTime(now);

    /// <summary>A unit may take its case back until the collector or the project group has received it.</summary>
    public Refusal? Recall()
    {
        if (Status is not (CaseStatus.Draft or CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.Returned))
            return new Refusal("case.not-recallable", Number);
        Status = CaseStatus.Recalled;
        return null;
    }

    /// <summary>The chain of the case is over.</summary>
    public bool HasEnded => Status
        is CaseStatus.Rejected or CaseStatus.Late or CaseStatus.NotForwarded or CaseStatus.Recalled or CaseStatus.NotListed or CaseStatus.Exited
        or CaseStatus.ProvincialOnly or CaseStatus.NotPassed or CaseStatus.Accepted or CaseStatus.Dispatched;
}
