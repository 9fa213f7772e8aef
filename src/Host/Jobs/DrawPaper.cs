using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Seals;
using Workflows.Host.Parts;
using Workflows.Host.Sealing;
using Workflows.Paper.Filings;
using Workflows.Paper.Fonts;
using Workflows.Paper.Forms;
using Workflows.Paper.Lists;
using Workflows.Paper.Pdf;

namespace Workflows.Host.Jobs;

/// <summary>Draws a paper from what the database says at this moment.</summary>
public sealed class DrawPaper(ApprovalsDb db, FormDefinitions forms, FormContexts contexts, ReadListOnPaper lists, PaperFonts fonts, PaperAddress address, SealProviders providers)
{
    /// <returns>Null when the paper is not waiting.</returns>
    public async Task<DrawnPaper?> Run(long id, CancellationToken cancellation = default)
    {
        if (await db.SealedPapers.SingleOrDefaultAsync(p => p.Id == id && p.State == PaperState.Waiting, cancellation) is not { } paper) return null;
        return paper.Kind switch
        {
            PaperKind.CaseForm => await OfForm(paper, cancellation),
            PaperKind.FilingCertificate => await OfFiling(paper, cancellation),
            _ => await OfList(paper, cancellation),
        };
    }

    private async Task<DrawnPaper> OfForm(SealedPaper paper, CancellationToken cancellation)
    {
        var item = await db.LoadCase(paper.CaseId!.Value, cancellation) ?? throw new InvalidOperationException($"Expected case {paper.CaseId} of paper {paper.Id}, found none.");
        var form = forms.Find(paper.FormKey!) ?? throw new InvalidOperationException($"Expected the form {paper.FormKey} of case {item.Number}, found none. Put its file back and retry.");
        var revision = item.Form(form.Key) ?? throw new InvalidOperationException($"Expected a submitted form {form.Key} of case {item.Number}, found none.");
        var uses = item.Seals.Where(s => !s.IsVoid && form.Block(s.Block) is not null).OrderBy(s => s.At).ThenBy(s => s.Id).ToList();
        var seals = await Seals(uses, cancellation);
        var context = await contexts.OfCase(item, form.Key, cancellation);
        var document = new DrawForm(fonts).Run(new PrintedForm
        {
            Form = form,
            Values = revision.Content,
            Number = item.Number,
            Unit = item.Applicant!.FullName,
            Revision = revision.Revision,
            Date = paper.RequestedAt,
            Blocks = await Blocks(item, form, seals, cancellation),
            UnitName = unit => context.Applicant is { } applicant && applicant.Id == unit ? applicant.FullName : context.Unit?.Invoke(unit)?.FullName,
            Mark = address.Of(paper.Code),
            SealNote = NoteOf(seals.Values),
        });
        return new DrawnPaper(paper.Id, paper.Requests, document, revision.Revision, [.. uses.Where(u => document.Seals.Any(p => p.Field == DrawForm.SealField + u.Block)).Select(u => Imprint(u, seals, document, DrawForm.SealField + u.Block, form.Block(u.Block)!.Label.Zh))]);
    }

    private async Task<DrawnPaper> OfFiling(SealedPaper paper, CancellationToken cancellation)
    {
        var filing = await db.Filings.Where(f => f.ListId == paper.ListId && f.FilingNumber != null).OrderByDescending(f => f.At).FirstAsync(cancellation);
        var list = await db.Lists.Include(l => l.Entries).Include(l => l.Call).ThenInclude(c => c!.Document).SingleAsync(l => l.Id == paper.ListId, cancellation);
        var (uses, seals) = await UsesOf(list.Id, SealUse.Registry, cancellation);
        var document = new DrawFilingCertificate(fonts).Run(new FilingCertificate(
            filing.FilingNumber!, await NameOf(filing.RegistryId, cancellation), list.Title, list.Call!.Title, list.Call.Document?.Number, await NameOf(list.Call.DecideById, cancellation),
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
        });
        return new DrawnPaper(paper.Id, paper.Requests, document, 0, [.. uses.Select(u => Imprint(u, seals, document, DrawList.SealField, "公布"))]);
    }

    private async Task<Dictionary<string, PrintedBlock>> Blocks(Case item, FormDefinition form, Dictionary<long, Seal> seals, CancellationToken cancellation)
    {
        var people = item.Signatures.Select(s => s.PersonId).ToList();
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
                    owner is { } id ? organisations.GetValueOrDefault(id) : null, opinion?.Text, signature is null ? null : names.GetValueOrDefault(signature.PersonId),
                    ShanghaiTime.DayOf(seal?.At ?? signature?.At ?? opinion!.At));
        }

        return blocks;
    }

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

    private async Task<string> NameOf(long? organisationId, CancellationToken cancellation) =>
        await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.FullName).FirstOrDefaultAsync(cancellation) ?? "";
}
