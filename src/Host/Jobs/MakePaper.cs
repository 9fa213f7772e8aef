using Hangfire;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;
using Workflows.Host.Refusals;
using Workflows.Host.Sealing;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.Signing;
using Workflows.Persistence;

namespace Workflows.Host.Jobs;

/// <summary>
/// Makes the file of a paper after the decision was committed: draws it, puts on its seals one after another, stores it. It may run again and on several nodes: a paper that is ready
/// stays as it is. A failure is written on the paper and thrown, so that it is tried again later; the decision behind it stands.
/// </summary>
public sealed class MakePaper(UnitOfWork unit, PaperFonts fonts, SealProviders providers, PaperProgress progress, TimeProvider clock)
{
    /// <summary>A paper that is asked for again and again while it is made is left to the next job.</summary>
    private const int MostRounds = 5;

    [AutomaticRetry(Attempts = SealedPaper.MostAttempts - 1, DelaysInSeconds = [5, 10, 20, 40, 80, 160, 320])]
    public async Task Run(long id, CancellationToken cancellation)
    {
        using var span = Meters.Source.StartActivity("job.paper");
        try
        {
            for (var round = 0; round < MostRounds; round++)
            {
                var drawn = await unit.Read((scope, token) => scope.GetRequiredService<DrawPaper>().Run(id, token), cancellation);
                if (drawn is null || await Keep(drawn, await Sealed(drawn, cancellation), cancellation)) break;
            }
            Meters.JobDone(succeeded: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Meters.JobDone(succeeded: false);
            await Note(id, exception.Message, cancellation);
            throw;
        }
        finally
        {
            progress.Finished(id);
        }
    }

    /// <summary>Makes every paper that waits; what fails stays waiting.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> All(CancellationToken cancellation = default)
    {
        var made = 0;
        foreach (var id in await Waiting(cancellation))
        {
            await Run(id, cancellation);
            made++;
        }

        return made;
    }

    /// <summary>The papers that wait for their file, the oldest first.</summary>
    public Task<List<long>> Waiting(CancellationToken cancellation = default) => unit.Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().SealedPapers.Where(p => p.State == PaperState.Waiting).OrderBy(p => p.RequestedAt).ThenBy(p => p.Id).Select(p => p.Id).ToListAsync(token),
        cancellation);

    /// <summary>Whether the paper was asked for and nobody has tried it since; one that failed has its own job, which tries again in time.</summary>
    public Task<bool> IsAsked(long id, CancellationToken cancellation = default) => unit.Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().SealedPapers.AnyAsync(p => p.Id == id && p.State == PaperState.Waiting && p.Attempts == 0, token), cancellation);

    private async Task<byte[]> Sealed(DrawnPaper drawn, CancellationToken cancellation)
    {
        var pdf = new WritePdf(fonts).Run(drawn.Document);
        if (drawn.Document.Seals.Count > 0) pdf = SignPdf.DeclareFields(pdf, drawn.Document.Seals);
        foreach (var imprint in drawn.Imprints)
            pdf = await providers.Of(imprint.Seal).Affix(pdf, new SealImprint(imprint.Seal, imprint.Place.Field, Length.Points(imprint.Place.Side), imprint.Reason, imprint.Use.At), cancellation);
        return pdf;
    }

    /// <returns>False when the paper was asked for again meanwhile.</returns>
    private async Task<bool> Keep(DrawnPaper drawn, byte[] pdf, CancellationToken cancellation)
    {
        var kept = await unit.Run<bool>(
            Actor.Job,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var paper = await db.SealedPapers.SingleAsync(p => p.Id == drawn.Id, token);
                if (paper.State == PaperState.Ready) return true;
                if (paper.Requests != drawn.Requests) return false;
                var hash = await db.Keep(pdf, token);
                paper.Made(hash, pdf.Length, drawn.FormRevision, drawn.Imprints.Select(i => i.Use.Id), clock.GetUtcNow());
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Paper(paper.Id), "paper.made", new AuditDetail { DocumentHash = hash, After = paper.Code }, token);
                return true;
            },
            cancellation);
        return kept.Refusal is { } refusal ? throw new InvalidOperationException($"Expected paper {drawn.Id} to be stored, but it was refused: {refusal}.") : kept.Value;
    }

    private Task Note(long id, string error, CancellationToken cancellation) => unit.Run<Done>(
        Actor.Job,
        async (scope, token) =>
        {
            var paper = await scope.GetRequiredService<ApprovalsDb>().SealedPapers.SingleOrDefaultAsync(p => p.Id == id, token);
            if (paper is null || paper.State == PaperState.Ready) return Done.Result;
            paper.NotMade(error);
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Paper(id), "paper.failed", new AuditDetail { Comment = paper.LastError }, token);
            return Done.Result;
        },
        cancellation);
}
