using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Documents;

/// <summary>An issued document as it is entered.</summary>
/// <param name="Number">As printed; the same number in other brackets is the same document (R2).</param>
/// <param name="IssuerId">The issuing organisation; the caller is its handler or head.</param>
/// <param name="UpstreamNumber">The document that this one forwards.</param>
public sealed record NewDocument(string Number, string Title, long IssuerId, DateOnly? IssuedOn = null, string? UpstreamNumber = null);


/// <summary>A document that was entered.</summary>
public sealed record RegisteredDocument(long Id, string? Number);

/// <summary>Enters a document that was issued elsewhere into the register; numbers drawn here go on from it.</summary>
public sealed class RegisterDocument(UnitOfWork unit)
{
    public Task<Result<RegisteredDocument>> Run(Caller caller, NewDocument asked, CancellationToken cancellation = default) =>
        unit.Run<RegisteredDocument>(
            caller.As(seat => seat.OrganisationId == asked.IssuerId),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Organisations.FindAsync([asked.IssuerId], token) is not { } issuer) return new Refusal("organisation.unknown", asked.IssuerId);
                if (!caller.Has(SeatRole.Handler, issuer.Id) && !caller.Has(SeatRole.Head, issuer.Id) && !caller.Has(SeatRole.FlowAdministrator))
                    return new Refusal("document.not-yours", issuer.FullName);
                if (string.IsNullOrWhiteSpace(asked.Number) || string.IsNullOrWhiteSpace(asked.Title)) return new Refusal("document.incomplete");
                var key = DocumentNumber.Key(asked.Number);
                if (await db.Documents.AnyAsync(d => d.NumberKey == key, token)) return new Refusal("document.already-exists", asked.Number);

                var upstreamKey = asked.UpstreamNumber is { Length: > 0 } number ? DocumentNumber.Key(number) : null;
                var upstream = upstreamKey is null ? null : await db.Documents.SingleOrDefaultAsync(d => d.NumberKey == upstreamKey, token);
                if (upstreamKey is not null && upstream is null) return new Refusal("document.unknown", asked.UpstreamNumber!);

                var document = new Document
                {
                    Id = scope.GetRequiredService<IdSource>().Next(), Title = asked.Title.Trim(), IssuerId = issuer.Id, IssuedOn = asked.IssuedOn, UpstreamId = upstream?.Id,
                };
                document.SetNumber(asked.Number);
                if (DocumentNumber.Read(asked.Number) is { } parts)
                    await scope.GetRequiredService<Numbers>().AtLeast(DocumentNumber.Series(issuer.Id, parts.Prefix, parts.Year), parts.Serial, token);
                db.Documents.Add(document);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Document(document.Id), "document.registered", new AuditDetail { After = document.Number }, token);
                return new RegisteredDocument(document.Id, document.Number);
            },
            cancellation);
}
