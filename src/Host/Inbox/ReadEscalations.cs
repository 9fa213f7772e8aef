using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Inbox;

/// <summary>Work of others that was put before one of the caller's seats because it was overdue (R23).</summary>
/// <param name="WorkItemId">The work item, open or finished since.</param>
/// <param name="Organisation">Whose work it is.</param>
/// <param name="At">When the clock put it before the caller.</param>
/// <param name="Outcome">How it was decided since, by whom it was asked.</param>
public sealed record EscalatedLine(
    long WorkItemId, string Kind, Label Title, long? CaseId, string? CaseNumber, string Unit, string? Organisation, long CallId,
    DateTimeOffset? DueAt, DateTimeOffset At, DateTimeOffset? RemindedAt, bool IsOpen, string? Outcome);

/// <summary>Reads the overdue work that was put before the caller, the latest first.</summary>
public sealed class ReadEscalations(ApprovalsDb db)
{
    /// <summary>Lines at most.</summary>
    public const int Most = 200;

    /// <param name="text">Only what has it in its title, its unit's name or its case number.</param>
    public async Task<IReadOnlyList<EscalatedLine>> Run(Caller caller, string? text = null, CancellationToken cancellation = default)
    {
        var part = text?.Trim() ?? "";
        var principals = caller.Principals;
        var escalations = await db.Escalations.AsNoTracking().Where(e => principals.Contains(e.SeatId)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Most).ToListAsync(cancellation);
        var ids = escalations.Select(e => e.WorkItemId).ToList();
        var open = await db.WorkItems.AsNoTracking().Include(i => i.Organisation).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellation);
        var finished = await db.FinishedWorkItems.AsNoTracking().Include(i => i.Organisation).Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellation);
        return
        [
            .. escalations.Select(e => open.TryGetValue(e.WorkItemId, out var item)
                ? new EscalatedLine(item.Id, item.Kind, item.Title, item.CaseId, item.CaseNumber, item.Unit, item.Organisation?.FullName, item.CallId, item.DueAt, e.At, item.RemindedAt, IsOpen: true, null)
                : finished.TryGetValue(e.WorkItemId, out var done)
                    ? new EscalatedLine(done.Id, done.Kind, done.Title, done.CaseId, done.CaseNumber, done.Unit, done.Organisation?.FullName, done.CallId, done.DueAt, e.At, null, IsOpen: false, done.Outcome)
                    : null).OfType<EscalatedLine>()
                .Where(line => new[] { line.Title.Zh, line.Title.En, line.Unit, line.CaseNumber }.Any(words => words?.Contains(part, StringComparison.OrdinalIgnoreCase) == true))
                .OrderByDescending(line => line.IsOpen),
        ];
    }

    /// <summary>How many of them are still open.</summary>
    public Task<int> Open(Caller caller, CancellationToken cancellation = default)
    {
        var principals = caller.Principals;
        return db.Escalations.CountAsync(e => principals.Contains(e.SeatId) && db.WorkItems.Any(i => i.Id == e.WorkItemId), cancellation);
    }
}
