using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>抄报 and 抄送: puts a case before organisations to read. Nobody gets a task, and silence never blocks (R4).</summary>
public sealed class SendCopies(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="title">What the recipients read in their list.</param>
    /// <param name="documentId">The document that they read.</param>
    /// <returns>The copies; a recipient that has one of that title already gets no second.</returns>
    public async Task<Result<IReadOnlyList<CopyItem>>> Run(
        long caseId, CopyKind kind, IReadOnlyCollection<Organisation> recipients, string title, long? documentId = null, CancellationToken cancellation = default)
    {
        if (await db.Cases.FindAsync([caseId], cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var had = await db.CopyItems.Where(c => c.CaseId == caseId && c.Kind == kind && c.Title == title).Select(c => c.RecipientId).ToListAsync(cancellation);
        var copies = recipients.Where(r => !had.Contains(r.Id)).DistinctBy(r => r.Id).Select(r => new CopyItem
        {
            Id = ids.Next(),
            Kind = kind,
            CaseId = caseId,
            CallId = item.CallId,
            DocumentId = documentId,
            RecipientId = r.Id,
            Title = title,
            SentAt = clock.GetUtcNow(),
        }).ToList();
        db.CopyItems.AddRange(copies);
        await audit.Write(Subject.Case(caseId), kind == CopyKind.Up ? "copies.sent-up" : "copies.sent", new AuditDetail
        {
            Clause = "R4, R16",
            Outcome = copies.Count.ToString(CultureInfo.InvariantCulture),
            After = string.Join("、", recipients.Select(r => r.FullName)),
            Tells = Told(copies),
        }, cancellation);
        return copies;
    }

    /// <summary>抄送 by a person: the case goes to organisations to read. One that has an unread copy from a person already gets no second.</summary>
    /// <param name="note">What is said with it.</param>
    public async Task<Result<IReadOnlyList<CopyItem>>> FromPerson(long caseId, IReadOnlyCollection<Organisation> recipients, string? note, CancellationToken cancellation = default)
    {
        if (await db.Cases.Include(c => c.Applicant).FirstOrDefaultAsync(c => c.Id == caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var words = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        var had = await db.CopyItems.Where(c => c.CaseId == caseId && c.Kind == CopyKind.To && c.SentById != null && c.ReadAt == null).Select(c => c.RecipientId).ToListAsync(cancellation);
        var copies = recipients.Where(r => !had.Contains(r.Id)).DistinctBy(r => r.Id).Select(r => new CopyItem
        {
            Id = ids.Next(), Kind = CopyKind.To, CaseId = caseId, CallId = item.CallId, RecipientId = r.Id, SentById = actor.Actor.PersonId, Note = words,
            Title = $"{item.Number} {item.Applicant?.FullName}".Trim(), SentAt = clock.GetUtcNow(),
        }).ToList();
        db.CopyItems.AddRange(copies);
        await audit.Write(Subject.Case(caseId), "copies.sent", new AuditDetail
        {
            Clause = "R4", Outcome = copies.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", recipients.Select(r => r.FullName)), Comment = words, Tells = Told(copies),
        }, cancellation);
        return copies;
    }

    /// <summary>传阅: a person puts the case before persons, each of whom says that it was read. Nothing is asked of them, and nothing waits (R4).</summary>
    /// <param name="readers">Each person with the organisation for which it reads; who has it unread already gets no second.</param>
    /// <param name="note">What is said with it.</param>
    public async Task<Result<IReadOnlyList<CopyItem>>> Circulate(long caseId, IReadOnlyCollection<(Person Person, long OrganisationId)> readers, string? note, CancellationToken cancellation = default)
    {
        if (await db.Cases.Include(c => c.Applicant).FirstOrDefaultAsync(c => c.Id == caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        if (readers.Count == 0) return new Refusal("copy.nobody");
        var had = await db.CopyItems.Where(c => c.CaseId == caseId && c.Kind == CopyKind.Circulated && c.ReadAt == null).Select(c => c.PersonId).ToListAsync(cancellation);
        var copies = readers.Where(r => !had.Contains(r.Person.Id)).DistinctBy(r => r.Person.Id).Select(r => new CopyItem
        {
            Id = ids.Next(), Kind = CopyKind.Circulated, CaseId = caseId, CallId = item.CallId, RecipientId = r.OrganisationId, PersonId = r.Person.Id, SentById = actor.Actor.PersonId,
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), Title = $"{item.Number} {item.Applicant?.FullName}".Trim(), SentAt = clock.GetUtcNow(),
        }).ToList();
        db.CopyItems.AddRange(copies);
        await audit.Write(Subject.Case(caseId), "case.circulated", new AuditDetail
        {
            Clause = "R4", Outcome = copies.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", readers.Select(r => r.Person.Name)), Comment = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            Tells = Told(copies),
        }, cancellation);
        return copies;
    }

    /// <summary>Puts something about a whole call before organisations to read, e.g. its digest.</summary>
    public async Task RunForCall(Call call, CopyKind kind, IReadOnlyCollection<Organisation> recipients, string title, CancellationToken cancellation = default)
    {
        var had = await db.CopyItems.Where(c => c.CallId == call.Id && c.CaseId == null && c.Kind == kind && c.Title == title).Select(c => c.RecipientId).ToListAsync(cancellation);
        var copies = recipients.Where(r => !had.Contains(r.Id)).DistinctBy(r => r.Id)
            .Select(r => new CopyItem { Id = ids.Next(), Kind = kind, CallId = call.Id, RecipientId = r.Id, Title = title, SentAt = clock.GetUtcNow() }).ToList();
        db.CopyItems.AddRange(copies);
        await audit.Write(Subject.Call(call.Id), kind == CopyKind.Up ? "copies.sent-up" : "copies.sent", new AuditDetail
        {
            Clause = "R4", Outcome = copies.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", recipients.Select(r => r.FullName)), Comment = title, Tells = Told(copies),
        }, cancellation);
    }

    private static IReadOnlyList<News> Told(IEnumerable<CopyItem> copies) => [.. copies.Select(copy => new News(NewsKind.Copied, copy.Id))];
}
