using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Host.Viruses;
using Workflows.Paper.Files;
using Workflows.Paper.Media;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>A file of a case.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Media">What was found in a video or audio file.</param>
public sealed record AttachmentView(long Id, long CaseId, string Name, string ContentType, long Size, string ContentHash, string? UploadedBy, DateTimeOffset At, MediaFacts? Media = null);

/// <summary>Hands in a file with a case.</summary>
public sealed class AttachFile(UnitOfWork unit, LookForViruses viruses)
{
    /// <summary>Largest file, in bytes: 20 MB.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    /// <param name="workItemId">The work item for whose opinion it is; only who may decide that now. Empty: a file of the case.</param>
    public async Task<Result<AttachmentView>> Run(Caller caller, long caseId, string name, Stream content, long? workItemId = null, CancellationToken cancellation = default)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await content.ReadAsync(chunk, cancellation)) > 0;)
        {
            if (buffer.Length + read > LargestFile) return new Refusal("attachment.too-large", LargestFile / 1024 / 1024);
            buffer.Write(chunk, 0, read);
        }

        var bytes = buffer.ToArray();
        if (bytes.Length == 0) return new Refusal("attachment.empty");
        var media = MediaFile.Look(new MemoryStream(bytes));
        if ((media is null ? FileKinds.Of(bytes) : MediaFile.ContentType(media)) is not { } contentType) return new Refusal("attachment.kind", CleanName(name));
        if (Harm(LookInside.Run(contentType, new MemoryStream(bytes)), name) is { } harm) return harm;
        if (await viruses.Run(caller, caseId, CleanName(name), new MemoryStream(bytes), cancellation) is { } infected) return infected;
        return await unit.Run<AttachmentView>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var item = await CaseToAddTo(scope, caller, caseId, workItemId, token);
                if (item.Refusal is { } refusal) return refusal;
                var hash = await scope.GetRequiredService<ApprovalsDb>().Keep(bytes, token);
                return await Add(scope, caller, caseId, new FoundFile(CleanName(name), contentType, bytes.Length, hash, media), workItemId, token);
            },
            cancellation);
    }

    /// <summary>Why a file is not taken although it is of a kind that is.</summary>
    internal static Refusal? Harm(FileObjection? objection, string name) => objection is { } found ? new Refusal("attachment.harmful", CleanName(name), Reasons[found]) : null;

    private static readonly Dictionary<FileObjection, Label> Reasons = new()
    {
        [FileObjection.Active] = new("其中含有脚本、宏、程序或内嵌文件", "it holds scripts, macros, programs or other files"),
        [FileObjection.Encrypted] = new("文件已加密，无法查验", "it is encrypted and cannot be looked at"),
        [FileObjection.Bomb] = new("展开后过大", "it is far too large when unpacked"),
        [FileObjection.TwoKinds] = new("它同时是两种文件", "it is two kinds of file at once"),
        [FileObjection.Outside] = new("其内容指向文件之外", "its parts lead out of it"),
        [FileObjection.Damaged] = new("文件已损坏，无法读取", "it is damaged and cannot be read"),
    };

    /// <summary>What came in, looked at and kept.</summary>
    internal sealed record FoundFile(string Name, string ContentType, long Size, string ContentHash, MediaFacts? Media);

    /// <summary>Enters a file that is kept already with its case.</summary>
    internal static async Task<AttachmentView> Add(IServiceProvider scope, Caller caller, long caseId, FoundFile file, long? workItemId, CancellationToken cancellation)
    {
        var attachment = new Attachment
        {
            Id = scope.GetRequiredService<IdSource>().Next(), CaseId = caseId, Name = file.Name, ContentType = file.ContentType, Size = file.Size,
            ContentHash = file.ContentHash, Media = file.Media, WorkItemId = workItemId, PersonId = caller.PersonId, At = scope.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        scope.GetRequiredService<ApprovalsDb>().Attachments.Add(attachment);
        await scope.GetRequiredService<AuditTrail>().Write(Subject.Case(caseId), "attachment.added", new AuditDetail { After = attachment.Name, DocumentHash = attachment.ContentHash }, cancellation);
        return new AttachmentView(attachment.Id, caseId, attachment.Name, attachment.ContentType, attachment.Size, attachment.ContentHash, caller.Name, attachment.At, attachment.Media);
    }

    /// <returns>The case, or <c>case.unknown</c>, also where the caller may not see it; <c>attachment.not-yours</c>; for an opinion what deciding its work item would refuse.</returns>
    internal static async Task<Result<Case>> CaseToAddTo(IServiceProvider scope, Caller caller, long caseId, long? workItemId, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        if (await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId, cancellation) is not { } item || !await scope.GetRequiredService<MaySeeCase>().Run(caller, caseId, cancellation)) return new Refusal("case.unknown", caseId);
        if (workItemId is { } decides)
            return await db.WorkItems.Include(i => i.Barred).SingleOrDefaultAsync(i => i.Id == decides && i.CaseId == caseId, cancellation) is not { } open ? new Refusal("work-item.unknown", decides)
                : open.MayBeDecidedBy(caller.AsDecider) is { } refusal ? refusal : item;
        return await HasWork(db, caller, caseId, cancellation) ? item : new Refusal("attachment.not-yours", item.Number);
    }

    /// <summary>Only who has work on the case now may add to it.</summary>
    internal static async Task<bool> HasWork(ApprovalsDb db, Caller caller, long caseId, CancellationToken cancellation)
    {
        var principals = caller.Principals;
        return await db.Inbox.AnyAsync(r => r.CaseId == caseId && principals.Contains(r.Principal), cancellation);
    }

    /// <summary>The last part of the name, without control characters, at most 200 characters.</summary>
    internal static string CleanName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))]).Trim();
        return clean.Length == 0 ? "file" : clean.Length <= 200 ? clean : clean[^200..];
    }
}
