using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Scans;

/// <summary>What a person found who looked at a scan.</summary>
/// <param name="IsRight">Each page is the printed one but for the seal.</param>
/// <param name="Pages">Which printed page a page is whose code could not be read, by its number in the scan.</param>
/// <param name="Comment">Why it is not right.</param>
public sealed record ScanDecision(bool IsRight, string? Comment = null, Dictionary<string, int>? Pages = null);

/// <summary>A person has looked at each scanned page beside the printed one.</summary>
public sealed class DecideScan(UnitOfWork unit, TimeProvider clock)
{
    public Task<Result<Done>> Run(Caller caller, long scanId, ScanDecision decision, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.PaperScans.SingleOrDefaultAsync(s => s.Id == scanId, token) is not { } scan || !await scope.GetRequiredService<MaySeeCase>().Run(caller, scan.CaseId, token)) return new Refusal("scan.unknown", scanId);
            if (!await AttachFile.HasWork(db, caller, scan.CaseId, token)) return new Refusal("scan.not-yours");
            if (decision.Pages is { Count: > 0 } pages)
                scan.Pages = [.. scan.Pages.Select(p => p.Page == 0 && pages.TryGetValue(p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), out var page) && page >= 1 && page <= scan.PageCount ? p with { Page = page } : p)];
            if (scan.Decide(decision.IsRight, decision.Comment, caller.PersonId, clock.GetUtcNow()) is { } refusal) return refusal;
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Case(scan.CaseId), decision.IsRight ? "scan.confirmed" : "scan.rejected", new AuditDetail { Comment = scan.Comment }, token);
            return Done.Result;
        },
        cancellation);
}
