namespace Workflows.Approvals.Calls;

/// <summary>The life of a call: draft, open, closed, decided, published.</summary>
public sealed partial class Call
{
    public Refusal? Open()
    {
        if (Status != CallStatus.Draft) return new Refusal("call.not-draft", Code);
        if (ClosesOn == default) return new Refusal("call.deadline-missing", Code);
        Status = CallStatus.Open;
        return null;
    }

    /// <summary>By the clock or by hand; a closed call takes no further case.</summary>
    public Refusal? Close()
    {
        if (Status == CallStatus.Closed) return null;
        if (Status != CallStatus.Open) return new Refusal("call.not-open", Code);
        Status = CallStatus.Closed;
        return null;
    }

    public Refusal? MarkDecided()
    {
        if (Status is not (CallStatus.Closed or CallStatus.Decided)) return new Refusal("call.not-closed", Code);
        Status = CallStatus.Decided;
        return null;
    }

    public Refusal? MarkPublished()
    {
        if (Status != CallStatus.Decided) return new Refusal("call.not-decided", Code);
        Status = CallStatus.Published;
        return null;
    }

    /// <summary>Whether the collector sent its batch up after the national deadline (R15).</summary>
    public bool IsCollectorLate(Call? parent) => CollectorSentAt is { } sent && parent?.IsInTime(sent) == false;

    /// <summary>The collector sent its batch up. True: after the parent's deadline, which is the collector's own lateness (R15).</summary>
    public bool RecordSentUp(DateTimeOffset at, Call parent)
    {
        CollectorSentAt = at;
        return !parent.IsInTime(at);
    }
}
