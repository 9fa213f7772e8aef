using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

public sealed partial class Call
{
    /// <summary>May the unit open a case under this call now? Open and in time (R9), of an eligible kind (R17), addressed (R3).</summary>
    public Refusal? MayBeAnsweredBy(Organisation unit, IEnumerable<Membership> memberships, DateTimeOffset at)
    {
        var today = ShanghaiTime.DayOf(at);
        if (Status != CallStatus.Open || !IsInTime(at)) return new Refusal("call.closed", Code, ClosesOn);
        if (today < OpensOn) return new Refusal("call.not-yet-open", Code, OpensOn);
        if (unit.Status != OrganisationStatus.Active) return new Refusal("organisation.not-active", unit.FullName);
        if (EligibleKinds.Count > 0 && !EligibleKinds.Contains(unit.Kind)) return new Refusal("call.not-eligible", Code, unit.FullName);
        if (!Covers(unit.AreaCode) || Audience?.Includes(unit, memberships, today) == false) return new Refusal("call.not-addressed", Code, unit.FullName);
        return null;
    }

    /// <summary>Does the area lie within the call's scope?</summary>
    public bool Covers(string areaCode) => ScopeAreaCode is null || areaCode.StartsWith(ScopeAreaCode, StringComparison.Ordinal);

    /// <summary>A child call may add to what the parent asks for, never drop any of it (R7).</summary>
    public Refusal? KeepsMaterialsOf(Call parent)
    {
        var paper = Materials.Exists(m => m.Paper);
        var electronic = Materials.Exists(m => m.Electronic);
        return parent.Materials.Exists(m => m.Paper && !paper || m.Electronic && !electronic)
            ? new Refusal("call.materials-dropped", Code, parent.Code)
            : null;
    }
}
