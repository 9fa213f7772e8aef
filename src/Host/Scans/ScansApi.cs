using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;

namespace Workflows.Host.Scans;

internal static class ScansApi
{
    public static void MapScans(this IEndpointRouteBuilder api)
    {
        var scans = api.MapGroup("").WithTags("Scans");

        scans.MapGet("/cases/{id:long}/scans", async (long id, Caller caller, ReadScans read, HttpContext context, CancellationToken cancellation) =>
            (await read.OfCase(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<IReadOnlyList<ScanView>>().WithSummary("Scans of a case's form that was sealed by hand, the newest first");

        scans.MapPost("/cases/{id:long}/scans", async (long id, IFormFileCollection files, Caller caller, TakeScan take, HttpContext context, CancellationToken cancellation) =>
        {
            if (files.Sum(f => f.Length) > TakeScan.LargestScan) return RefusalProblem.Problem(context, new Refusal("attachment.too-large", TakeScan.LargestScan / 1024 / 1024));
            var bytes = new List<byte[]>();
            foreach (var file in files)
            {
                using var buffer = new MemoryStream();
                await file.CopyToAsync(buffer, cancellation);
                bytes.Add(buffer.ToArray());
            }

            return (await take.Run(caller, id, bytes, cancellation)).Answer(context);
        }).DisableAntiforgery().Produces<ScanView>().WithMetadata(new RequestSizeLimitAttribute(TakeScan.LargestScan + 64 * 1024))
          .WithSummary("Hand in the scan of a form that was printed here and sealed by hand").WithDescription("A PDF as scanners make it, or JPEG or PNG pictures of the pages; 40 MB in all. Pages are told by their QR codes.");

        scans.MapGet("/scans/{id:long}/pages/{number:int}/{which:regex(^(scanned|printed)$)}", async (long id, int number, string which, Caller caller, ReadScans read, MaySeeCase maySee, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        {
            if (await read.Picture(caller, id, number, which == "printed", cancellation) is not var (bytes, type, caseId)) return context.Unknown("scan", id);

            // What is masked on the page stands in full on the paper.
            return await maySee.WorksOn(caller, caseId, cancellation)
                ? Results.File(bytes, type)
                : await note.HandOut(context, caller, "personal.shown", Subject.Case(caseId), string.Create(CultureInfo.InvariantCulture, $"{which} {number}"), () => Results.File(bytes, type), cancellation);
        }).Produces<byte[]>(contentType: "image/jpeg").WithSummary("A scanned page, or the printed page beside it").WithDescription("For who may see the case. It is an entry for who does not work on it.");

        scans.MapPost("/scans/{id:long}/decision", async (long id, ScanDecision decision, Caller caller, DecideScan decide, HttpContext context, CancellationToken cancellation) =>
            (await decide.Run(caller, id, decision, cancellation)).Answer(context)).Produces(204).WithSummary("Say whether a scan shows what was printed, but for the seal")
            .WithDescription("For who has work on the case. `pages` says which printed page a page is whose code could not be read.");
    }
}
