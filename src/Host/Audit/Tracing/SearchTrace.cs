using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Host.Parts;

namespace Workflows.Host.Audit.Tracing;

/// <summary>What somebody remembers of a case; every member that is given must fit.</summary>
/// <param name="Text">A part of the case's number, title or unit, or the number of a document however it is typed: of the case, of its call, or of the call above.</param>
/// <param name="Person">A part of the name of somebody who filled in, opined, sealed or decided.</param>
/// <param name="Seal">A part of the name of a seal that was put on it.</param>
/// <param name="Call">The call's code, or a part of its title; the call above counts too.</param>
/// <param name="From">It was still open on this day or later.</param>
/// <param name="To">It had begun on this day or earlier.</param>
/// <param name="Status">Where it stands, or how it ended.</param>
public sealed record TraceQuery(string? Text = null, string? Person = null, string? Seal = null, string? Call = null, DateOnly? From = null, DateOnly? To = null, CaseStatus? Status = null);

/// <summary>A case that was found.</summary>
public sealed record TracedCase(long Id, string Number, string Title, string Unit, string Call, string CallTitle, CaseStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt);

/// <summary>Finds cases by what somebody remembers of them, for those who see everything.</summary>
public sealed class SearchTrace(ApprovalsDb db)
{
    /// <summary>Most cases that are shown.</summary>
    public const int Most = 50;

    /// <returns>The newest first, at most <see cref="Most"/>; nothing for callers who do not see everything.</returns>
    public async Task<IReadOnlyList<TracedCase>> Run(Caller caller, TraceQuery query, CancellationToken cancellation = default)
    {
        if (!MaySeeCase.SeesEverything(caller)) return [];
        var cases = db.Cases.AsNoTracking();
        if (Asked.Words(query.Text) is { } text)
        {
            var (key, upper) = (DocumentNumber.Key(text), text.ToUpperInvariant());
            cases = cases.Where(c => c.Number.Contains(text) || c.Number.Contains(upper) || c.Title.Contains(text) || c.Applicant!.FullName.Contains(text) || db.FormerNames.Any(n => n.OrganisationId == c.ApplicantId && n.FullName.Contains(text))
                || db.Documents.Any(d => d.NumberKey == key && (d.CaseId == c.Id || d.Id == c.Call!.DocumentId || d.Id == c.NationalCall!.DocumentId)));
        }
        if (Asked.Words(query.Person) is { } person)
        {
            var people = db.People.Where(p => p.Name.Contains(person)).Select(p => p.Id);
            cases = cases.Where(c => db.FinishedWorkItems.Any(w => w.CaseId == c.Id && w.DecidedById != null && people.Contains(w.DecidedById.Value))
                || c.Forms.Any(f => people.Contains(f.PersonId)) || c.Opinions.Any(o => o.PersonId != null && people.Contains(o.PersonId.Value)) || c.Seals.Any(s => people.Contains(s.CustodianId)));
        }
        if (Asked.Words(query.Seal) is { } seal) cases = cases.Where(c => c.Seals.Any(s => s.Seal!.Name.Contains(seal)));
        if (Asked.Words(query.Call) is { } call)
        {
            var code = call.ToUpperInvariant();
            cases = cases.Where(c => c.Call!.Code == call || c.Call.Code == code || c.NationalCall!.Code == call || c.NationalCall.Code == code || c.Call.Title.Contains(call) || c.NationalCall.Title.Contains(call));
        }
        if (query.From is { } from)
        {
            var start = ShanghaiTime.StartOf(from);
            cases = cases.Where(c => c.ClosedAt == null || c.ClosedAt >= start);
        }
        if (query.To is { } to)
        {
            var end = ShanghaiTime.EndOf(to);
            cases = cases.Where(c => c.CreatedAt < end);
        }
        if (query.Status is { } status) cases = cases.Where(c => c.Status == status);
        return await cases.OrderByDescending(c => c.Id).Take(Most)
            .Select(c => new TracedCase(c.Id, c.Number, c.Title, c.Applicant!.FullName, c.Call!.Code, c.Call.Title, c.Status, c.CreatedAt, c.ClosedAt)).ToListAsync(cancellation);
    }
}
