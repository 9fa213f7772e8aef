using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Seals;

/// <summary>
/// Asks for the PDF of what was just decided, in the decision's own transaction. A paper that still waits takes the newer state too; otherwise a new version is asked for.
/// </summary>
public sealed class RequestPaper(ApprovalsDb db, AuditTrail audit, IdSource ids, RandomNumber random, TimeProvider clock)
{
    public Task<SealedPaper> OfForm(long caseId, string formKey, CancellationToken cancellation = default) => Run(PaperKind.CaseForm, caseId, null, formKey, cancellation);

    public Task<SealedPaper> OfFiling(long listId, CancellationToken cancellation = default) => Run(PaperKind.FilingCertificate, null, listId, null, cancellation);

    public Task<SealedPaper> OfList(long listId, CancellationToken cancellation = default) => Run(PaperKind.PublishedList, null, listId, null, cancellation);

    private async Task<SealedPaper> Run(PaperKind kind, long? caseId, long? listId, string? formKey, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        bool Same(SealedPaper p) => p.Kind == kind && p.CaseId == caseId && p.ListId == listId && p.FormKey == formKey && p.State != PaperState.Ready;
        var waiting = db.SealedPapers.Local.FirstOrDefault(Same)
            ?? await db.SealedPapers.FirstOrDefaultAsync(p => p.Kind == kind && p.CaseId == caseId && p.ListId == listId && p.FormKey == formKey && p.State != PaperState.Ready, cancellation);
        if (waiting is not null)
        {
            waiting.AskAgain(now);
        }
        else
        {
            waiting = SealedPaper.Ask(ids.Next(), kind, caseId, listId, formKey, CheckCode.New(random), now);
            db.SealedPapers.Add(waiting);
        }

        await audit.Write(Subject.Paper(waiting.Id), "paper.requested", new AuditDetail { After = waiting.Code, Comment = kind.ToString() }, cancellation);
        return waiting;
    }
}
