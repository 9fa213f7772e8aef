using System.Globalization;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>
/// What a case or a call ran on is part of its record, also when it is over: the trace shows the chain of that version with the path taken, and the bundle holds its chart. So it is never
/// deleted; only trial runs and charts that nothing ever ran on are.
/// </summary>
internal static class CaseRecord
{
    private const int Piece = 500;

    /// <summary>How deep instances may start each other before nobody looks further up.</summary>
    private const int Deepest = 20;

    /// <returns>Number of the case or code of the call whose record the instance is, itself or by the one that started it; null: nobody's.</returns>
    public static async Task<string?> Of(ApprovalsDb db, IWorkflowStore store, WorkflowInstance instance, CancellationToken cancellation)
    {
        for (var (of, depth) = ((WorkflowInstance?)instance, 0); of is not null && depth < Deepest; depth++)
        {
            if (await Owner(db, of.CorrelationId, cancellation) is { } owner) return owner;
            of = of.ParentWorkflowInstanceId is { } parent ? await store.FindInstanceAsync(parent, cancellation) : null;
        }
        return null;
    }

    /// <summary>The same of all instances that match; of a chart that cases run on the first piece tells.</summary>
    public static async Task<string?> OfAny(ApprovalsDb db, IWorkflowStore store, WorkflowInstanceFilter filter, CancellationToken cancellation)
    {
        for (var offset = 0; ; offset += Piece)
        {
            var piece = (await store.ListInstancesAsync(filter, page: new PageArgs { Offset = offset, Limit = Piece }, cancellationToken: cancellation)).Items;
            foreach (var instance in piece)
                if (await Of(db, store, instance, cancellation) is { } owner) return owner;
            if (piece.Count < Piece) return null;
        }
    }

    private static async Task<string?> Owner(ApprovalsDb db, string? correlation, CancellationToken cancellation) => correlation?.Split(':') switch
    {
        ["case", var id] when Number(id) is { } caseId => await db.Cases.Where(c => c.Id == caseId).Select(c => c.Number).FirstOrDefaultAsync(cancellation),
        ["call", var id] when Number(id) is { } callId => await db.Calls.Where(c => c.Id == callId).Select(c => c.Code).FirstOrDefaultAsync(cancellation),
        _ => null,
    };

    private static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
