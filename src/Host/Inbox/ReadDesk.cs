using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Parts;

namespace Workflows.Host.Inbox;

/// <summary>A work item with everything beside it that one reads before deciding.</summary>
/// <param name="Case">Null for work that belongs to a call.</param>
/// <param name="Clause">What the step rests on, as the chain names it.</param>
public sealed record Desk(WorkItemView Item, CaseFile? Case, string CallCode, string CallTitle, string? Clause);

/// <summary>Reads a work item and its case for somebody who may see it.</summary>
public sealed class ReadDesk(ApprovalsDb db, ReadWorkItem items, ReadCaseFile cases)
{
    public async Task<Desk?> Run(Caller caller, long workItemId, CancellationToken cancellation = default)
    {
        if (await items.Run(caller, workItemId, cancellation) is not { } item) return null;
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == item.CallId, cancellation);
        var subject = Subject.Of(item.CaseId, item.CallId);
        var opened = string.Create(CultureInfo.InvariantCulture, $"{item.Kind}:{item.Id}");
        var clause = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject && e.Action == "work-item.opened" && e.After == opened)
            .Select(e => e.Clause).FirstOrDefaultAsync(cancellation);
        return new Desk(item, item.CaseId is { } caseId ? await cases.Run(caller, caseId, cancellation: cancellation) : null, call.Code, call.Title, clause);
    }
}
