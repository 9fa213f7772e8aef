using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>In which order an inbox is read.</summary>
public enum InboxSort
{
    /// <summary>What arrived last comes first; the default.</summary>
    Newest,

    /// <summary>What has waited longest comes first.</summary>
    Oldest,

    /// <summary>What is due first comes first; what is never due comes last.</summary>
    Due,

    /// <summary>The highest priority comes first, within it the newest.</summary>
    Priority,
}

/// <summary>What of an inbox to show. Everything that is given has to be met.</summary>
public sealed record InboxFilter
{
    public long? CallId { get; init; }

    /// <summary>Kind of work, e.g. <c>ApplySeal</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The chain that asks.</summary>
    public string? ChainId { get; init; }

    /// <summary>The organisation that the work is about: the applicant of its case, or who does it where there is no case.</summary>
    public long? UnitId { get; init; }

    /// <summary>Administrative level of that organisation.</summary>
    public AdminLevel? Level { get; init; }

    /// <summary>Part of the title, the unit's name or the case number.</summary>
    public string? Text { get; init; }

    /// <summary>Only what is due by this instant; the end of a day is 24:00 of it.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>Only what has a priority above 0.</summary>
    public bool IsUrgent { get; init; }
    public InboxSort Sort { get; init; }

    /// <summary>Continue after this row, in the same order; empty: from the first.</summary>
    public InboxCursor? After { get; init; }

    /// <summary>Rows per page, 1 to 200; default 20.</summary>
    public int Size { get; init; } = 20;
}

/// <summary>Where a page ended.</summary>
/// <param name="At">When its last row arrived; by due date, when it is due.</param>
/// <param name="Priority">Its priority, where that is the order.</param>
public sealed record InboxCursor(DateTimeOffset At, long WorkItemId, int Priority = 0);
