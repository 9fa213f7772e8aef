using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Seals;

/// <summary>The current actor, custodian of the seal, puts it on a block: a picture on the form and a numbered entry in the register.</summary>
public sealed class AffixSeal(
    ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, Numbers numbers, SecondFactor factor, RequestPaper papers, IdSource ids, TimeProvider clock)
{
    /// <param name="after">The block whose opinion or signature the seal attests; empty: the same block.</param>
    /// <param name="formKey">Empty: the form submitted last.</param>
    /// <param name="scanId">Where the seal was put on paper by hand: the confirmed scan of it.</param>
    /// <returns>
    /// The register entry, or <c>case.unknown</c>, <c>case.no-form</c>, <c>seal.unknown</c>, <c>seal.not-custodian</c>, <c>seal.not-owner</c> (R25),
    /// <c>seal.not-in-force</c>, <c>seal.already-there</c>, <c>seal.before-opinion</c> (R24), <c>seal.content-changed</c> (R21), <c>seal.custodian-is-approver</c>,
    /// <c>seal.second-factor-required</c>, <c>seal.paper-altered</c>, <c>scan.unknown</c>, <c>scan.not-confirmed</c>, <c>scan.old-form</c>.
    /// </returns>
    public async Task<Result<SealUse>> Run(
        long caseId, string block, long sealId, string? after = null, string? formKey = null, long? scanId = null, CancellationToken cancellation = default)
    {
        var marked = await Marked.Load(db, actor, clock, caseId, block, formKey, cancellation);
        if (marked.IsRefused) return marked.Refusal!;
        var (item, marking) = marked.Value;
        if (await db.Seals.FindAsync([sealId], cancellation) is not { } seal) return new Refusal("seal.unknown", sealId);
        var custodian = await deciders.Run(marking.PersonId, cancellation: cancellation);
        if (!custodian.Principals.Contains(seal.CustodianSeatId)) return new Refusal("seal.not-custodian", seal.Name);
        if (item.MayBeSealed(marking, seal, after) is { } refusal) return refusal;
        if (!factor.IsConfirmed && (await db.Organisations.FindAsync([seal.OwnerId], cancellation))!.SealsNeedSecondFactor) return new Refusal("seal.second-factor-required", seal.Name);
        if (await IsPaperAltered(caseId, marking.Form.FormKey, cancellation)) return new Refusal("seal.paper-altered", item.Number);

        if (scanId is { } scan && await MayStandFor(scan, caseId, marking.Form, cancellation) is { } unfit) return unfit;

        var use = item.Affix(ids.Next(), await numbers.Next($"seal:{seal.Id}", cancellation), marking, seal, after, scanId);
        if (use.IsRefused) return use;
        db.Add(use.Value);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "seal.affixed", new AuditDetail
        {
            DocumentHash = marking.Form.ContentHash, Clause = "R24, R25", After = $"{block}: {seal.Name} #{use.Value.Number}",
        }, cancellation);
        await papers.OfForm(caseId, marking.Form.FormKey, cancellation);

        // The issuer's seal on the draft is the seal under the document itself.
        if (marking.Form.FormKey == NoticeForm.FormKey && await db.DocumentOfCase(caseId, cancellation) is { Number: not null, IsVoid: false } document) await papers.OfDocument(document.Id, cancellation);
        return use;
    }

    /// <summary>A scan stands for the seal on paper when a person has confirmed it and it shows the form that is sealed.</summary>
    private async Task<Refusal?> MayStandFor(long scanId, long caseId, CaseForm form, CancellationToken cancellation)
    {
        if (await db.PaperScans.Include(s => s.Paper).SingleOrDefaultAsync(s => s.Id == scanId && s.CaseId == caseId, cancellation) is not { } scan) return new Refusal("scan.unknown", scanId);
        if (scan.State != ScanState.Confirmed) return new Refusal("scan.not-confirmed");
        return scan.Paper!.FormKey == form.FormKey && scan.Paper.FormRevision == form.Revision ? null : new Refusal("scan.old-form");
    }

    /// <summary>Whether the file made last for this form is no longer the one that was made.</summary>
    private async Task<bool> IsPaperAltered(long caseId, string formKey, CancellationToken cancellation)
    {
        var hash = await db.SealedPapers.Where(p => p.CaseId == caseId && p.FormKey == formKey && p.State == PaperState.Ready).OrderByDescending(p => p.Id).Select(p => p.ContentHash).FirstOrDefaultAsync(cancellation);
        if (hash is null) return false;
        var bytes = await db.BytesOf(hash, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash;
    }
}
