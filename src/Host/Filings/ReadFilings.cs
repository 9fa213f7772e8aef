using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Filings;

/// <summary>One entry of the filing register: a list that was recorded, or an objection to it.</summary>
public sealed record FilingLine(
    long Id, string? FilingNumber, string? Objection, long ListId, string List, long CallId, string Call, string? Registry, string? By, DateTimeOffset At, bool IsPublished);

/// <summary>Reads the filing register: of the caller's own organisations, and whole for auditors and flow administrators.</summary>
public sealed class ReadFilings(ApprovalsDb db)
{
    public async Task<IReadOnlyList<FilingLine>> Run(Caller caller, CancellationToken cancellation = default)
    {
        var own = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        var filings = db.Filings.AsNoTracking();
        if (!caller.Has(SeatRole.Auditor) && !caller.Has(SeatRole.FlowAdministrator))
            filings = filings.Where(f => own.Contains(f.RegistryId) || (f.List!.Call!.AssessById != null && own.Contains(f.List.Call.AssessById.Value)));
        var found = await (
            from filing in filings
            join registry in db.Organisations on filing.RegistryId equals registry.Id
            join person in db.People on filing.PersonId equals person.Id
            orderby filing.At descending
            select new
            {
                filing.RegistryId,
                Line = new FilingLine(
                    filing.Id, filing.FilingNumber, filing.Objection, filing.ListId, filing.List!.Title, filing.CallId, filing.List.Call!.Code, registry.FullName, person.Name, filing.At,
                    filing.List.PublishedAt != null),
            }).Take(500).ToListAsync(cancellation);
        if (found.Count == 0) return [];

        // The registry stands there by its name of that time.
        var names = await NamesInTime.Since(db, found[^1].Line.At, cancellation);
        return found.ConvertAll(f => f.Line with { Registry = names.At(f.RegistryId, f.Line.At, f.Line.Registry) });
    }
}
