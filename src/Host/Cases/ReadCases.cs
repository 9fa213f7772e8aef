using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;

namespace Workflows.Host.Cases;

/// <summary>Reads cases for somebody who may see them.</summary>
public sealed class ReadCases(ApprovalsDb db, MaySeeCase maySee, FormContexts contexts, FormDefinitions forms)
{
    /// <summary>Cases of the caller's own units; auditors and flow administrators read all.</summary>
    /// <param name="after">Id of the last case of the page before.</param>
    public async Task<CaseLines> Page(Caller caller, CaseStatus? status = null, long? callId = null, string? text = null, long? after = null, int take = 20, CancellationToken cancellation = default)
    {
        take = Math.Clamp(take, 1, 100);
        var units = caller.Seats.Select(s => s.OrganisationId).Distinct().ToList();
        var cases = db.Cases.AsNoTracking();
        if (!MaySeeCase.SeesEverything(caller)) cases = cases.Where(c => units.Contains(c.ApplicantId));
        if (status is { } wanted) cases = cases.Where(c => c.Status == wanted);
        if (callId is { } call) cases = cases.Where(c => c.CallId == call || c.NationalCallId == call);
        if (!string.IsNullOrWhiteSpace(text)) cases = cases.Where(c => c.Number.Contains(text.Trim()) || c.Applicant!.FullName.Contains(text.Trim()) || db.FormerNames.Any(n => n.OrganisationId == c.ApplicantId && n.FullName.Contains(text.Trim())));
        if (after is { } last) cases = cases.Where(c => c.Id < last);
        var page = await cases.OrderByDescending(c => c.Id).Take(take + 1)
            .Select(c => new CaseLine(c.Id, c.Number, c.Title, c.CallId, c.Call!.Code, c.ApplicantId, c.Applicant!.FullName, c.Status, c.StatusLevel, c.Route, c.DueAt, c.CreatedAt, c.SubmittedAt))
            .ToListAsync(cancellation);
        return page.Count <= take
            ? new CaseLines(page, null)
            : new CaseLines(page[..take], page[take - 1].Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <param name="isShown">The reader asked to see what is masked, and that was recorded (<c>personal.shown</c>).</param>
    public async Task<CaseView?> One(Caller caller, long id, bool isShown = false, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, id, cancellation) || await db.LoadCase(id, cancellation) is not { } item) return null;
        var isPlain = isShown || await maySee.WorksOn(caller, id, cancellation);
        var people = await Names(item, cancellation);
        var organisations = await OrganisationNames(item, cancellation);
        var sealIds = item.Seals.Select(s => s.SealId).ToList();
        var seals = await db.Seals.AsNoTracking().Where(s => sealIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
        string? Person(long? who) => who is { } p ? people.GetValueOrDefault(p) : null;
        string? Organisation(long? which) => which is { } o ? organisations.GetValueOrDefault(o) : null;

        var marks = item.Opinions.Select(o => new Mark("opinion", o.Block, o.Text, o.Decision, Person(o.PersonId), Organisation(o.OrganisationId), o.At, o.FormRevision, null, null, null, o.IsVoid, o.VoidedWhy, o.Enclosures.Count == 0 ? null : o.Enclosures))
            .Concat(item.Signatures.Select(s => new Mark("signature", s.Block, null, null, Person(s.PersonId), Organisation(s.OrganisationId), s.At, s.FormRevision, null, null, null, s.IsVoid, s.VoidedWhy)))
            .Concat(item.Seals.Select(s => new Mark(
                "seal", s.Block, null, null, Person(s.CustodianId), Organisation(seals.GetValueOrDefault(s.SealId)?.OwnerId), s.At, s.FormRevision, s.Number, s.SealId, seals.GetValueOrDefault(s.SealId)?.Name, s.IsVoid, s.VoidedWhy)));
        var open = await db.WorkItems.AsNoTracking().Include(w => w.Barred).Include(w => w.Seat).Include(w => w.Organisation).Where(w => w.CaseId == id).OrderBy(w => w.CreatedAt).ToListAsync(cancellation);
        var decider = caller.AsDecider;

        return new CaseView(
            item.Id, item.Number, item.Title, item.CallId, item.Call!.Code, item.Call.Title, item.NationalCallId, item.NationalCall!.Code,
            item.ApplicantId, item.Applicant!.FullName, item.Status, item.StatusLevel, item.Reason, item.Route, item.ChainId, item.InstanceId, item.FormKey ?? item.Call.FormKey,
            item.DueAt, item.CreatedAt, item.SubmittedAt, caller.IsAt(item.ApplicantId) && open.Exists(RecallCase.Allows),
            [.. item.Forms.OrderBy(f => f.FormKey).ThenBy(f => f.Revision).Select(f => new FormRevision(f.FormKey, f.Revision, isPlain ? f.Content : Masked(f.FormKey, f.Content), f.ContentHash, Person(f.PersonId), f.At))],
            [.. marks.OrderBy(m => m.At)],
            [.. item.Receipts.OrderBy(r => r.RegisteredAt).Select(r => new Receipt(r.ReceiptNumber, Organisation(r.ReceiverId) ?? "", r.PaperReceivedAt, r.ElectronicReceivedAt, r.RegisteredAt, r.Remark))],
            [.. open.Select(w => new OpenWork(w.Id, w.Kind, w.Title, w.Organisation?.FullName ?? "", w.Seat?.Role, Person(w.PersonId), w.CreatedAt, w.DueAt, w.MayBeDecidedBy(decider) is null))],
            item.Version);
    }

    /// <summary>What was typed last; before anything was saved, the newest revision or the first values of a new form.</summary>
    public async Task<DraftView?> Draft(Caller caller, long id, string formKey, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, id, cancellation) || forms.Find(formKey) is not { } form) return null;
        var item = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, cancellation);
        if (!caller.IsAt(item.ApplicantId) && !MaySeeCase.SeesEverything(caller)) return null;
        var draft = await db.FormDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == id && d.FormKey == formKey, cancellation);
        if (draft is not null)
            return new DraftView(formKey, caller.IsAt(item.ApplicantId) ? draft.Content : Masked(formKey, draft.Content), IsSaved: true, await db.People.Where(p => p.Id == draft.PersonId).Select(p => p.Name).SingleOrDefaultAsync(cancellation), draft.SavedAt);
        var context = await contexts.OfCase(item, formKey, cancellation);
        var first = FormDefaults.First(form, context);
        return new DraftView(formKey, caller.IsAt(item.ApplicantId) ? first : Masked(formKey, first), IsSaved: false, null, null);
    }

    private JsonObject Masked(string formKey, JsonObject content) => forms.Find(formKey) is { } form ? PersonalValues.Mask(form, content).Values : content;

    public async Task<IReadOnlyList<TimelineEntry>?> Timeline(Caller caller, long id, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, id, cancellation)) return null;
        var subject = Subject.Case(id);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        if (!await maySee.SeesAssessment(caller, id, cancellation)) entries.RemoveAll(e => MaySeeCase.IsAssessment(e.Action));
        var people = entries.SelectMany(e => new[] { e.PersonId, e.OnBehalfOfId }).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var bodies = entries.Select(e => e.OrganisationId).OfType<long>().Distinct().ToList();
        var organisations = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        var titles = await Titles(id, cancellation);
        return
        [
            .. from e in entries
               select new TimelineEntry(
                   e.At, e.Action, e.Activity, TitleOf(e, titles), e.Outcome, e.Comment, e.PersonId is { } p ? names.GetValueOrDefault(p) : null, e.Role,
                   e.OrganisationId is { } o ? organisations.GetValueOrDefault(o) : null, e.OnBehalfOfId is { } b ? names.GetValueOrDefault(b) : null, e.Clause),
        ];
    }

    private async Task<Dictionary<string, Label>> Titles(long caseId, CancellationToken cancellation)
    {
        var finished = await db.FinishedWorkItems.AsNoTracking().Where(w => w.CaseId == caseId).ToListAsync(cancellation);
        var open = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == caseId).ToListAsync(cancellation);
        return finished.Select(w => (w.Kind, w.Id, w.Title)).Concat(open.Select(w => (w.Kind, w.Id, w.Title))).ToDictionary(w => $"{w.Kind}:{w.Id}", w => w.Title);
    }

    /// <summary>Entries about a work item name it as <c>Kind:Id</c> in what was before or after.</summary>
    private static Label? TitleOf(AuditEntry entry, Dictionary<string, Label> titles) =>
        (entry.Before is { } before ? titles.GetValueOrDefault(before) : null) ?? (entry.After is { } after ? titles.GetValueOrDefault(after) : null);

    private Task<Dictionary<long, string>> Names(Case item, CancellationToken cancellation)
    {
        var holders = db.WorkItems.Where(w => w.CaseId == item.Id && w.PersonId != null).Select(w => w.PersonId!.Value);
        var ids = item.Forms.Select(f => f.PersonId).Concat(item.Opinions.Select(o => o.PersonId).OfType<long>()).Concat(item.Signatures.Select(s => s.PersonId))
            .Concat(item.Seals.Select(s => s.CustodianId)).Distinct().ToList();
        return db.People.Where(p => ids.Contains(p.Id) || holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
    }

    private Task<Dictionary<long, string>> OrganisationNames(Case item, CancellationToken cancellation)
    {
        var owners = db.SealUses.Where(s => s.CaseId == item.Id).Select(s => s.Seal!.OwnerId);
        var ids = item.Opinions.Select(o => o.OrganisationId).OfType<long>().Concat(item.Signatures.Select(s => s.OrganisationId)).Concat(item.Receipts.Select(r => r.ReceiverId)).Distinct().ToList();
        return db.Organisations.Where(o => ids.Contains(o.Id) || owners.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
    }
}
