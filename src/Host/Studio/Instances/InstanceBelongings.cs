using System.Globalization;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;

namespace Workflows.Host.Studio.Instances;

/// <summary>Whose chain an instance is: of a case, of a call, or of nobody (a trial run from the designer).</summary>
/// <param name="Subject">Whose audit trail records what happens to the instance.</param>
/// <param name="Case">The case that it carries.</param>
/// <param name="OpenCase">Number of a case that is not over and needs the instance: its own, or one of its call.</param>
internal sealed record InstanceBelongings(string Subject, Case? Case, string? OpenCase)
{
    public static async Task<InstanceBelongings> Of(ApprovalsDb db, WorkflowInstance instance, CancellationToken cancellation)
    {
        if (Number(instance.CorrelationId, "case:") is { } caseId && await db.Cases.AsTracking().FirstOrDefaultAsync(c => c.Id == caseId, cancellation) is { } item)
            return new InstanceBelongings(Approvals.Audit.Subject.Case(item.Id), item, item.HasEnded ? null : item.Number);
        if (Number(instance.CorrelationId, "call:") is not { } callId || !await db.Calls.AnyAsync(c => c.Id == callId, cancellation))
            return new InstanceBelongings(Approvals.Audit.Subject.Instance(instance.Id), null, null);

        // Whether a case is over is a rule of the domain, not of the database.
        var cases = await db.Cases.AsNoTracking().Where(c => c.CallId == callId || c.NationalCallId == callId).OrderBy(c => c.Id).ToListAsync(cancellation);
        return new InstanceBelongings(Approvals.Audit.Subject.Call(callId), null, cases.Find(c => !c.HasEnded)?.Number);
    }

    private static long? Number(string? correlation, string kind) =>
        correlation?.StartsWith(kind, StringComparison.Ordinal) == true && long.TryParse(correlation[kind.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
