using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Forms;
using Workflows.Host.Shell;

namespace Workflows.Host.Parts;

/// <summary>A file handed in with a case.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="IsOfOpinion">It goes with somebody's opinion or answer; otherwise it is of the form.</param>
public sealed record CaseAttachment(long Id, string Name, string ContentType, long Size, string? By, DateTimeOffset At, bool IsOfOpinion = false);

/// <summary>A step that somebody finished on a case, or that is open now.</summary>
/// <param name="Outcome">Name of the outcome; empty while it is open or when it was withdrawn.</param>
/// <param name="At">When it was finished; while it is open, since when it waits.</param>
public sealed record CaseStep(
    long Id, string Kind, Label Title, bool IsOpen, string Organisation, SeatRole? Role, string? Person, string? Outcome, string? Comment, DateTimeOffset At,
    DateTimeOffset? DueAt, JsonObject Request, bool IsMine);

/// <summary>A receipt of materials.</summary>
public sealed record CaseReceipt(string Number, string Receiver, DateTimeOffset? Paper, DateTimeOffset? Electronic, DateTimeOffset RegisteredAt, string? Remark);

/// <summary>Something that happened, for people.</summary>
public sealed record CaseEvent(
    DateTimeOffset At, string Action, Label? Work, string? Outcome, string? Comment, ActorKind By, string? Person, string? OnBehalfOf, string? Organisation, SeatRole? Role,
    string? Clause, string? Before, string? After);

/// <summary>传阅 and 抄送 by a person: to whom the case was put to read, and whether it was read.</summary>
/// <param name="Name">Empty: anybody of the organisation.</param>
public sealed record CaseReader(string? Name, string Organisation, string? SentBy, DateTimeOffset SentAt, DateTimeOffset? ReadAt, string? Note);

/// <summary>An opinion, signature or seal that stands in no block of the form, e.g. a recommendation.</summary>
public sealed record CaseMark(string Block, FormBlockState State);

/// <summary>Everything a page shows of a case.</summary>
/// <param name="Form">The main form; null when the case has none.</param>
/// <param name="Values">What was submitted last; null before the first submission.</param>
/// <param name="Revision">Of <paramref name="Values"/>.</param>
/// <param name="Blocks">Marks in the blocks of the form, void ones included.</param>
/// <param name="Loose">Marks that stand in no block of the form.</param>
/// <param name="IsMasked">Telephone numbers and addresses in <paramref name="Values"/> are masked, because the reader does not work on the case.</param>
/// <param name="Computed">What the form lists as worked out by the program, as far as it is known.</param>
/// <param name="HasRoutes">The unit chose among several routes; a case that a chain opened has none.</param>
public sealed record CaseFile(
    long Id, string Number, string Title, long CallId, string CallCode, string CallTitle, string? Document, string? Contact, long ApplicantId, string Applicant, CaseStatus Status, string? Reason,
    Route Route, DateTimeOffset DueAt, DateTimeOffset? SubmittedAt, bool MayRecall, FormDefinition? Form, JsonObject? Values, int Revision, FormCheckContext? Context,
    IReadOnlyList<FormBlockState> Blocks, IReadOnlyList<CaseMark> Loose, IReadOnlyList<Material> Materials, IReadOnlyList<CaseReceipt> Receipts,
    IReadOnlyList<CaseAttachment> Attachments, IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseEvent> Events, IReadOnlyList<CaseReader> Readers, bool HasRoutes, JsonObject? Computed = null, bool IsMasked = false)
{
    /// <summary>Whose turn it is.</summary>
    public IEnumerable<CaseStep> Open => Steps.Where(step => step.IsOpen);

    /// <summary>The chain of the case is over.</summary>
    public bool IsOver => !Steps.Any(step => step.IsOpen) && Status is not (CaseStatus.Draft or CaseStatus.Received or CaseStatus.Recommended or CaseStatus.InAssessment or CaseStatus.Decided or CaseStatus.Filed
        or CaseStatus.Shortlisted or CaseStatus.Selected or CaseStatus.Uploaded);
}

/// <summary>Reads a case whole for somebody who may see it.</summary>
public sealed class ReadCaseFile(ApprovalsDb db, MaySeeCase maySee, FormContexts contexts, ComputeValues compute, FormDefinitions forms, Words words, IServiceScopeFactory scopes)
{
    /// <param name="isShown">The reader asked to see what is masked, and that was recorded (<c>personal.shown</c>).</param>
    /// <returns>Null when there is no such case, or the caller may not know that there is.</returns>
    public async Task<CaseFile?> Run(Caller caller, long id, bool isShown = false, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, id, cancellation) || await db.LoadCase(id, cancellation) is not { } item) return null;
        var names = await NamesOf(id, item, cancellation);
        var form = (item.FormKey ?? item.Call?.FormKey) is { } key ? forms.Find(key) : null;
        var revision = form is null ? null : item.Form(form.Key);
        var (values, isMasked) = form is null || revision is null || isShown || await maySee.WorksOn(caller, id, cancellation) ? (revision?.Content, false) : PersonalValues.Mask(form, revision.Content);
        var marks = Marks(item, names).ToList();
        var steps = await Steps(caller, id, names, cancellation);
        var recallable = await db.WorkItems.AnyAsync(w => w.CaseId == id && w.IsRecallable, cancellation);
        var context = form is null ? null : await contexts.OfCase(item, form.Key, cancellation) with { Unit = new RememberUnits(scopes).Find };
        return new CaseFile(
            item.Id, item.Number, item.Title, item.CallId, item.Call!.Code, item.Call.Title, await DocumentOf(item, cancellation), ContactOf(item.Call), item.ApplicantId, item.Applicant!.FullName, item.Status, item.Reason,
            item.Route, item.DueAt, item.SubmittedAt, caller.IsAt(item.ApplicantId) && recallable,
            form, values, revision?.Revision ?? 0, context,
            [.. marks.Where(m => form?.Block(m.Block) is not null).Select(m => m.State)], [.. marks.Where(m => form?.Block(m.Block) is null)],
            item.Call.Materials,
            [.. item.Receipts.OrderBy(r => r.RegisteredAt).Select(r => new CaseReceipt(
                r.ReceiptNumber, names.Organisation(r.ReceiverId, r.RegisteredAt) ?? "", r.PaperReceivedAt, r.ElectronicReceivedAt, r.RegisteredAt, r.Remark))],
            await db.Attachments.Where(a => a.CaseId == id && (a.WorkItemId == null || a.EnclosedAt != null)).OrderBy(a => a.Id)
                .Select(a => new CaseAttachment(a.Id, a.Name, a.ContentType, a.Size, a.Person!.Name, a.At, a.WorkItemId != null)).ToListAsync(cancellation),
            steps, await Events(caller, id, steps, names, cancellation), await Readers(id, cancellation), item.Key is null && item.Call.Routes.Concat(item.NationalCall?.Routes ?? []).Distinct().Count() > 1,
            form is { Computed.Count: > 0 } && revision is not null ? await compute.Run(item, form, revision.Content, context!, cancellation) : null, isMasked);
    }

    private async Task<IReadOnlyList<CaseReader>> Readers(long id, CancellationToken cancellation) => await (
        from copy in db.CopyItems.AsNoTracking()
        where copy.CaseId == id && copy.SentById != null
        join organisation in db.Organisations on copy.RecipientId equals organisation.Id
        orderby copy.SentAt, copy.Id
        select new CaseReader(db.People.Where(p => p.Id == copy.PersonId).Select(p => p.Name).FirstOrDefault(), organisation.FullName, db.People.Where(p => p.Id == copy.SentById).Select(p => p.Name).FirstOrDefault(), copy.SentAt, copy.ReadAt, copy.Note)).ToListAsync(cancellation);

    private async Task<string?> DocumentOf(Case item, CancellationToken cancellation) =>
        await db.Documents.Where(d => d.Id == item.Call!.DocumentId).Select(d => d.Number).FirstOrDefaultAsync(cancellation);

    private static string? ContactOf(Call call) =>
        call.Contact is { } contact ? string.Join(' ', new[] { contact.Name, contact.Phone, contact.Email }.Where(part => !string.IsNullOrWhiteSpace(part))) : null;

    /// <summary>Every mark as a state of its block: an opinion, a signature and a seal of the same hand stand together, void ones apart.</summary>
    private IEnumerable<CaseMark> Marks(Case item, Names names)
    {
        foreach (var block in item.Opinions.Select(o => o.Block).Concat(item.Signatures.Select(s => s.Block)).Concat(item.Seals.Select(s => s.Block)).Distinct())
        {
            foreach (var round in item.Opinions.Where(o => o.Block == block).Select(o => (o.FormRevision, o.VoidedWhy))
                .Concat(item.Signatures.Where(s => s.Block == block).Select(s => (s.FormRevision, s.VoidedWhy)))
                .Concat(item.Seals.Where(s => s.Block == block).Select(s => (s.FormRevision, s.VoidedWhy)))
                .DistinctBy(r => r.VoidedWhy is null ? (0, null) : r)
                .OrderByDescending(r => r.VoidedWhy is not null).ThenBy(r => r.FormRevision).ToList())
            {
                bool Same(int formRevision, string? voided) => round.VoidedWhy is null ? voided is null : voided == round.VoidedWhy && formRevision == round.FormRevision;
                var opinion = item.Opinions.Where(o => o.Block == block && Same(o.FormRevision, o.VoidedWhy)).MaxBy(o => o.At);
                var signature = item.Signatures.Where(s => s.Block == block && Same(s.FormRevision, s.VoidedWhy)).MaxBy(s => s.At);
                var seal = item.Seals.Where(s => s.Block == block && Same(s.FormRevision, s.VoidedWhy)).MaxBy(s => s.At);
                var thing = seal is null ? null : names.Seal(seal.SealId);
                yield return new CaseMark(block, new FormBlockState
                {
                    Block = block,
                    Organisation = names.Organisation(opinion?.OrganisationId ?? signature?.OrganisationId ?? thing?.OwnerId, opinion?.At ?? signature?.At ?? seal!.At),
                    Opinion = opinion is null or { Decision: OpinionDecision.NotApplicable } ? null : opinion.Text,
                    Decision = opinion is null ? null : words.Of(opinion.Decision),
                    OpinionBy = Acting(names, opinion?.PersonId, opinion?.OnBehalfOfId),
                    OpinionAt = opinion?.At,
                    Enclosures = opinion?.Enclosures ?? [],
                    SignedBy = Acting(names, signature?.PersonId, signature?.OnBehalfOfId),
                    SignedAt = signature?.At,
                    SealName = thing?.Name,
                    SealPicture = thing is null ? null : SealAddress.Of(thing, item.Id),
                    SealedBy = names.Person(seal?.CustodianId),
                    SealedAt = seal?.At,
                    Skipped = opinion is { Decision: OpinionDecision.NotApplicable } ? opinion.Text : null,
                    VoidedWhy = round.VoidedWhy,
                });
            }
        }
    }

    /// <summary>B 代 A where a substitute acted.</summary>
    private string? Acting(Names names, long? person, long? onBehalfOf) =>
        names.Person(person) is { } name ? names.Person(onBehalfOf) is { } other ? words.OnBehalfOf(name, other) : name : null;

    private async Task<IReadOnlyList<CaseStep>> Steps(Caller caller, long id, Names names, CancellationToken cancellation)
    {
        var finished = await db.FinishedWorkItems.AsNoTracking().Where(w => w.CaseId == id).OrderBy(w => w.FinishedAt).ToListAsync(cancellation);
        var open = await db.WorkItems.AsNoTracking().Include(w => w.Seat).Include(w => w.Barred).Where(w => w.CaseId == id).OrderBy(w => w.CreatedAt).ToListAsync(cancellation);
        return
        [
            .. finished.Select(w => new CaseStep(
                w.Id, w.Kind, w.Title, false, names.Organisation(w.OrganisationId, w.FinishedAt) ?? "", names.Role(w.SeatId), Acting(names, w.DecidedById, w.OnBehalfOfId), w.Outcome, w.Comment, w.FinishedAt, w.DueAt, w.Request, w.DecidedById == caller.PersonId)),
            .. open.Select(w => new CaseStep(
                w.Id, w.Kind, w.Title, true, names.Organisation(w.OrganisationId) ?? "", w.Seat?.Role, names.Person(w.PersonId), null, null, w.CreatedAt, w.DueAt, w.Request,
                w.MayBeDecidedBy(caller.AsDecider) is null)),
        ];
    }

    private async Task<IReadOnlyList<CaseEvent>> Events(Caller caller, long id, IReadOnlyList<CaseStep> steps, Names names, CancellationToken cancellation)
    {
        var subject = Subject.Case(id);
        var titles = steps.ToDictionary(step => string.Create(CultureInfo.InvariantCulture, $"{step.Kind}:{step.Id}"), step => step.Title);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        if (!await maySee.SeesAssessment(caller, id, cancellation)) entries.RemoveAll(e => MaySeeCase.IsAssessment(e.Action));
        return
        [
            .. entries.Select(e => new CaseEvent(
                e.At, e.Action, titles.GetValueOrDefault(e.Before ?? "") ?? titles.GetValueOrDefault(e.After ?? ""), e.Outcome, e.Comment, e.ActorKind,
                names.Person(e.PersonId), names.Person(e.OnBehalfOfId), names.Organisation(e.OrganisationId, e.At), e.Role, e.Clause, e.Before, e.After)),
        ];
    }

    /// <summary>The names that a case mentions, read in three queries.</summary>
    private async Task<Names> NamesOf(long id, Case item, CancellationToken cancellation)
    {
        var subject = Subject.Case(id);
        var people = db.AuditEntries.Where(e => e.Subject == subject && e.PersonId != null).Select(e => e.PersonId!.Value)
            .Union(db.AuditEntries.Where(e => e.Subject == subject && e.OnBehalfOfId != null).Select(e => e.OnBehalfOfId!.Value))
            .Union(db.WorkItems.Where(w => w.CaseId == id && w.PersonId != null).Select(w => w.PersonId!.Value))
            .Union(db.FinishedWorkItems.Where(w => w.CaseId == id && w.DecidedById != null).Select(w => w.DecidedById!.Value));
        var organisations = db.AuditEntries.Where(e => e.Subject == subject && e.OrganisationId != null).Select(e => e.OrganisationId!.Value)
            .Union(db.WorkItems.Where(w => w.CaseId == id).Select(w => w.OrganisationId))
            .Union(db.FinishedWorkItems.Where(w => w.CaseId == id).Select(w => w.OrganisationId))
            .Union(db.MaterialReceipts.Where(r => r.CaseId == id).Select(r => r.ReceiverId))
            .Union(db.Opinions.Where(o => o.CaseId == id && o.OrganisationId != null).Select(o => o.OrganisationId!.Value))
            .Union(db.Signatures.Where(s => s.CaseId == id).Select(s => s.OrganisationId))
            .Union(db.SealUses.Where(s => s.CaseId == id).Select(s => s.Seal!.OwnerId));
        var seals = item.Seals.Select(s => s.SealId).ToList();
        return new Names(
            await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation),
            await db.Organisations.Where(o => organisations.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation),
            await db.Seats.Where(s => organisations.Contains(s.OrganisationId)).ToDictionaryAsync(s => s.Id, s => s.Role, cancellation),
            await db.Seals.AsNoTracking().Where(s => seals.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation), await NamesInTime.Since(db, item.CreatedAt, cancellation));
    }

    private sealed record Names(
        IReadOnlyDictionary<long, string> People, IReadOnlyDictionary<long, string> Organisations, IReadOnlyDictionary<long, SeatRole> Seats, IReadOnlyDictionary<long, Seal> Seals, NamesInTime Then)
    {
        public string? Person(long? id) => id is { } key ? People.GetValueOrDefault(key) : null;

        public string? Organisation(long? id) => id is { } key ? Organisations.GetValueOrDefault(key) : null;

        /// <summary>What it was called then.</summary>
        public string? Organisation(long? id, DateTimeOffset at) => Then.At(id, at, Organisation(id));

        public SeatRole? Role(long? id) => id is { } key && Seats.TryGetValue(key, out var role) ? role : null;

        public Seal? Seal(long id) => Seals.GetValueOrDefault(id);
    }
}
