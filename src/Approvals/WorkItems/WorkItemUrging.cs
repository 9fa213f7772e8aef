using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.WorkItems;

/// <summary>Reminding and escalating: what the clock and people may do about work that waits. Neither decides it (R23).</summary>
public sealed partial class WorkItem
{
    /// <summary>The clock reminds once; people once a day in Shanghai, so that nobody is flooded.</summary>
    internal Refusal? Remind(DateTimeOffset at, bool byHand)
    {
        if (byHand && RemindedAt is { } before && ShanghaiTime.DayOf(before) == ShanghaiTime.DayOf(at)) return new Refusal("work-item.reminded-today", before);
        RemindedAt = at;
        if (!byHand) RemindsAt = null;
        return null;
    }

    /// <summary>The calendar of holidays changed, and an administrator lets the due times follow. What was put before a higher seat stays there.</summary>
    internal void MoveDue(DateTimeOffset due, DateTimeOffset? reminds) => (DueAt, RemindsAt) = (due, reminds);

    /// <summary>Only overdue work that time does not decide, and only once.</summary>
    internal Refusal? Escalate(DateTimeOffset at)
    {
        if (EscalatesTo == EscalationTarget.Nobody || OutcomeWhenDue is not null || EscalatedAt is not null) return new Refusal("work-item.not-escalated");
        if (DueAt is null || at <= DueAt) return new Refusal("work-item.not-due", DueAt ?? at);
        (EscalatedAt, RemindsAt) = (at, null);
        return null;
    }
}
