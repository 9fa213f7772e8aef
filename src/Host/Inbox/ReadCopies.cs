using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>Something that was copied to one of the caller's organisations to read; nothing is asked of it (R4, R5).</summary>
public sealed record CopyLine(long Id, CopyKind Kind, string Title, long? CaseId, long? CallId, string Recipient, DateTimeOffset SentAt, DateTimeOffset? ReadAt, string? From = null, string? Note = null);

/// <summary>Reads the copies that the caller's organisations got, the newest first.</summary>
public sealed class ReadCopies(ApprovalsDb db)
{
    /// <param name="after">Id of the last line of the page before.</param>
    /// <param name="take">Lines per page.</param>
    /// <param name="text">Only what has it in its title, its note, the recipient's name or the number of its case.</param>
    public async Task<IReadOnlyList<CopyLine>> Run(Caller caller, long? after = null, int take = 30, string? text = null, CancellationToken cancellation = default)
    {
        var copies = db.CopyItems.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (part, number) = (text.Trim(), text.Trim().ToUpperInvariant());
            var renamed = db.Renamed(part);
            copies = copies.Where(c => c.Title.Contains(part) || c.Note!.Contains(part) || db.Organisations.Any(o => o.Id == c.RecipientId && o.FullName.Contains(part)) || renamed.Contains(c.RecipientId)
                || db.Cases.Any(k => k.Id == c.CaseId && (k.Number.Contains(number) || k.Applicant!.FullName.Contains(part) || renamed.Contains(k.ApplicantId))));
        }
        var organisations = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        return await (
            from copy in copies
            join recipient in db.Organisations on copy.RecipientId equals recipient.Id
            where organisations.Contains(copy.RecipientId) && (copy.PersonId == null || copy.PersonId == caller.PersonId) && (after == null || copy.Id < after)
            orderby copy.Id descending
            select new CopyLine(copy.Id, copy.Kind, copy.Title, copy.CaseId, copy.CallId, recipient.FullName, copy.SentAt, copy.ReadAt, db.People.Where(p => p.Id == copy.SentById).Select(p => p.Name).FirstOrDefault(), copy.Note)).Take(take).ToListAsync(cancellation);
    }

    public Task<int> Unread(Caller caller, CancellationToken cancellation = default)
    {
        var organisations = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        return db.CopyItems.CountAsync(c => organisations.Contains(c.RecipientId) && (c.PersonId == null || c.PersonId == caller.PersonId) && c.ReadAt == null, cancellation);
    }
}

/// <summary>已阅: somebody of the receiving organisation has read the copy. The first reader counts; reading again changes nothing.</summary>
public sealed class MarkCopyRead(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long copyId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var copy = await db.CopyItems.SingleOrDefaultAsync(c => c.Id == copyId, token);
                if (copy is null || !caller.IsAt(copy.RecipientId) || (copy.PersonId is { } reader && reader != caller.PersonId)) return new Refusal("copy.unknown", copyId);
                if (copy.ReadAt is not null) return Done.Result;
                (copy.ReadAt, copy.ReadById) = (scope.GetRequiredService<TimeProvider>().GetUtcNow(), caller.PersonId);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == copy.RecipientId);
                await scope.GetRequiredService<AuditTrail>().Write(((IAudited)copy).Subject, "copy.read", new AuditDetail { After = copy.Title }, token);
                return Done.Result;
            },
            cancellation);
}
