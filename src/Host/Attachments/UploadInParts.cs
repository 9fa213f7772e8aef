using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;
using Workflows.Host.Viruses;
using Workflows.Paper.Files;
using Workflows.Paper.Media;
using Workflows.Persistence;

namespace Workflows.Host.Attachments;

/// <summary>A file that is to come in parts.</summary>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="WorkItemId">The work item for whose opinion it is; empty: a file of the case.</param>
public sealed record NewUpload(string Name, long Size, long? WorkItemId = null);

/// <summary>How far an upload is.</summary>
/// <param name="PartSize">Bytes of every part but the last.</param>
/// <param name="Received">Bytes that are here; the next part begins there.</param>
/// <param name="ContentType">What the first bytes are.</param>
/// <param name="Media">What was found in a video or audio file, as soon as its index is here.</param>
/// <param name="Attachment">The file of the case that it became.</param>
public sealed record UploadView(long Id, long CaseId, string Name, long Size, int PartSize, long Received, string? ContentType, MediaFacts? Media, AttachmentView? Attachment = null);

/// <summary>Takes a file in parts, so that a broken line or a closed page costs one part and not the whole: looked at as it arrives, hashed when it is whole. One part is in memory at a time.</summary>
public sealed class UploadInParts(UnitOfWork unit, LookForViruses viruses, TimeProvider clock)
{
    /// <summary>Unfinished uploads are dropped after this many days.</summary>
    public const int KeptDays = 7;

    /// <summary>The index of a video that starts at once lies in its first parts; one that lies at the end is looked at when the file is whole.</summary>
    private const int LookedAt = 4;

    /// <summary>Begins an upload, or finds the one that was begun with the same file.</summary>
    public Task<Result<UploadView>> Begin(Caller caller, long caseId, NewUpload file, CancellationToken cancellation = default) => unit.Run<UploadView>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if ((await AttachFile.CaseToAddTo(scope, caller, caseId, file.WorkItemId, token)).Refusal is { } no) return no;
            if (file.Size <= 0) return new Refusal("attachment.empty");
            if (file.Size > FileUpload.LargestFile) return new Refusal("attachment.too-large", FileUpload.LargestFile / 1024 / 1024);
            var name = AttachFile.CleanName(file.Name);
            var own = await db.FileUploads.Where(u => u.CaseId == caseId && u.PersonId == caller.PersonId && u.AttachmentId == null && u.WorkItemId == file.WorkItemId).ToListAsync(token);
            if (own.Find(u => u.Name == name && u.Size == file.Size) is { } begun) return View(begun);
            var old = clock.GetUtcNow().AddDays(-KeptDays);
            db.FileUploads.RemoveRange(own.Where(u => u.StartedAt < old));
            var upload = new FileUpload { Id = scope.GetRequiredService<IdSource>().Next(), CaseId = caseId, PersonId = caller.PersonId, WorkItemId = file.WorkItemId, Name = name, Size = file.Size, StartedAt = clock.GetUtcNow() };
            db.FileUploads.Add(upload);
            return View(upload);
        },
        cancellation);

    /// <summary>How far an own upload is; null when there is none.</summary>
    public Task<UploadView?> Find(Caller caller, long id, CancellationToken cancellation = default) => unit.Read(
        async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().FileUploads.SingleOrDefaultAsync(u => u.Id == id && u.PersonId == caller.PersonId, token) is { } upload ? View(upload) : null,
        cancellation);

    /// <summary>Takes the next part; with the last one the file becomes an attachment of its case.</summary>
    /// <returns>How far it is, or <c>upload.unknown</c>, <c>upload.wrong-place</c>, <c>upload.part-size</c>, <c>upload.closed</c>, <c>attachment.kind</c>, <c>attachment.not-yours</c>, and what <see cref="LookForViruses"/> refuses.</returns>
    public async Task<Result<UploadView>> Put(Caller caller, long id, long from, byte[] part, CancellationToken cancellation = default)
    {
        var taken = await unit.Run<UploadView>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.FileUploads.SingleOrDefaultAsync(u => u.Id == id && u.PersonId == caller.PersonId, token) is not { } upload) return new Refusal("upload.unknown", id);
                if ((await AttachFile.CaseToAddTo(scope, caller, upload.CaseId, upload.WorkItemId, token)).Refusal is { } no) return no;
                if (upload.Take(from, part.Length) is { } refusal) return refusal;
                if (from == 0)
                {
                    if (FileKinds.Begins(part) is not { } kind) return new Refusal("attachment.kind", upload.Name);
                    upload.ContentType = kind;
                }

                db.FileParts.Add(new FilePart { UploadId = id, Number = (int)(from / FileUpload.PartSize), Bytes = part });
                return View(upload);
            },
            cancellation);
        if (taken.IsRefused) return taken;
        if (taken.Value.Received == taken.Value.Size) return await Finish(caller, taken.Value, part.Length, cancellation);
        return FileKinds.IsMedia(taken.Value.ContentType) && taken.Value.Media is null && from / FileUpload.PartSize < LookedAt ? await Look(caller, taken.Value, cancellation) : taken;
    }

    /// <summary>Gives an own upload up.</summary>
    public Task<Result<Done>> Drop(Caller caller, long id, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.FileUploads.SingleOrDefaultAsync(u => u.Id == id && u.PersonId == caller.PersonId, token) is not { } upload) return new Refusal("upload.unknown", id);
            if (upload.AttachmentId is not null) return new Refusal("upload.closed", upload.Name);
            db.FileUploads.Remove(upload);
            return Done.Result;
        },
        cancellation);

    /// <summary>The index of a video may be here already: then the person learns at once what is wrong with it.</summary>
    private async Task<Result<UploadView>> Look(Caller caller, UploadView upload, CancellationToken cancellation)
    {
        var facts = await unit.Read(
            async (scope, _) =>
            {
                await using var file = new PartsStream(scope.GetRequiredService<ApprovalsDb>(), upload.Id, upload.Size, upload.Received);
                return Known(file);
            },
            cancellation);
        if (facts is null or { Problem: not null }) return upload;
        return await unit.Run<UploadView>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var kept = await scope.GetRequiredService<ApprovalsDb>().FileUploads.SingleAsync(u => u.Id == upload.Id, token);
                kept.Media = facts;
                return View(kept);
            },
            cancellation);
    }

    private static MediaFacts? Known(PartsStream file)
    {
        try
        {
            return MediaFile.Look(file);
        }
        catch (EndOfStreamException)
        {
            // What tells is behind what has come so far.
            return null;
        }
    }

    private async Task<Result<UploadView>> Finish(Caller caller, UploadView whole, int lastPart, CancellationToken cancellation)
    {
        var id = whole.Id;
        var (hash, name, kind, media, objection) = await unit.Read((scope, token) => Examine(scope.GetRequiredService<ApprovalsDb>(), id, token), cancellation);
        var virus = kind is null || objection is not null ? null : await unit.Read((scope, token) => Viruses(scope.GetRequiredService<ApprovalsDb>(), caller, whole, token), cancellation);
        if (virus?.Code == "attachment.not-checked") await GiveBack(caller, id, lastPart, cancellation);
        else if (kind is null || objection is not null || virus is not null) await Drop(caller, id, cancellation);
        if (virus is not null) return virus;
        return await unit.Run<UploadView>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (kind is null) return new Refusal("attachment.kind", id);
                if (AttachFile.Harm(objection, name) is { } harm) return harm;
                var upload = await db.FileUploads.SingleAsync(u => u.Id == id, token);
                if (upload.AttachmentId is not null) return new Refusal("upload.closed", upload.Name);
                if ((await AttachFile.CaseToAddTo(scope, caller, upload.CaseId, upload.WorkItemId, token)).Refusal is { } no) return no;
                if (await db.FileContents.AnyAsync(c => c.Hash == hash, token)) await db.FileParts.Where(p => p.UploadId == id).ExecuteDeleteAsync(token);
                else db.FileContents.Add(new FileContent { Hash = hash, Bytes = [], UploadId = id });
                var attachment = await AttachFile.Add(scope, caller, upload.CaseId, new AttachFile.FoundFile(upload.Name, kind, upload.Size, hash, media), upload.WorkItemId, token);
                (upload.ContentType, upload.Media) = (kind, media);
                upload.Became(attachment.Id);
                return View(upload) with { Attachment = attachment };
            },
            cancellation);
    }

    private async Task<Refusal?> Viruses(ApprovalsDb db, Caller caller, UploadView whole, CancellationToken cancellation)
    {
        await using var file = new PartsStream(db, whole.Id, whole.Size);
        return await viruses.Run(caller, whole.CaseId, whole.Name, file, cancellation);
    }

    /// <summary>Where nobody could look for viruses the last part counts as not taken: handing it in once more tries again, and the rest need not come again.</summary>
    private Task<Result<Done>> GiveBack(Caller caller, long id, int lastPart, CancellationToken cancellation) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var upload = await db.FileUploads.SingleAsync(u => u.Id == id, token);
            upload.GiveBack(lastPart);
            var number = (int)(upload.Received / FileUpload.PartSize);
            await db.FileParts.Where(p => p.UploadId == id && p.Number == number).ExecuteDeleteAsync(token);
            return Done.Result;
        },
        cancellation);

    /// <summary>The hash over all parts, what the file is, and what is in it.</summary>
    private static async Task<(string Hash, string Name, string? Kind, MediaFacts? Media, FileObjection? Objection)> Examine(ApprovalsDb db, long id, CancellationToken cancellation)
    {
        var upload = await db.FileUploads.SingleAsync(u => u.Id == id, cancellation);
        await using var file = new PartsStream(db, id, upload.Size);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        var media = MediaFile.Look(file);
        var kind = media is null ? FileKinds.Of(file) : MediaFile.ContentType(media);
        return (hash, upload.Name, kind, media, kind is null ? null : LookInside.Run(kind, file));
    }

    private static UploadView View(FileUpload upload) => new(upload.Id, upload.CaseId, upload.Name, upload.Size, FileUpload.PartSize, upload.Received, upload.ContentType, upload.Media);
}
