using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Seals;
using Workflows.Host.Sealing;

namespace Workflows.Host.Verify;

/// <summary>Says of a document whether it was issued here and still counts: by its check code, or by its very bytes. Nothing else about it leaves.</summary>
public sealed class CheckPaper(ApprovalsDb db, SealProviders providers, FormDefinitions forms)
{
    /// <summary>Largest file, in bytes: 20 MB.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    /// <param name="typed">The code as a person types it.</param>
    public async Task<PaperVerdict> ByCode(string? typed, CancellationToken cancellation = default) =>
        CheckCode.Read(typed) is { } code && await Papers().SingleOrDefaultAsync(p => p.Code == code, cancellation) is { } paper
            ? await Judge(paper, byFile: false, cancellation)
            : new PaperVerdict(Verdict.NotOurs, ByFile: false);

    public async Task<PaperVerdict> ByFile(byte[] file, CancellationToken cancellation = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        if (await Papers().OrderBy(p => p.Id).FirstOrDefaultAsync(p => p.ContentHash == hash, cancellation) is { } paper) return await Judge(paper, byFile: true, cancellation);
        foreach (var provider in providers.All)
        {
            if ((await provider.Check(file, cancellation)).HasOurs) return new PaperVerdict(Verdict.Altered, ByFile: true);
        }

        return new PaperVerdict(Verdict.NotOurs, ByFile: true);
    }

    private IQueryable<SealedPaper> Papers() => db.SealedPapers.AsNoTracking().Include(p => p.Case).ThenInclude(c => c!.Applicant).Include(p => p.List).ThenInclude(l => l!.Call).Include(p => p.Document).Include(p => p.Seal);

    private async Task<PaperVerdict> Judge(SealedPaper paper, bool byFile, CancellationToken cancellation)
    {
        var newest = await db.SealedPapers.AsNoTracking().About(paper.Kind, paper.Of).Where(p => p.State == PaperState.Ready)
            .OrderByDescending(p => p.Id).FirstOrDefaultAsync(cancellation);
        var seals = await (
            from use in db.SealUses.AsNoTracking()
            where paper.SealUseIds.Contains(use.Id)
            orderby use.At
            select new { use.Seal!.Name, use.Seal.Provider, use.At, Custodian = use.Custodian!.Name, use.VoidedAt, use.Seal.RevokedAt }).ToListAsync(cancellation);
        var content = await NewestRevision(paper, cancellation);
        var edition = paper.Kind == PaperKind.PublishedList ? (await db.EditionsOf(paper.List!, cancellation))[^1] : null;
        var verdict = paper.State != PaperState.Ready ? Verdict.NotReady
            : edition?.WithdrawnAt is not null && edition.Id != paper.ListId ? Verdict.Withdrawn
            : edition is not null && edition.Id != paper.ListId ? Verdict.Corrected
            : content > paper.FormRevision && (seals.Count == 0 || seals.Exists(s => s.VoidedAt is not null) || newest?.FormRevision > paper.FormRevision) ? Verdict.Corrected
            : seals.Exists(s => s.VoidedAt is not null) || paper.Document?.IsVoid == true ? Verdict.Withdrawn
            : newest is not null && newest.Id > paper.Id ? Verdict.Superseded
            : seals.Exists(s => s.RevokedAt is not null) ? Verdict.SealRevoked
            : Verdict.Valid;
        return new PaperVerdict(
            verdict, byFile, CheckCode.Printed(paper.Code), paper.Kind,
            paper.Kind == PaperKind.CaseForm ? forms.Find(paper.FormKey!)?.Title.ToString() ?? paper.FormKey : paper.List?.Title ?? paper.Document?.Title ?? paper.Seal?.Name,
            paper.Case?.Number, paper.Case?.Applicant!.FullName, paper.ReadyAt, paper.ContentHash,
            [.. seals.Select(s => new SealOnPaper(s.Name, providers.NameOf(s.Provider), s.At, Masked.Name(s.Custodian), s.VoidedAt, s.RevokedAt))]);
    }

    /// <summary>Revision of the form that counts now; 0 where there is no form.</summary>
    private async Task<int> NewestRevision(SealedPaper paper, CancellationToken cancellation) =>
        paper.CaseId is null ? 0 : await db.CaseForms.Where(f => f.CaseId == paper.CaseId && f.FormKey == paper.FormKey).MaxAsync(f => (int?)f.Revision, cancellation) ?? 0;
}
