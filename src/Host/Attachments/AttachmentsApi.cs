using System.Buffers;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Parts;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
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
            return Results.Ok(await db.Attachments.AsNoTracking().Where(a => a.CaseId == id).Where(Attachment.SeenBy(caller.PersonId)).OrderBy(a => a.Id)
                .Select(a => new AttachmentView(a.Id, a.CaseId, a.Name, a.ContentType, a.Size, a.ContentHash, a.Person!.Name, a.At, a.Media)).ToListAsync(cancellation));
        }).Produces<List<AttachmentView>>().WithSummary("Files of a case");

        group.MapPost("/cases/{id:long}/attachments", async (long id, IFormFile file, long? workItemId, Caller caller, AttachFile attach, HttpContext context, CancellationToken cancellation) =>
        {
            await using var content = file.OpenReadStream();
            return (await attach.Run(caller, id, file.FileName, content, workItemId, cancellation)).Answer(context);
        }).DisableAntiforgery().Produces<AttachmentView>().WithSummary("Hand in a file with a case")
            .WithDescription("PDF, JPEG, PNG, DOCX, XLSX, MP4 or MP3, at most 20 MB; what it is is found by looking at the bytes. The caller has open work on the case. With `workItemId` it is for the opinion on that work item: decide with `data.attachments` = its id; until then only the caller sees it.")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(AttachFile.LargestFile + 64 * 1024));

        group.MapPost("/cases/{id:long}/uploads", async (long id, NewUpload file, Caller caller, UploadInParts uploads, HttpContext context, CancellationToken cancellation) =>
            (await uploads.Begin(caller, id, file, cancellation)).Answer(context)).Produces<UploadView>().WithSummary("Begin to hand in a large file in parts, or go on with it")
            .WithDescription("At most 500 MB. The same name and size find the upload that was begun; `received` says where the next part begins.");

        group.MapGet("/uploads/{id:long}", async (long id, Caller caller, UploadInParts uploads, HttpContext context, CancellationToken cancellation) =>
            (await uploads.Find(caller, id, cancellation)).OrUnknown(context, "upload", id)).Produces<UploadView>().WithSummary("How far an own upload is");

        group.MapPut("/uploads/{id:long}/parts/{from:long}", async (long id, long from, Caller caller, UploadInParts uploads, HttpContext context, CancellationToken cancellation) =>
        {
            // The buffer is of just the size of a part and goes back to the pool: a file of any size costs the memory of one part.
            var buffer = ArrayPool<byte>.Shared.Rent(FileUpload.PartSize);
            try
            {
                var count = await context.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, FileUpload.PartSize), FileUpload.PartSize, throwOnEndOfStream: false, cancellation);
                if (await context.Request.Body.ReadAsync(new byte[1], cancellation) > 0) return RefusalProblem.Problem(context, new Refusal("upload.part-size", FileUpload.PartSize, count + 1));
                return (await uploads.Put(caller, id, from, count == buffer.Length ? buffer : buffer.AsSpan(0, count).ToArray(), cancellation)).Answer(context);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }).Accepts<byte[]>("application/octet-stream").Produces<UploadView>().WithSummary("Hand in the part that begins at this byte")
            .WithDescription("1 MB, the last part the rest. What the file is is found by its bytes, with the first part; a video is looked at as soon as its index is here. With the last part the answer holds the attachment.")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FileUpload.PartSize + 1));

        group.MapDelete("/uploads/{id:long}", async (long id, Caller caller, UploadInParts uploads, HttpContext context, CancellationToken cancellation) =>
            (await uploads.Drop(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Give an upload up");

        group.MapGet("/attachments/{id:long}", async (long id, Caller caller, ApprovalsDb db, MaySeeCase maySee, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        {
            var found = await db.Attachments.AsNoTracking().Where(Attachment.SeenBy(caller.PersonId)).SingleOrDefaultAsync(a => a.Id == id, cancellation);
            if (found is null || !await maySee.Run(caller, found.CaseId, cancellation)) return context.Unknown("attachment", id);
            var content = await db.FileContents.AsNoTracking().SingleAsync(c => c.Hash == found.ContentHash, cancellation);
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";

            // A player asks for a video piece by piece; the first piece says that it is read.
            var goesOn = context.Request.GetTypedHeaders().Range?.Ranges is { Count: 1 } ranges && ranges.First().From is > 0;
            if (!goesOn && (await note.Run(caller, "attachment.taken-out", Subject.Case(found.CaseId), found.Name, cancellation)).Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
            return content.UploadId is { } upload
                ? Results.Stream(new PartsStream(db, upload, found.Size), found.ContentType, found.Name, enableRangeProcessing: true)
                : Results.File(content.Bytes, found.ContentType, found.Name);
        }).Produces<byte[]>(contentType: "application/octet-stream").WithSummary("The bytes of a file");
    }
}
