using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Attachments;
using Workflows.Host.Parts;
using Workflows.Host.Sealing;
using Workflows.Host.Shell;
using Workflows.Host.Studio.Definitions;
using Workflows.Persistence;

namespace Workflows.Host.Audit.Bundles;

/// <summary>A bundle that may be written.</summary>
/// <param name="Name">File name.</param>
/// <param name="Bytes">About how large it will be.</param>
public sealed record PlannedBundle(long CaseId, string Name, long Bytes, Checkpoint Checkpoint);

/// <summary>
/// Writes everything that is known of a case as one archive that a stranger can check without this program: papers, forms, files, opinions, seals, filings, the chart it ran on, its entries and
/// their proof. For whoever may see the case with its assessment; each bundle is an entry.
/// </summary>
public sealed class WriteBundle(UnitOfWork unit, SealLog log, SealKeys keys, NoteAct note, TimeProvider clock)
{
    /// <summary>What text and tables are about, at most, besides papers and files.</summary>
    private const long Overhead = 200_000;

    /// <returns>Null when the caller may not know the case as a whole.</returns>
    public async Task<Result<PlannedBundle>?> Plan(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        var found = await unit.Read(
            async (scope, token) =>
            {
                var (db, maySee) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<MaySeeCase>());
                if (!await maySee.Run(caller, caseId, token) || !await maySee.SeesAssessment(caller, caseId, token)) return null;
                var number = await db.Cases.Where(c => c.Id == caseId).Select(c => c.Number).SingleAsync(token);
                var bytes = await Attachments(db, caseId).SumAsync(a => a.Size, token) + await Papers(db, caseId).SumAsync(p => (long)p.Size, token);
                return new { Number = number, Bytes = bytes };
            },
            cancellation);
        if (found is null) return null;
        if ((await note.Run(caller, "bundle.made", Subject.Case(caseId), found.Number, cancellation)).Refusal is { } refusal) return refusal;
        return new PlannedBundle(caseId, $"{found.Number}.zip", found.Bytes + Overhead, await log.Sign(cancellation));
    }

    public Task Write(PlannedBundle plan, Stream to, CancellationToken cancellation = default) => unit.Read(
        async (scope, token) =>
        {
            await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, token);
            var archive = new BundleArchive(zip, clock.GetUtcNow());
            var db = scope.GetRequiredService<ApprovalsDb>();
            var item = await db.Cases.AsNoTracking().AsSplitQuery().Include(c => c.Call).Include(c => c.NationalCall).Include(c => c.Applicant).Include(c => c.Forms).Include(c => c.Opinions)
                .Include(c => c.Signatures).Include(c => c.Seals).ThenInclude(s => s.Seal).Include(c => c.Receipts).SingleAsync(c => c.Id == plan.CaseId, token);
            await archive.Add("README.txt", await Embedded("bundle/README.txt", token), token);
            await archive.Add(BundleManifest.Verifier, await Embedded("bundle/verify.html", token), token);
            var trail = await Trail(archive, scope, db, plan, token);
            await Records(archive, db, item, trail, token);
            await Chart(archive, scope, item, trail, token);
            await Papers(archive, db, plan.CaseId, token);
            await Files(archive, db, plan.CaseId, token);
            await Manifest(archive, item, plan, trail, token);
            return true;
        },
        cancellation);

    /// <summary>The papers of a case, of the lists that name it, and of their filing.</summary>
    private static IQueryable<SealedPaper> Papers(ApprovalsDb db, long caseId) => db.SealedPapers.AsNoTracking()
        .Where(p => p.State == PaperState.Ready && (p.CaseId == caseId || (p.ListId != null && db.ListEntries.Any(e => e.ListId == p.ListId && e.CaseId == caseId))));

    private async Task<List<AuditEntry>> Trail(BundleArchive archive, IServiceProvider scope, ApprovalsDb db, PlannedBundle plan, CancellationToken cancellation)
    {
        var papers = await Papers(db, plan.CaseId).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
        List<string> subjects = [Subject.Case(plan.CaseId), .. papers.Select(Subject.Paper)];
        var entries = await db.AuditEntries.AsNoTracking().Where(e => subjects.Contains(e.Subject)).ToListAsync(cancellation);
        var proofs = await Proofs(scope, entries, plan.Checkpoint, cancellation);
        if (entries.Exists(e => e.Action == Erasures.Action && !proofs.ContainsKey(e.Id)))
        {
            // Words that were erased since the checkpoint are gone already; the entry that says so has to come along.
            plan = plan with { Checkpoint = await log.Sign(cancellation) };
            proofs = await Proofs(scope, entries, plan.Checkpoint, cancellation);
        }

        // What came after the checkpoint belongs to the next bundle.
        List<AuditEntry> trail = [.. entries.Where(e => proofs.ContainsKey(e.Id)).OrderBy(e => subjects.IndexOf(e.Subject)).ThenBy(e => e.Sequence)];
        await archive.Add(
            BundleManifest.Trail,
            string.Concat(trail.Select(e => Json.Write(new BundledEntry(e.Hash, e.CanonicalText(), e.Format == AuditEntry.Committed && !e.IsErased ? e.Words() : null, e.Salt)) + "\n")), cancellation);
        var authority = await keys.Authority(cancellation);
        await archive.AddJson(
            BundleManifest.Proof,
            new BundleProof(
                plan.Checkpoint.Text, plan.Checkpoint.Signature, plan.Checkpoint.PublicKey, Convert.ToBase64String(authority.RawData),
                [.. trail.Select(e => new BundledInclusion(e.Hash, proofs[e.Id].Index, proofs[e.Id].Path))]),
            cancellation);
        return trail;
    }

    private static async Task<Dictionary<long, Inclusion>> Proofs(IServiceProvider scope, List<AuditEntry> entries, Checkpoint checkpoint, CancellationToken cancellation) =>
        (await scope.GetRequiredService<ReadTree>().Inclusions([.. entries.Select(e => e.Id)], checkpoint.Size, cancellation)).ToDictionary(p => p.EntryId);

    private static async Task Records(BundleArchive archive, ApprovalsDb db, Case item, List<AuditEntry> trail, CancellationToken cancellation)
    {
        await archive.AddJson("case.json", new
        {
            item.Number, item.Title, Unit = item.Applicant!.FullName, Call = item.Call!.Code, CallTitle = item.Call.Title, NationalCall = item.NationalCall!.Code, item.Route, item.Status, item.StatusLevel,
            item.Reason, item.ChainId, item.InstanceId, item.DueAt, item.CreatedAt, item.SubmittedAt, item.ClosedAt,
        }, cancellation);
        foreach (var form in item.Forms.OrderBy(f => f.FormKey).ThenBy(f => f.Revision)) await archive.Add($"forms/{form.FormKey}-{form.Revision}.json", ContentHash.Text(form.Content), cancellation);
        await archive.AddJson("opinions.json", item.Opinions.OrderBy(o => o.At).Select(o => new { o.Block, o.Decision, o.Text, o.OrganisationId, o.SeatId, o.PersonId, o.OnBehalfOfId, o.At, o.FormRevision, o.Enclosures, o.VoidedAt, o.VoidedWhy }), cancellation);
        await archive.AddJson("signatures.json", item.Signatures.OrderBy(s => s.At).Select(s => new { s.Block, s.PersonId, s.SeatId, s.OrganisationId, s.At, s.FormRevision, s.ContentHash, s.VoidedAt, s.VoidedWhy }), cancellation);
        await archive.AddJson("seals.json", item.Seals.OrderBy(s => s.At).Select(s => new { Seal = s.Seal!.Name, s.Number, s.Block, s.FormRevision, s.ContentHash, s.CustodianId, s.ApproverId, s.At, s.VoidedAt, s.VoidedWhy }), cancellation);
        await archive.AddJson("receipts.json", item.Receipts, cancellation);
        var lists = await db.ListEntries.Where(e => e.CaseId == item.Id).Select(e => e.ListId).Distinct().ToListAsync(cancellation);
        await archive.AddJson("filings.json", await db.Filings.AsNoTracking().Where(f => lists.Contains(f.ListId)).OrderBy(f => f.At).Select(f => new { f.ListId, List = f.List!.Title, f.RegistryId, f.FilingNumber, f.Objection, f.PersonId, f.At }).ToListAsync(cancellation), cancellation);
        var people = trail.SelectMany(e => new[] { e.PersonId, e.OnBehalfOfId }).OfType<long>().Concat(item.Seals.Select(s => s.CustodianId)).Distinct().ToList();
        var bodies = trail.Select(e => e.OrganisationId).OfType<long>().Distinct().ToList();
        await archive.AddJson("names.json", new
        {
            People = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation),
            Organisations = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation),
            Roles = trail.Select(e => e.Role).OfType<SeatRole>().Distinct().Order().ToDictionary(role => $"{role}", role => Words.InChinese(role)),
        }, cancellation);
    }

    /// <summary>The chart as it was when the case ran on it, as Elsa reads it and as a picture.</summary>
    private static async Task Chart(BundleArchive archive, IServiceProvider scope, Case item, List<AuditEntry> trail, CancellationToken cancellation)
    {
        foreach (var (definition, version) in trail.Where(e => e is { DefinitionId: not null, DefinitionVersion: not null }).Select(e => (e.DefinitionId!, e.DefinitionVersion!.Value)).Distinct().Order())
        {
            if (await scope.GetRequiredService<ExportCharts>().One(definition, FormattableString.Invariant($"{version}"), false, cancellation) is not { } file) continue;
            var json = Encoding.UTF8.GetString(file.Content);
            await archive.Add($"definition/{definition}-v{version}.json", json, cancellation);
            if (JsonNode.Parse(json)?["root"] is JsonObject root) await archive.Add($"definition/{definition}-v{version}.svg", ChartPicture.Svg(root, item.Number), cancellation);
        }
    }

    private static async Task Papers(BundleArchive archive, ApprovalsDb db, long caseId, CancellationToken cancellation)
    {
        foreach (var paper in await Papers(db, caseId).OrderBy(p => p.Id).Select(p => new { p.Code, p.Kind, p.ContentHash }).ToListAsync(cancellation))
        {
            var bytes = await db.BytesOf(paper.ContentHash!, cancellation);
            await archive.AddBytes($"papers/{paper.Kind}-{CheckCode.Printed(paper.Code)}.pdf", new MemoryStream(bytes), cancellation);
        }
    }

    /// <summary>The files of a case; what somebody handed in for an opinion that was not given yet is nobody's but theirs.</summary>
    private static IQueryable<Attachment> Attachments(ApprovalsDb db, long caseId) => db.Attachments.AsNoTracking().Where(a => a.CaseId == caseId && (a.WorkItemId == null || a.EnclosedAt != null));

    private static async Task Files(BundleArchive archive, ApprovalsDb db, long caseId, CancellationToken cancellation)
    {
        foreach (var file in await Attachments(db, caseId).OrderBy(a => a.Id).ToListAsync(cancellation))
        {
            var content = await db.FileContents.AsNoTracking().SingleAsync(c => c.Hash == file.ContentHash, cancellation);
            Stream bytes = content.UploadId is { } upload ? new PartsStream(db, upload, file.Size) : new MemoryStream(content.Bytes);
            await archive.AddBytes($"attachments/{file.Id}-{string.Join('_', file.Name.Split(Path.GetInvalidFileNameChars().Concat(['/', '\\']).ToArray()))}", bytes, cancellation);
        }
    }

    private async Task Manifest(BundleArchive archive, Case item, PlannedBundle plan, List<AuditEntry> trail, CancellationToken cancellation)
    {
        using var key = (await keys.Log(cancellation)).GetECDsaPrivateKey()!;
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var manifest = Json.Write(new BundleManifest(
            BundleManifest.Version, item.Number, clock.GetUtcNow(), Checkpoint.Fingerprint(publicKey),
            [.. trail.GroupBy(e => e.Subject).Select(chain => new BundledChain(chain.Key, chain.Count(), chain.Last().Hash))], archive.Files));
        await archive.Add(BundleManifest.File, manifest, cancellation);
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(manifest), HashAlgorithmName.SHA256));
        await archive.AddJson(BundleManifest.Signature, new BundleSignature(signature, publicKey), cancellation);
    }

    /// <summary>A file that is inside the program.</summary>
    internal static async Task<string> Embedded(string name, CancellationToken cancellation = default)
    {
        await using var stream = typeof(WriteBundle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the file {name} inside the program, found none. Name it in Host.csproj as an embedded resource.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }
}
