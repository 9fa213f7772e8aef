using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Notifications;

/// <summary>An event with the persons who are told of it.</summary>
public sealed record ToldNews(NewsEvent Event, IReadOnlyCollection<long> Readers);

/// <summary>
/// Finds out what an outbox row is about and who is told: whoever has the work now, with substitutes; the officers of the unit whose case it is; whom a copy is for. Whoever did it is not
/// told. Work that is done already, or gone, is told to nobody.
/// </summary>
public sealed class FindReaders(ApprovalsDb db, TimeProvider clock)
{
    /// <summary>Who reads what comes to an organisation as a whole.</summary>
    private static readonly SeatRole[] Officers = [SeatRole.Handler, SeatRole.Head, SeatRole.ReceivingClerk, SeatRole.WorkGroupOfficer, SeatRole.ProjectGroupHead];

    /// <returns>Null where there is nothing to tell any more.</returns>
    public async Task<ToldNews?> Run(OutboxRow row, CancellationToken cancellation = default)
    {
        var told = row.Kind switch
        {
            NewsKind.Returned or NewsKind.Decided => await OfCase(row, cancellation),
            NewsKind.Answered => await OfAnswer(row, cancellation),
            NewsKind.Escalated => await OfEscalation(row, cancellation),
            NewsKind.Published => await OfList(row, cancellation),
            NewsKind.Copied => await OfCopy(row, cancellation),
            _ => await OfWorkItem(row, cancellation),
        };
        return told is null ? null : told with { Readers = [.. told.Readers.Where(reader => reader != row.ActorId).Distinct()] };
    }

    private async Task<ToldNews?> OfWorkItem(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.WorkItems.Include(i => i.Barred).SingleOrDefaultAsync(i => i.Id == row.About, cancellation) is not { } item)
            return await OfCopy(row, cancellation);
        var readers = item.PersonId is { } person ? await WithSubstitutes([person], item.SeatId, item.CallId, cancellation)
            : item.SeatId is { } seat ? await WithSubstitutes(await db.HoldersOf(seat, clock.GetUtcNow(), cancellation), seat, item.CallId, cancellation) : [];
        return new ToldNews(
            new NewsEvent(row.Kind, row.At, item.Title, item.CaseNumber, item.Unit, $"/work-items/{item.Id}") { CaseId = item.CaseId, CallId = item.CallId, WorkItemId = item.Id },
            [.. readers.Where(reader => !item.IsBarred(reader))]);
    }

    private async Task<ToldNews?> OfEscalation(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.Escalations.SingleOrDefaultAsync(e => e.Id == row.About, cancellation) is not { } escalation) return null;
        if (await db.WorkItems.SingleOrDefaultAsync(i => i.Id == escalation.WorkItemId, cancellation) is not { } item) return null;
        var link = item.CaseId is { } caseId ? $"/cases/{caseId}" : "/inbox?tab=escalated";
        return new ToldNews(
            new NewsEvent(row.Kind, row.At, item.Title, item.CaseNumber, item.Unit, link) { CaseId = item.CaseId, CallId = item.CallId, WorkItemId = item.Id },
            await db.HoldersOf(escalation.SeatId, clock.GetUtcNow(), cancellation));
    }

    /// <summary>Whoever asked reads the answer.</summary>
    private async Task<ToldNews?> OfAnswer(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.FinishedWorkItems.SingleOrDefaultAsync(i => i.Id == row.About, cancellation) is not { AskedById: { } asker } item) return null;
        var isOpen = item.ParentId is { } parent && await db.WorkItems.AnyAsync(i => i.Id == parent, cancellation);
        var link = isOpen ? $"/work-items/{item.ParentId}" : item.CaseId is { } caseId ? $"/cases/{caseId}" : "/inbox?tab=done";
        return new ToldNews(new NewsEvent(row.Kind, row.At, item.Title, item.CaseNumber, item.Unit, link) { CaseId = item.CaseId, CallId = item.CallId, WorkItemId = item.Id }, [asker]);
    }

    /// <summary>The officers of the applicant; the matter is the call.</summary>
    private async Task<ToldNews?> OfCase(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.Cases.Include(c => c.Applicant).Include(c => c.Call).SingleOrDefaultAsync(c => c.Id == row.About, cancellation) is not { } item) return null;
        var title = item.Call!.Title;
        return new ToldNews(
            new NewsEvent(row.Kind, row.At, new Label(title, title), item.Number, item.Applicant!.FullName, $"/cases/{item.Id}") { CaseId = item.Id, CallId = item.CallId },
            await OfficersOf([item.ApplicantId], cancellation));
    }

    /// <summary>The officers of the units that stand in the list.</summary>
    private async Task<ToldNews?> OfList(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.Lists.SingleOrDefaultAsync(l => l.Id == row.About, cancellation) is not { } list) return null;
        var units = await (from entry in db.ListEntries join item in db.Cases on entry.CaseId equals item.Id where entry.ListId == list.Id && entry.IsListed select item.ApplicantId).Distinct().ToListAsync(cancellation);
        return new ToldNews(
            new NewsEvent(row.Kind, row.At, new Label(list.Title, list.Title), null, "", $"/lists/{list.Id}") { CallId = list.CallId, ListId = list.Id }, await OfficersOf(units, cancellation));
    }

    private async Task<ToldNews?> OfCopy(OutboxRow row, CancellationToken cancellation)
    {
        if (await db.CopyItems.SingleOrDefaultAsync(c => c.Id == row.About, cancellation) is not { } copy) return null;
        var about = copy.CaseId is { } caseId ? await db.Cases.Include(c => c.Applicant).SingleAsync(c => c.Id == caseId, cancellation) : null;
        var link = copy.CaseId is { } id ? $"/cases/{id}" : copy.Kind == CopyKind.Reminder && copy.CallId is { } call ? $"/calls/{call}" : "/inbox?tab=copies";
        return new ToldNews(
            new NewsEvent(row.Kind, row.At, new Label(copy.Title, copy.Title), about?.Number, about?.Applicant?.FullName ?? "", link) { CaseId = copy.CaseId, CallId = copy.CallId },
            copy.PersonId is { } person ? [person] : await OfficersOf([copy.RecipientId], cancellation));
    }

    private async Task<List<long>> OfficersOf(List<long> organisations, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await db.SeatHoldings.Where(h => organisations.Contains(h.Seat!.OrganisationId) && Officers.Contains(h.Seat.Role) && h.From <= now && (h.To == null || h.To > now))
            .Select(h => h.PersonId).Distinct().ToListAsync(cancellation);
    }

    /// <summary>代理: whoever acts for one of them in that seat now, and has a seat at the organisation too (as <see cref="ReadDecider"/> says).</summary>
    private async Task<IReadOnlyList<long>> WithSubstitutes(IReadOnlyList<long> people, long? seatId, long callId, CancellationToken cancellation)
    {
        if (people.Count == 0 || seatId is null) return people;
        var now = clock.GetUtcNow();
        var organisation = await db.Seats.Where(s => s.Id == seatId).Select(s => s.OrganisationId).SingleAsync(cancellation);
        var substitutes = await db.Substitutions
            .Where(s => people.Contains(s.PersonId) && s.EndedAt == null && s.From <= now && s.To > now && (s.SeatId == null || s.SeatId == seatId) && (s.CallId == null || s.CallId == callId)
                && db.SeatHoldings.Any(o => o.PersonId == s.SubstituteId && o.From <= now && (o.To == null || o.To > now) && o.Seat!.OrganisationId == organisation))
            .Select(s => s.SubstituteId).ToListAsync(cancellation);
        return [.. people, .. substitutes];
    }
}
