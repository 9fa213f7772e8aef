using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Documents;

/// <summary>Why a document is void.</summary>
public sealed record VoidReason(string? Reason);

/// <summary>The head of the issuing body voids a document; its number is kept with the reason.</summary>
public sealed class CancelDocument(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long documentId, string? reason, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<ApprovalsDb>().Documents.FindAsync([documentId], token) is not { } document) return new Refusal("document.unknown", documentId);
                if (!ReadDocuments.MayVoid(caller, document)) return new Refusal("document.not-yours", document.Number ?? document.Title);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == document.IssuerId);
                var voided = await scope.GetRequiredService<VoidDocument>().Run(documentId, reason, token);
                return voided.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
