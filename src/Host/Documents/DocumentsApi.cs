using Workflows.Host.Refusals;

namespace Workflows.Host.Documents;

internal static class DocumentsApi
{
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");

        documents.MapGet("", async (Caller _, ReadDocuments read, string? number, string? text, CancellationToken cancellation) => await read.All(number, text, cancellation))
            .WithSummary("The register of documents, the newest first").WithDescription("`number` finds a document however its brackets, width and leading zeros are typed (R2); `text` a part of number, title or issuer. At most 200.");

        documents.MapGet("/released", async (ReadDocuments read, CancellationToken cancellation) => await read.Released(cancellation))
            .AllowAnonymous().WithSummary("Documents that were released online");
        documents.MapGet("/released/{id:long}", async (long id, ReadDocuments read, HttpContext context, CancellationToken cancellation) => (await read.ReleasedOne(id, cancellation)).OrUnknown(context, "document", id))
            .AllowAnonymous().Produces<ReleasedDocument>().WithSummary("One document that was released online");

        documents.MapGet("/{id:long}", async (long id, Caller caller, ReadDocuments read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(caller, id, cancellation)).OrUnknown(context, "document", id)).Produces<DocumentDetail>()
            .WithSummary("One document with its recipients and receipts").WithDescription("The issuer, whoever issued what it forwards, and auditors see every receipt, also those of documents that forward it; a recipient sees its own.");

        documents.MapPost("", async (NewDocument document, Caller caller, RegisterDocument register, HttpContext context, CancellationToken cancellation) =>
            (await register.Run(caller, document, cancellation)).Answer(context)).Produces<RegisteredDocument>().WithSummary("Enter a document that was issued elsewhere")
            .WithDescription("Numbers drawn by the chain of documents go on from it.");

        documents.MapPost("/{id:long}/receipt", async (long id, ReceiptAnswer answer, Caller caller, SignForDocument sign, HttpContext context, CancellationToken cancellation) =>
            (await sign.Run(caller, id, answer, cancellation)).Answer(context)).Produces(204).WithSummary("Sign for a document")
            .WithDescription("Also after the chain has stopped waiting: the receipt is then late. `acknowledgeAndForward` opens a draft that forwards it.");

        documents.MapPost("/{id:long}/void", async (long id, VoidReason reason, Caller caller, CancelDocument cancel, HttpContext context, CancellationToken cancellation) =>
            (await cancel.Run(caller, id, reason.Reason, cancellation)).Answer(context)).Produces(204).WithSummary("Void a document with a reason").WithDescription("Its number stays in the register and is never given again.");
    }
}
