using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Account;
using Workflows.Host.Refusals;

namespace Workflows.Host.Jobs;

internal static class PapersApi
{
    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        var papers = api.MapGroup("").WithTags("Papers");

        papers.MapGet("/cases/{id:long}/papers", async (long id, Caller caller, ReadPapers read, HttpContext context, CancellationToken cancellation) =>
            (await read.OfCase(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<IReadOnlyList<PaperView>>()
            .WithSummary("PDF versions of a case's form, the newest first").WithDescription("Each seal and signature asks for a new version; a job makes it after the decision was committed.");

        papers.MapPost("/cases/{id:long}/papers", async (long id, Caller caller, AskForPaper ask, HttpContext context, CancellationToken cancellation) =>
            (await ask.OfCase(caller, id, cancellation)).Answer(context)).Produces<PaperView>().WithSummary("Ask for the printed form of a case, with QR code and page marks");

        papers.MapGet("/lists/{id:long}/papers", async (long id, HttpContext context, FindCaller find, ReadPapers read, CancellationToken cancellation) =>
            await read.OfList(await find.Run(context.User), id, cancellation)).AllowAnonymous().WithSummary("PDF versions of a list and of the certificate of its filing");

        papers.MapGet("/documents/{id:long}/papers", async (long id, HttpContext context, FindCaller find, ReadPapers read, CancellationToken cancellation) =>
            await read.About(await find.Run(context.User), PaperKind.OfficialDocument, new PaperSubject(DocumentId: id), cancellation)).AllowAnonymous().WithSummary("PDF versions of an official document");

        papers.MapPost("/documents/{id:long}/papers", async (long id, Caller caller, AskForPaper ask, HttpContext context, CancellationToken cancellation) =>
            (await ask.OfDocument(caller, id, cancellation)).Answer(context)).Produces<PaperView>().WithSummary("Ask for an official document with its red header (红头文件)");

        papers.MapGet("/seals/{id:long}/papers", async (long id, Caller caller, ReadPapers read, CancellationToken cancellation) =>
            await read.About(caller, PaperKind.SealApplication, new PaperSubject(SealId: id), cancellation)).WithSummary("The application for a seal as PDF");

        papers.MapGet("/papers", async (Caller caller, ReadPapers read, HttpContext context, CancellationToken cancellation) =>
            caller.Has(SeatRole.FlowAdministrator) ? Results.Ok(await read.Unmade(cancellation)) : context.Unknown("paper", 0)).Produces<IReadOnlyList<PaperView>>()
            .WithSummary("Papers that wait or could not be made").WithDescription("For flow administrators.");

        papers.MapGet("/papers/{id:long}/file", async (long id, bool? download, HttpContext context, FindCaller find, ReadPapers read, MaySeeCase maySee, NoteAct note, CancellationToken cancellation) =>
        {
            var caller = await find.Run(context.User);
            if (await read.File(caller, id, cancellation) is not var (bytes, name, caseId)) return context.Unknown("paper", id);

            // What is masked on the page stands in full on the paper.
            var isNoted = caller is not null && caseId is { } of && !await maySee.WorksOn(caller, of, cancellation);
            return isNoted ? await note.HandOut(context, caller!, "personal.shown", Subject.Case(caseId!.Value), name, Pdf, cancellation) : Pdf();

            IResult Pdf() => download == true ? Results.File(bytes, "application/pdf", name) : Results.File(bytes, "application/pdf");
        }).AllowAnonymous().Produces<byte[]>(contentType: "application/pdf").WithSummary("The PDF").WithDescription("A published list without signing in; everything else for who may see what it shows. `download=true` names the file. Of the form of a case it is an entry for who does not work on the case.");

        papers.MapPost("/papers/{id:long}/retry", async (long id, Caller caller, AskForPaper ask, HttpContext context, CancellationToken cancellation) =>
            (await ask.Again(caller, id, cancellation)).Answer(context)).Produces<PaperView>().WithSummary("Try again to make a paper").WithDescription("For flow administrators.");
    }
}
