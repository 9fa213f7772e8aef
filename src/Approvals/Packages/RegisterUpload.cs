using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Rankings;

namespace Workflows.Approvals.Packages;

/// <summary>Registers that the package of a province went up: complete (R86), as PDF scans of the sealed paper (R82).</summary>
public sealed class RegisterUpload(ApprovalsDb db, AuditTrail audit, CurrentActor actor, PackageParts parts, IdSource ids, TimeProvider clock)
{
    private const string Pdf = "application/pdf";

    /// <param name="files">Attachments of the package's case: the scans.</param>
    /// <returns>The upload, or <c>case.unknown</c>, <c>package.incomplete</c> (R86), <c>package.scan-missing</c>, <c>package.not-pdf</c> (R82).</returns>
    public async Task<Result<PackageUpload>> Run(
        long caseId, IReadOnlyCollection<string> formKeys, IReadOnlyCollection<long> files, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var missing = (await parts.Run(item, formKeys, cancellation)).Where(p => !p.IsThere).Select(p => p.What).ToList();
        if (missing.Count > 0) return new Refusal("package.incomplete", string.Join("、", missing));

        var scans = await db.Attachments.Where(a => a.CaseId == caseId && files.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync(cancellation);
        if (scans.Count == 0 || scans.Count < files.Count) return new Refusal("package.scan-missing");
        if (scans.Find(s => s.ContentType != Pdf) is { } other) return new Refusal("package.not-pdf", other.Name);

        var ranking = await db.RankingOf(item.CallId, cancellation);
        var upload = new PackageUpload
        {
            Id = ids.Next(), CaseId = caseId, Target = item.Call!.SubmissionTarget ?? item.NationalCall!.SubmissionTarget ?? "",
            Files = [.. scans.Select(s => new PackageFile(s.Id, s.Name, s.ContentHash))],
            Cases = [.. (ranking?.Selected ?? []).OrderBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Rank).Select(e => e.CaseId)],
            PersonId = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to upload a package, found {actor.Actor.Kind}."),
            At = clock.GetUtcNow(),
        };
        db.Add(upload);
        await audit.Write(Subject.Case(caseId), "package.uploaded", new AuditDetail
        {
            Clause = "R82, R86", After = string.Join("、", upload.Files.Select(f => f.Name)), DocumentHash = upload.Files[0].ContentHash, Comment = upload.Target,
        }, cancellation);
        return upload;
    }
}
