using Microsoft.EntityFrameworkCore;
using Workflows.Host.Parts;
using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Attachments;

internal static class AttachmentsApi
{
    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Attachments");

        group.MapGet("/cases/{id:long}/attachments", async (long id, Caller caller, ApprovalsDb db, MaySeeCase maySee, HttpContext context, CancellationToken cancellation) =>
        {
            if (!await maySee.Run(caller, id, cancellation)) return context.Unknown("case", id);
            return Results.Ok(await db.Attachments.AsNoTracking().Where(a => a.CaseId == id).OrderBy(a => a.Id)
                .Select(a => new AttachmentView(a.Id, a.CaseId, a.Name, a.ContentType, (int)a.Size, a.ContentHash, a.Person!.Name, a.At, a.Media)).ToListAsync(cancellation));
        }).Produces<List<AttachmentView>>().WithSummary("Files of a case");

        group.MapPost("/cases/{id:long}/attachments", async (long id, IFormFile file, Caller caller, AttachFile attach, HttpContext context, CancellationToken cancellation) =>
        {
            await using var content = file.OpenReadStream();
            return (await attach.Run(caller, id, file.FileName, content, cancellation)).Answer(context);
        }).DisableAntiforgery().Produces<AttachmentView>().WithSummary("Hand in a file with a case")
            .WithDescription("PDF, JPEG, PNG, DOCX, XLSX, MP4 or MP3, at most 20 MB; what it is is found by looking at the bytes. The caller has open work on the case.")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(AttachFile.LargestFile + 64 * 1024));

        group.MapGet("/attachments/{id:long}", async (long id, Caller caller, ApprovalsDb db, MaySeeCase maySee, HttpContext context, CancellationToken cancellation) =>
        {
            var found = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation);
            if (found is null || !await maySee.Run(caller, found.CaseId, cancellation)) return context.Unknown("attachment", id);
            var content = await db.FileContents.AsNoTracking().SingleAsync(c => c.Hash == found.ContentHash, cancellation);
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return Results.File(content.Bytes, found.ContentType, found.Name);
        }).Produces<byte[]>(contentType: "application/octet-stream").WithSummary("The bytes of a file");
    }
}
