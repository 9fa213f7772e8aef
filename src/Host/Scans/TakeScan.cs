using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;
using Workflows.Host.Jobs;
using Workflows.Host.Parts;
using Workflows.Host.Viruses;
using Workflows.Paper.Pdf;
using Workflows.Paper.Fonts;
using Workflows.Paper.Scans;
using Workflows.Persistence;

namespace Workflows.Host.Scans;

/// <summary>A scan of a form that was printed here and sealed by hand comes in: its pages are found by their QR codes and laid beside the printed ones.</summary>
public sealed class TakeScan(UnitOfWork unit, PaperFonts fonts, LookForViruses viruses, TimeProvider clock)
{
    /// <summary>Largest scan, in bytes: 40 MB over all files.</summary>
    public const int LargestScan = 40 * 1024 * 1024;

    /// <param name="files">A PDF, or pictures of the pages.</param>
    /// <returns>The scan, or <c>case.unknown</c>, <c>attachment.not-yours</c>, <c>scan.no-pages</c>, <c>scan.no-code</c>, <c>scan.other-documents</c>, <c>scan.not-printed-here</c>, <c>scan.old-form</c>, and what <see cref="LookForViruses"/> refuses.</returns>
    public async Task<Result<ScanView>> Run(Caller caller, long caseId, IReadOnlyList<byte[]> files, CancellationToken cancellation = default)
    {
        // Nothing is unpacked for somebody who may not hand it in.
        if (await unit.Read(async (scope, token) => (await AttachFile.CaseToAddTo(scope, caller, caseId, null, token)).Refusal, cancellation) is { } no) return no;
        foreach (var file in files)
            if (await viruses.Run(caller, caseId, "scan", new MemoryStream(file), cancellation) is { } infected) return infected;
        var pages = files.SelectMany(ReadScan.Run).Take(ReadScan.MostPages).ToList();
        if (pages.Count == 0) return new Refusal("scan.no-pages");
        var codes = pages.Select(p => p.Mark?.Code).OfType<string>().Distinct().ToList();
        if (codes.Count == 0) return new Refusal("scan.no-code");
        if (codes.Count > 1) return new Refusal("scan.other-documents", codes.Select(CheckCode.Printed).ToList());
        var printed = await Printed(caller, caseId, codes[0], cancellation);
        if (printed.Refusal is { } refusal) return refusal;
        var (paper, pictures) = printed.Value;
        return await unit.Run<ScanView>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var scan = new PaperScan { Id = scope.GetRequiredService<IdSource>().Next(), PaperId = paper, CaseId = caseId, PersonId = caller.PersonId, At = clock.GetUtcNow(), PageCount = pictures.Count };
                var kept = new List<ScannedPage>();
                foreach (var (page, number) in pages.Select((p, i) => (p, i + 1)))
                {
                    var of = page.Mark?.Page is { } read && read <= pictures.Count ? read : 0;
                    kept.Add(new ScannedPage(number, of, await db.Keep(page.Picture, token), of == 0 ? null : await db.Keep(pictures[of - 1], token)));
                }

                scan.Pages = kept;
                db.PaperScans.Add(scan);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Case(caseId), "scan.taken", new AuditDetail { After = CheckCode.Printed(codes[0]) }, token);
                return ScanView.Of(scan, caller.Name);
            },
            cancellation);
    }

    /// <summary>The paper with this code, when it is of this case and shows what stands now; and its pages as they were printed.</summary>
    private Task<Result<(long PaperId, IReadOnlyList<byte[]> Pictures)>> Printed(Caller caller, long caseId, string code, CancellationToken cancellation) => unit.Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var item = await AttachFile.CaseToAddTo(scope, caller, caseId, null, token);
            if (item.Refusal is { } refusal) return Result<(long, IReadOnlyList<byte[]>)>.Refuse(refusal);
            if (await db.SealedPapers.SingleOrDefaultAsync(p => p.Code == code && p.CaseId == caseId, token) is not { } paper) return Result<(long, IReadOnlyList<byte[]>)>.Refuse(new Refusal("scan.not-printed-here", CheckCode.Printed(code), item.Value.Number));
            if (await db.SealedPapers.About(paper.Kind, paper.Of).AnyAsync(p => p.Id > paper.Id, token)) return Result<(long, IReadOnlyList<byte[]>)>.Refuse(new Refusal("scan.old-form"));
            var write = new WritePdf(fonts);
            // What an earlier version of the program printed in another layout cannot be laid beside this one.
            if (await scope.GetRequiredService<DrawPaper>().Again(paper, token) is not { } document || !(await db.BytesOf(paper.ContentHash!, token)).AsSpan().StartsWith(write.Run(document)))
                return Result<(long, IReadOnlyList<byte[]>)>.Refuse(new Refusal("scan.old-form"));
            return Result<(long, IReadOnlyList<byte[]>)>.Of((paper.Id, write.Pictures(document)));
        },
        cancellation);
}
