using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>Finding documents and what they opened.</summary>
public static class FindingDocuments
{
    /// <summary>The document of a number, however it is typed (R2).</summary>
    public static Task<Document?> FindDocument(this ApprovalsDb db, string number, CancellationToken cancellation = default)
    {
        var key = DocumentNumber.Key(number);
        return db.Documents.FirstOrDefaultAsync(d => d.NumberKey == key, cancellation);
    }

    /// <summary>The document that was made in a case.</summary>
    public static async Task<Document?> DocumentOfCase(this ApprovalsDb db, long caseId, CancellationToken cancellation = default) =>
        db.Documents.Local.FirstOrDefault(d => d.CaseId == caseId)
        ?? await db.Documents.Include(d => d.Receipts).FirstOrDefaultAsync(d => d.CaseId == caseId, cancellation);

    /// <summary>The call that a document opened, or that names it as its document.</summary>
    public static async Task<Call?> CallOf(this ApprovalsDb db, Document document, CancellationToken cancellation = default) =>
        document.OpenedCallId is { } opened
            ? await db.Calls.FindAsync([opened], cancellation)
            : await db.Calls.Where(c => c.DocumentId == document.Id).OrderBy(c => c.Id).FirstOrDefaultAsync(cancellation);
}
