using System.Globalization;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;

namespace Workflows.Host.Inbox;

/// <summary>One line of an inbox.</summary>
/// <param name="IsBatchable">It may be decided together with others.</param>
/// <param name="IsMine">Claimed by the caller or assigned to the caller; otherwise offered to one of the caller's seats.</param>
public sealed record InboxLine(
    long Id, string Kind, Label Title, long? CaseId, string? CaseNumber, string Unit, long CallId, string ChainId, int Priority, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, bool IsMine, bool IsBatchable)
{
    public static InboxLine Of(InboxRow row, long personId) => new(
        row.WorkItemId, row.Kind, row.Title, row.CaseId, row.CaseNumber, row.Unit, row.CallId, row.ChainId, row.Priority, row.CreatedAt, row.DueAt, row.Principal == personId, row.IsBatchable);
}

/// <summary>A page of open work items.</summary>
/// <param name="Next">Give it back as <c>after</c> for the next page; empty on the last one.</param>
/// <param name="Count">Items that match, counted up to 1,000 per seat.</param>
/// <param name="IsCapped">There are more than counted.</param>
public sealed record InboxLines(IReadOnlyList<InboxLine> Items, string? Next, int Count, bool IsCapped);

/// <summary>How many open work items, by kind.</summary>
public sealed record InboxCounts(int Count, bool IsCapped, IReadOnlyDictionary<string, int> ByKind);

/// <summary>One line of "my finished work".</summary>
public sealed record FinishedLine(
    long Id, string Kind, Label Title, long? CaseId, string? CaseNumber, string Unit, long CallId, string? Outcome, string? Comment, DateTimeOffset FinishedAt)
{
    public static FinishedLine Of(FinishedWorkItem item) => new(
        item.Id, item.Kind, item.Title, item.CaseId, item.CaseNumber, item.Unit, item.CallId, item.Outcome, item.Comment, item.FinishedAt);
}

/// <summary>A page of finished work, the newest first.</summary>
public sealed record FinishedLines(IReadOnlyList<FinishedLine> Items, string? Next);

/// <summary>The place where a page ended, as text that a caller gives back unread.</summary>
internal static class PageKey
{
    public static string Write(DateTimeOffset at, long id, int priority = 0) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks:x}-{id:x}-{priority:x}");

    /// <summary>Null for an empty or unreadable text: the first page.</summary>
    public static (DateTimeOffset At, long Id, int Priority)? Read(string? text) =>
        text?.Split('-') is [var ticks, var id, var priority]
        && long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var t)
        && long.TryParse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var w)
        && int.TryParse(priority, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var p)
        && t >= 0 && t <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(t, TimeSpan.Zero), w, p)
            : null;
}
