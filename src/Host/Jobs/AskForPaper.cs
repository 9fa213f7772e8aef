using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Persistence;

namespace Workflows.Host.Jobs;

/// <summary>Somebody wants a paper: the printed form of a case that has no seal yet, or another try at one that could not be made.</summary>
public sealed class AskForPaper(UnitOfWork unit)
{
    /// <summary>The form of a case as it is now, to print. One that is being made, or is made of the newest revision and seals, serves.</summary>
    public Task<Result<PaperView>> OfCase(Caller caller, long caseId, CancellationToken cancellation = default) => unit.Run<PaperView>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var item = await db.Cases.Include(c => c.Forms).Include(c => c.Call).SingleOrDefaultAsync(c => c.Id == caseId, token);
            if (item is null || !await scope.GetRequiredService<MaySeeCase>().Run(caller, caseId, token)) return new Refusal("case.unknown", caseId);
            if (item.Call!.FormKey is not { } key || item.Form(key) is not { } form) return new Refusal("case.no-form", item.Number);
            var newest = await db.SealedPapers.Where(p => p.CaseId == caseId && p.FormKey == key).OrderByDescending(p => p.Id).FirstOrDefaultAsync(token);
            if (newest is { State: PaperState.Waiting } || (newest is { State: PaperState.Ready } && newest.FormRevision == form.Revision)) return PaperView.Of(newest);
            return PaperView.Of(await scope.GetRequiredService<RequestPaper>().OfForm(caseId, key, token));
        },
        cancellation);

    /// <summary>An official document with its red header, once it is issued; the file that is there serves.</summary>
    public Task<Result<PaperView>> OfDocument(Caller caller, long documentId, CancellationToken cancellation = default) => unit.Run<PaperView>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.Documents.SingleOrDefaultAsync(d => d.Id == documentId, token) is not { } document) return new Refusal("document.unknown", documentId);
            if (document.IssuedOn is null || document.Number is null) return new Refusal("document.not-issued");
            var newest = await db.SealedPapers.About(PaperKind.OfficialDocument, new PaperSubject(DocumentId: documentId)).OrderByDescending(p => p.Id).FirstOrDefaultAsync(token);
            return PaperView.Of(newest is { State: PaperState.Waiting or PaperState.Ready } ? newest : await scope.GetRequiredService<RequestPaper>().OfDocument(documentId, token));
        },
        cancellation);

    /// <summary>Tries a paper again that could not be made.</summary>
    public Task<Result<PaperView>> Again(Caller caller, long id, CancellationToken cancellation = default) => unit.Run<PaperView>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.SealedPapers.SingleOrDefaultAsync(p => p.Id == id, token) is not { } paper || !await scope.GetRequiredService<ReadPapers>().MaySee(caller, paper, token)) return new Refusal("paper.unknown", id);
            if (!caller.Has(SeatRole.FlowAdministrator)) return new Refusal("paper.not-yours", paper.Id);
            if (paper.State == PaperState.Ready) return PaperView.Of(paper);
            paper.AskAgain(scope.GetRequiredService<TimeProvider>().GetUtcNow());
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Paper(id), "paper.requested", new AuditDetail { After = paper.Code }, token);
            return PaperView.Of(paper);
        },
        cancellation);
}
