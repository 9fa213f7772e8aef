using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Parts;
using Workflows.Host.Sealing;
using Workflows.Paper.Filings;
using Workflows.Paper.Fonts;
using Workflows.Paper.Forms;
using Workflows.Paper.Lists;
using Workflows.Paper.Pdf;
using Workflows.Paper.RedHeader;

namespace Workflows.Host.Jobs;

/// <summary>Draws a paper from what the database says at this moment.</summary>
public sealed class DrawPaper(ApprovalsDb db, FormDefinitions forms, FormContexts contexts, ReadListOnPaper lists, PaperFonts fonts, PaperAddress address, SealProviders providers, PaperProgress progress)
{
    /// <returns>Null when the paper is not waiting.</returns>
    public async Task<DrawnPaper?> Run(long id, CancellationToken cancellation = default)
    {
        if (await db.SealedPapers.SingleOrDefaultAsync(p => p.Id == id && p.State == PaperState.Waiting, cancellation) is not { } paper) return null;
        return paper.Kind switch
        {
            PaperKind.CaseForm => await OfForm(paper, cancellation),
            PaperKind.FilingCertificate => await OfFiling(paper, cancellation),
            PaperKind.OfficialDocument => await OfDocument(paper, cancellation),
            PaperKind.SealApplication => await OfApplication(paper, cancellation),
            _ => await OfList(paper, cancellation),
        };
    }

    /// <summary>The form of a paper that is ready, as it was drawn; null when the form or its seals have changed since.</summary>
    public async Task<DrawnDocument?> Again(SealedPaper paper, CancellationToken cancellation = default)
    {
        if (paper is not { Kind: PaperKind.CaseForm, State: PaperState.Ready }) return null;
        var drawn = await OfForm(paper, cancellation);
        return drawn.FormRevision == paper.FormRevision && drawn.Imprints.Select(i => i.Use.Id).SequenceEqual(paper.SealUseIds) ? drawn.Document : null;
    }

    private async Task<DrawnPaper> OfForm(SealedPaper paper, CancellationToken cancellation)
    {
        var item = await db.LoadCase(paper.CaseId!.Value, cancellation) ?? throw new InvalidOperationException($"Expected case {paper.CaseId} of paper {paper.Id}, found none.");
        var form = forms.Find(paper.FormKey!) ?? throw new InvalidOperationException($"Expected the form {paper.FormKey} of case {item.Number}, found none. Put its file back and retry.");
        var revision = item.Form(form.Key) ?? throw new InvalidOperationException($"Expected a submitted form {form.Key} of case {item.Number}, found none.");
        var uses = item.Seals.Where(s => !s.IsVoid && form.Block(s.Block) is not null).OrderBy(s => s.At).ThenBy(s => s.Id).ToList();
        var seals = await Seals(uses, cancellation);
        var context = await contexts.OfCase(item, form.Key, cancellation);
        var names = await NamesInTime.Since(db, item.CreatedAt, cancellation);
        var document = new DrawForm(fonts).Run(new PrintedForm
        {
            Form = form,
            Values = revision.Content,
            Number = item.Number,
            Unit = names.At(item.ApplicantId, revision.At, item.Applicant!.FullName)!,
            Revision = revision.Revision,
            Date = paper.RequestedAt,
            Blocks = await Blocks(item, form, seals, names, cancellation),
            UnitName = unit => names.At(
                long.TryParse(unit, NumberStyles.None, CultureInfo.InvariantCulture, out var organisation) ? organisation : null, revision.At,
                context.Applicant is { } applicant && applicant.Id == unit ? applicant.FullName : context.Unit?.Invoke(unit)?.FullName),
            Filled = words => context.Filled(new Label(words, words))?.Zh,
            Mark = address.Of(paper.Code),
            SealNote = NoteOf(seals.Values),
        });
        return new DrawnPaper(paper.Id, paper.Requests, document, revision.Revision, [.. uses.Where(u => u.ScanId is null && document.Seals.Any(p => p.Field == DrawForm.SealField + u.Block)).Select(u => Imprint(u, seals, document, DrawForm.SealField + u.Block, form.Block(u.Block)!.Label.Zh))]);
    }

    private async Task<DrawnPaper> OfFiling(SealedPaper paper, CancellationToken cancellation)
    {
        var filing = await db.Filings.Where(f => f.ListId == paper.ListId && f.FilingNumber != null).OrderByDescending(f => f.At).FirstAsync(cancellation);
        var list = await db.Lists.Include(l => l.Entries).Include(l => l.Call).ThenInclude(c => c!.Document).SingleAsync(l => l.Id == paper.ListId, cancellation);
        var (uses, seals) = await UsesOf(list.Id, SealUse.Registry, cancellation);
        var document = new DrawFilingCertificate(fonts).Run(new FilingCertificate(
            filing.FilingNumber!, await NamesInTime.Of(db, filing.RegistryId, filing.At, cancellation) ?? "", list.Title, list.Call!.Title, list.Call.Document?.Number, await NamesInTime.Of(db, list.Call.DecideById, filing.At, cancellation) ?? "",
            list.Entries.Count(e => e.IsListed), SealList.HashOf(list), ShanghaiTime.DayOf(filing.At), paper.RequestedAt) { Mark = address.Of(paper.Code), SealNote = NoteOf(seals.Values) });
        return new DrawnPaper(paper.Id, paper.Requests, document, 0, [.. uses.Select(u => Imprint(u, seals, document, DrawFilingCertificate.SealField, "备案"))]);
    }

    private async Task<DrawnPaper> OfList(SealedPaper paper, CancellationToken cancellation)
    {
        var list = await lists.Run(paper.ListId!.Value, cancellation: cancellation) ?? throw new InvalidOperationException($"Expected list {paper.ListId} of paper {paper.Id}, found none.");
        var (uses, seals) = await UsesOf(list.Id, SealUse.Publisher, cancellation);
        var document = new DrawList(fonts).Run(new PrintedList
        {
            Title = list.Title,
            Call = list.Document is null ? list.Call : $"{list.Call}（{list.Document}）",
            Publisher = list.Publisher ?? "",
            FilingNumber = list.FilingNumber,
            Day = list.Day,
            Date = paper.RequestedAt,
            Entries = [.. list.Units.Select(u => new PrintedEntry(u.Province, u.Unit))],
            Mark = address.Of(paper.Code),
            SealNote = NoteOf(seals.Values),
            Change = list.Edition is { Note: { } note } edition ? new PrintedChange(edition.Number, note, edition.IsWithdrawal) : null,
        }, done => progress.Tell(paper.Id, done, list.Units.Count));
        return new DrawnPaper(paper.Id, paper.Requests, document, 0, [.. uses.Select(u => Imprint(u, seals, document, DrawList.SealField, "公布"))]);
    }

    /// <summary>公文 with its red header, as it was issued, under the seal that the issuer put on its draft.</summary>
    private async Task<DrawnPaper> OfDocument(SealedPaper paper, CancellationToken cancellation)
    {
        var document = await db.Documents.AsNoTracking().Include(d => d.Issuer).Include(d => d.Receipts).ThenInclude(r => r.Recipient).SingleAsync(d => d.Id == paper.DocumentId, cancellation);
        var issued = ShanghaiTime.StartOf(document.IssuedOn!.Value);
        var names = await NamesInTime.Since(db, issued, cancellation);
        var issuer = names.At(document.IssuerId, issued, document.Issuer!.FullName)!;
        var recipients = document.Receipts.Select(r => r.Recipient!).OrderBy(r => r.Level).ThenBy(r => r.AreaCode, StringComparer.Ordinal).Select(r => names.At(r.Id, issued, r.FullName)).ToList();
        var uses = await db.SealUses.Where(u => u.CaseId == document.CaseId && u.CaseId != null && u.VoidedAt == null && u.ScanId == null && u.Seal!.OwnerId == document.IssuerId).OrderByDescending(u => u.At).Take(1).ToListAsync(cancellation);
        var seals = await Seals(uses, cancellation);
        var drawn = new DrawOfficialDocument(fonts).Run(new OfficialDocument
        {
            Issuer = issuer,
            Number = document.Number!,
            Title = document.Title,
            MainRecipients = recipients.Count == 0 ? null : string.Join('、', recipients),
            Body = document.Body ?? "",
            Attachments = await AttachmentsOf(document.CaseId, cancellation),
            Day = document.IssuedOn.Value,
            CopyUp = await NamesOf(document.CopyUp, names, issued, cancellation),
            CopyTo = await NamesOf(document.CopyTo, names, issued, cancellation),
            PrintedBy = issuer,
            PrintedOn = document.IssuedOn,
            Date = paper.RequestedAt,
            Mark = address.Of(paper.Code),
            SealNote = NoteOf(seals.Values),
        });
        return new DrawnPaper(paper.Id, paper.Requests, drawn, 0, [.. uses.Select(u => Imprint(u, seals, drawn, DrawOfficialDocument.SealField, "发文"))]);
    }

    /// <summary>附件说明: the names of what was handed in with the draft, as they stand there and without the kind of file.</summary>
    private async Task<IReadOnlyList<string>> AttachmentsOf(long? caseId, CancellationToken cancellation)
    {
        if (caseId is null) return [];
        var form = await db.CaseForms.AsNoTracking().Where(f => f.CaseId == caseId && f.FormKey == NoticeForm.FormKey).OrderByDescending(f => f.Revision).FirstOrDefaultAsync(cancellation);
        var files = (form?.Content["attachments"] as JsonArray ?? []).Select(file => (file as JsonObject)?["id"]?.ToString() ?? file?.ToString()).Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        var names = await db.Attachments.AsNoTracking().Where(a => files.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancellation);
        return [.. files.Where(names.ContainsKey).Select(id => Path.GetFileNameWithoutExtension(names[id]))];
    }

    /// <summary>印章刻制申请 of the unit that is to own the seal.</summary>
    private async Task<DrawnPaper> OfApplication(SealedPaper paper, CancellationToken cancellation)
    {
        var seal = await db.Seals.AsNoTracking().Include(s => s.Owner).SingleAsync(s => s.Id == paper.SealId, cancellation);
        var day = ShanghaiTime.DayOf(paper.RequestedAt);
        var (kind, purpose) = (seal.Kind == SealKind.Official ? "公章" : "业务专用章", seal.Purpose ?? "本单位职责范围内的公务");
        var until = seal.ValidTo is { } to ? $"至{Printed(to)}" : "长期";
        return new DrawnPaper(paper.Id, paper.Requests, new DrawOfficialDocument(fonts).Run(new OfficialDocument
        {
            Issuer = seal.Owner!.FullName,
            Number = $"印章申请〔{day.Year}〕{CheckCode.Printed(paper.Code)}",
            Signatories = [await SignatoryOf(seal, cancellation)],
            Title = $"关于申请刻制“{seal.Name}”的请示",
            MainRecipients = "上级主管部门",
            Body = $"""
                因{seal.AppliedBecause!.TrimEnd('。')}，我单位申请刻制“{seal.Name}”{kind}一枚。
                一、用途：{purpose}。
                二、启用：自{Printed(seal.ValidFrom)}起，{until}使用。
                三、保管：由我单位印章管理员专人保管，每次用印逐号登记。
                印章制成后，我单位将按规定办理备案，备案后启用；停用、作废时在登记簿注明。
                妥否，请批示。
                """,
            Day = day,
            Date = paper.RequestedAt,
            Mark = address.Of(paper.Code),
        }), 0, []);
    }

    /// <summary>签发人: the head who applied; where somebody else did, room for the head's hand, because a letter that goes up names who signed it (GB/T 9704—2012 7.2.6).</summary>
    private async Task<string> SignatoryOf(Seal seal, CancellationToken cancellation)
    {
        var subject = Subject.Seal(seal.Id);
        var applied = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject && e.Action == "seal.registered").OrderBy(e => e.Sequence).FirstAsync(cancellation);
        var head = await db.SeatHoldings.AsNoTracking()
            .Where(h => h.Seat!.OrganisationId == seal.OwnerId && h.Seat.Role == SeatRole.Head && h.PersonId == applied.PersonId && h.From <= applied.At && (h.To == null || h.To > applied.At))
            .Select(h => h.Person!.Name).FirstOrDefaultAsync(cancellation);
        return head ?? new string('　', 4);
    }

    /// <summary>A date as documents print it, whatever language whoever asked for the paper reads.</summary>
    private static string Printed(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private async Task<string?> NamesOf(List<long> ids, NamesInTime then, DateTimeOffset at, CancellationToken cancellation)
    {
        if (ids.Count == 0) return null;
        var names = await db.Organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        return string.Join('、', ids.Select(id => then.At(id, at, names.GetValueOrDefault(id, ""))));
    }

    private async Task<Dictionary<string, PrintedBlock>> Blocks(Case item, FormDefinition form, Dictionary<long, Seal> seals, NamesInTime bodies, CancellationToken cancellation)
    {
        var people = item.Signatures.SelectMany(s => new[] { s.PersonId, s.OnBehalfOfId }).Concat(item.Opinions.Where(o => o.OnBehalfOfId is not null).SelectMany(o => new[] { o.PersonId, o.OnBehalfOfId })).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var owners = item.Opinions.Select(o => o.OrganisationId).OfType<long>().Concat(item.Signatures.Select(s => s.OrganisationId)).Concat(seals.Values.Select(s => s.OwnerId)).ToList();
        var organisations = await db.Organisations.Where(o => owners.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        var blocks = new Dictionary<string, PrintedBlock>();
        foreach (var key in form.Blocks.Select(b => b.Key))
        {
            var (opinion, signature, seal) = (item.LivingOpinion(key), item.LivingSignature(key), item.LivingSeal(key));
            if (opinion is null && signature is null && seal is null) continue;
            var owner = opinion?.OrganisationId ?? signature?.OrganisationId ?? (seal is null ? null : seals.GetValueOrDefault(seal.SealId)?.OwnerId);
            blocks[key] = opinion is { Decision: OpinionDecision.NotApplicable }
                ? new PrintedBlock(Skipped: opinion.Text)
                : new PrintedBlock(
                    owner is { } id ? bodies.At(id, seal?.At ?? signature?.At ?? opinion!.At, organisations.GetValueOrDefault(id)) : null, WithSealOnPaper(opinion is { OnBehalfOfId: not null } ? $"{opinion.Text}（{Named(opinion.PersonId, opinion.OnBehalfOfId)}）" : opinion?.Text, seal),
                    signature is null ? null : Named(signature.PersonId, signature.OnBehalfOfId),
                    ShanghaiTime.DayOf(seal?.At ?? signature?.At ?? opinion!.At),
                    Enclosures: opinion?.Enclosures.Select(file => new PrintedEnclosure(file.Name, file.ContentHash)).ToList());
        }

        return blocks;

        // B 代 A where a substitute acted.
        string? Named(long? person, long? other) => person is { } p && names.GetValueOrDefault(p) is { } name ? other is { } o ? $"{name} 代 {names.GetValueOrDefault(o)}" : name : null;
    }

    /// <summary>Where the seal is on the paper that was scanned, the file says so in place of an imprint.</summary>
    private static string? WithSealOnPaper(string? text, SealUse? seal) =>
        seal?.ScanId is null ? text : $"{text}（纸质件已盖章，扫描件经核对，用印登记第{seal.Number}号）".Trim();

    private async Task<(List<SealUse> Uses, Dictionary<long, Seal> Seals)> UsesOf(long listId, string block, CancellationToken cancellation)
    {
        var uses = await db.SealUses.Where(u => u.ListId == listId && u.Block == block && u.VoidedAt == null).OrderBy(u => u.At).ToListAsync(cancellation);
        return (uses, await Seals(uses, cancellation));
    }

    private Task<Dictionary<long, Seal>> Seals(List<SealUse> uses, CancellationToken cancellation)
    {
        var ids = uses.ConvertAll(u => u.SealId);
        return db.Seals.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
    }

    private static DrawnImprint Imprint(SealUse use, Dictionary<long, Seal> seals, DrawnDocument document, string field, string reason) =>
        new(use, seals[use.SealId], document.Seals.Single(p => p.Field == field), $"{reason} 用印登记第{use.Number}号");

    /// <summary>What kind of seals these are stands on every page.</summary>
    private string? NoteOf(IEnumerable<Seal> seals)
    {
        var kinds = seals.Select(s => providers.Of(s).Name.Zh).Distinct().ToList();
        return kinds.Count == 0 ? null : $"本件所用印章为{string.Join('、', kinds)}，真伪可扫码或凭校验码查验。";
    }
}
