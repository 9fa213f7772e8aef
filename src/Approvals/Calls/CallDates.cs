using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Calls;

/// <summary>A date of a call that a later document moved.</summary>
/// <param name="Field"><c>closesOn</c>.</param>
/// <param name="DocumentId">The document that moved it.</param>
public sealed record DateChange(string Field, DateOnly From, DateOnly To, DateTimeOffset At, long DocumentId);

/// <summary>Days from one to the other, both inclusive.</summary>
public sealed record DayRange(DateOnly From, DateOnly To);

public sealed partial class Call
{
    /// <summary>The last instant at which something is in time (R9).</summary>
    public DateTimeOffset ClosesAt => CloseTime is { } time ? ShanghaiTime.At(ClosesOn, time) : ShanghaiTime.EndOf(ClosesOn);

    public bool IsInTime(DateTimeOffset at) => at <= ClosesAt;

    /// <summary>Sets the closing date of a call that is being prepared; later only <see cref="MoveDeadline"/> can (R8).</summary>
    /// <param name="parent">The national call, where there is one: a local deadline may not be later (R6).</param>
    public Refusal? SetDeadline(DateOnly closesOn, TimeOnly? closeTime = null, Call? parent = null)
    {
        if (Status != CallStatus.Draft) return new Refusal("call.deadline-fixed", Code, ClosesOn);
        if (LaterThan(parent, closesOn, closeTime)) return new Refusal("call.deadline-after-parent", closesOn, parent!.ClosesOn);
        (ClosesOn, CloseTime) = (closesOn, closeTime);
        return null;
    }

    /// <summary>A newly dispatched document moves the closing date; the old one stays in the history (R8, R6).</summary>
    public Refusal? MoveDeadline(DateOnly closesOn, long documentId, DateTimeOffset at, Call? parent = null)
    {
        if (Status is not (CallStatus.Draft or CallStatus.Open)) return new Refusal("call.closed", Code);
        if (documentId == DocumentId) return new Refusal("call.deadline-needs-document", Code);
        if (LaterThan(parent, closesOn, CloseTime)) return new Refusal("call.deadline-after-parent", closesOn, parent!.ClosesOn);
        DateHistory = [.. DateHistory, new DateChange("closesOn", ClosesOn, closesOn, at, documentId)];
        ClosesOn = closesOn;
        return null;
    }

    private static bool LaterThan(Call? parent, DateOnly closesOn, TimeOnly? closeTime) =>
        parent is not null && (closeTime is { } time ? ShanghaiTime.At(closesOn, time) : ShanghaiTime.EndOf(closesOn)) > parent.ClosesAt;
}
