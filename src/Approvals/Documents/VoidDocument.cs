using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Documents;

/// <summary>作废: the document no longer counts; its number stays in the register with the reason and is never given again.</summary>
public sealed class VoidDocument(ApprovalsDb db, AuditTrail audit, CurrentActor actor, TimeProvider clock)
{
    /// <returns>The document, or <c>document.unknown</c>, <c>document.void-already</c>, <c>document.reason-required</c>.</returns>
    public async Task<Result<Document>> Run(long documentId, string? why, CancellationToken cancellation = default)
    {
        if (await db.Documents.FindAsync([documentId], cancellation) is not { } document) return new Refusal("document.unknown", documentId);
        if (document.Void(why, actor.Actor.PersonId, clock.GetUtcNow()) is { } refusal) return refusal;
        await audit.Write(Subject.Document(documentId), "document.voided", new AuditDetail { Before = document.Number, Comment = document.VoidedWhy }, cancellation);
        return document;
    }
}
