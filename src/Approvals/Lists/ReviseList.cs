using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>更正、撤回: a published list is never changed; a new edition takes its place and says why. The old one stays and is shown.</summary>
public sealed class ReviseList(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, RequestPaper papers, IdSource ids, TimeProvider clock)
{
    /// <param name="names">The right full names, by case.</param>
    /// <param name="takenOff">Units that are no longer listed, and why.</param>
    /// <returns>The new edition, or <c>list.unknown</c>, <c>list.replaced</c> and what <see cref="PublishedList.Correct"/> refuses.</returns>
    public Task<Result<PublishedList>> Correct(long listId, string? note, IReadOnlyDictionary<long, string> names, IReadOnlyDictionary<long, string> takenOff, CancellationToken cancellation = default) =>
        Run(listId, "list.corrected", list => list.Correct(ids.Next(), note, names, takenOff, clock.GetUtcNow()), cancellation);

    /// <returns>The new edition, or <c>list.unknown</c>, <c>list.replaced</c> and what <see cref="PublishedList.Withdraw"/> refuses.</returns>
    public Task<Result<PublishedList>> Withdraw(long listId, string? note, CancellationToken cancellation = default) =>
        Run(listId, "list.withdrawn", list => list.Withdraw(ids.Next(), note, clock.GetUtcNow()), cancellation);

    private async Task<Result<PublishedList>> Run(long listId, string action, Func<PublishedList, Result<PublishedList>> next, CancellationToken cancellation)
    {
        if (await db.Lists.Include(l => l.Entries).ThenInclude(e => e.Case).SingleOrDefaultAsync(l => l.Id == listId, cancellation) is not { } list) return new Refusal("list.unknown", listId);
        if (await db.Lists.AnyAsync(l => l.ReplacesId == listId, cancellation)) return new Refusal("list.replaced", list.Title);
        var made = next(list);
        if (made.IsRefused) return made;
        var edition = made.Value;
        db.Lists.Add(edition);
        await audit.Write(Subject.Call(list.CallId), action, new AuditDetail { Clause = "R30", DocumentHash = SealList.HashOf(edition), Before = $"{list.Title}: {list.Edition}", After = $"{list.Title}: {edition.Edition}", Comment = edition.ChangeNote }, cancellation);
        await statuses.Follow(edition, cancellation);
        await papers.OfList(edition.Id, cancellation);
        return edition;
    }
}
