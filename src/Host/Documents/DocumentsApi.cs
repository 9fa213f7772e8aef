using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Documents;
using Workflows.Host.Refusals;

namespace Workflows.Host.Documents;

internal static class DocumentsApi
{
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");

        documents.MapGet("", async (ApprovalsDb db, string? number, CancellationToken cancellation) =>
        {
            var found = db.Documents.AsNoTracking();
            if (!string.IsNullOrWhiteSpace(number))
            {
                var key = DocumentNumber.Key(number);
                found = found.Where(d => d.NumberKey == key);
            }
            return await found.OrderByDescending(d => d.IssuedOn).ThenBy(d => d.Id).Take(200)
                .Select(d => new DocumentView(d.Id, d.Number, d.Title, d.IssuerId, d.Issuer!.FullName, d.IssuedOn, d.UpstreamId)).ToListAsync(cancellation);
        }).WithSummary("Issued documents, the newest first").WithDescription("`number` finds a document however its brackets, width and leading zeros are typed (R2). At most 200.");

        documents.MapPost("", async (NewDocument document, Caller caller, IssueDocument issue, HttpContext context, CancellationToken cancellation) =>
            (await issue.Run(caller, document, cancellation)).Answer(context)).Produces<DocumentView>().WithSummary("Enter an issued document");
    }
}
