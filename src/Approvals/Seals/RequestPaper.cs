using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Seals;

/// <summary>
/// Asks for the PDF of what was just decided, in the decision's own transaction. A paper that still waits takes the newer state too; otherwise a new version is asked for.
/// </summary>
public sealed class RequestPaper(ApprovalsDb db, AuditTrail audit, IdSource ids, RandomNumber random, TimeProvider clock)
{
    public Task<SealedPaper> OfForm(long caseId, string formKey, CancellationToken cancellation = default) => Run(PaperKind.CaseForm, new PaperSubject(caseId, FormKey: formKey), cancellation);

    public Task<SealedPaper> OfFiling(long listId, CancellationToken cancellation = default) => Run(PaperKind.FilingCertificate, new PaperSubject(ListId: listId), cancellation);

    public Task<SealedPaper> OfList(long listId, CancellationToken cancellation = default) => Run(PaperKind.PublishedList, new PaperSubject(ListId: listId), cancellation);

    public Task<SealedPaper> OfDocument(long documentId, CancellationToken cancellation = default) => Run(PaperKind.OfficialDocument, new PaperSubject(DocumentId: documentId), cancellation);

    public Task<SealedPaper> OfSealApplication(long sealId, CancellationToken cancellation = default) => Run(PaperKind.SealApplication, new PaperSubject(SealId: sealId), cancellation);

    private async Task<SealedPaper> Run(PaperKind kind, PaperSubject of, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var waiting = db.SealedPapers.Local.FirstOrDefault(p => p.Kind == kind && p.Of == of && p.State != PaperState.Ready)
            ?? await db.SealedPapers.About(kind, of).FirstOrDefaultAsync(p => p.State != PaperState.Ready, cancellation);
        if (waiting is not null)
        {
            waiting.AskAgain(now);
        }
        else
        {
            waiting = SealedPaper.Ask(ids.Next(), kind, of, CheckCode.New(random), now);
            db.SealedPapers.Add(waiting);
        }

        await audit.Write(Subject.Paper(waiting.Id), "paper.requested", new AuditDetail { After = waiting.Code, Comment = kind.ToString() }, cancellation);
        return waiting;
    }
}

/// <summary>Papers by what they show.</summary>
public static class FindingPapers
{
    public static IQueryable<SealedPaper> About(this IQueryable<SealedPaper> papers, PaperKind kind, PaperSubject of) =>
        papers.Where(p => p.Kind == kind && p.CaseId == of.CaseId && p.ListId == of.ListId && p.FormKey == of.FormKey && p.DocumentId == of.DocumentId && p.SealId == of.SealId);
}
