using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Seals;

/// <summary>
/// The custodian seals what was decided about a list: the publisher's the published list, the filing body's the certificate of its filing. Never before the decision, and not by the
/// hand that made it.
/// </summary>
public sealed class SealList(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, Numbers numbers, SecondFactor factor, RequestPaper papers, IdSource ids, TimeProvider clock)
{
    /// <param name="block"><see cref="SealUse.Publisher"/> or <see cref="SealUse.Registry"/>.</param>
    /// <returns>
    /// The register entry, or <c>list.unknown</c>, <c>list.not-published</c>, <c>list.not-filed</c>, <c>seal.unknown</c>, <c>seal.not-custodian</c>, <c>seal.not-owner</c> (R25),
    /// <c>seal.not-in-force</c>, <c>seal.list-already-there</c>, <c>seal.custodian-is-approver</c>, <c>seal.second-factor-required</c>.
    /// </returns>
    public async Task<Result<SealUse>> Run(long listId, string block, long sealId, CancellationToken cancellation = default)
    {
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to seal a list, found {actor.Actor.Kind}.");
        if (await db.Lists.Include(l => l.Call).Include(l => l.Entries).SingleOrDefaultAsync(l => l.Id == listId, cancellation) is not { } list) return new Refusal("list.unknown", listId);
        var filing = await db.Filings.Where(f => f.ListId == listId && f.FilingNumber != null).OrderByDescending(f => f.At).FirstOrDefaultAsync(cancellation);
        if (block == SealUse.Publisher && list.Status != ListStatus.Published) return new Refusal("list.not-published", list.Title);
        if (block == SealUse.Registry && filing is null) return new Refusal("list.not-filed", list.Title);
        if (await db.Seals.FindAsync([sealId], cancellation) is not { } seal) return new Refusal("seal.unknown", sealId);
        var custodian = await deciders.Run(person, cancellation: cancellation);
        if (!custodian.Principals.Contains(seal.CustodianSeatId)) return new Refusal("seal.not-custodian", seal.Name);
        var owner = block == SealUse.Registry ? filing!.RegistryId : list.PublisherId ?? list.Call!.PublishById ?? list.Call.FileWithId ?? list.Call.DecideById ?? 0;
        if (seal.MayBeUsed(owner, clock.GetUtcNow()) is { } refusal) return refusal;
        if (block == SealUse.Registry && filing!.PersonId == person) return new Refusal("seal.custodian-is-approver", seal.Name, block);
        if (await db.SealUses.AnyAsync(u => u.ListId == listId && u.Block == block && u.VoidedAt == null, cancellation)) return new Refusal("seal.list-already-there", list.Title);
        if (!factor.IsConfirmed && (await db.Organisations.FindAsync([seal.OwnerId], cancellation))!.SealsNeedSecondFactor) return new Refusal("seal.second-factor-required", seal.Name);

        var use = new SealUse
        {
            Id = ids.Next(), SealId = seal.Id, Number = await numbers.Next($"seal:{seal.Id}", cancellation), ListId = listId, CallId = list.CallId, Block = block,
            ContentHash = HashOf(list), CustodianId = person, ApproverId = block == SealUse.Registry ? filing!.PersonId : null, At = clock.GetUtcNow(),
        };
        db.SealUses.Add(use);
        await audit.Write(Subject.Call(list.CallId), "seal.affixed", new AuditDetail { DocumentHash = use.ContentHash, Clause = "R25", After = $"{block}: {seal.Name} #{use.Number}" }, cancellation);
        await (block == SealUse.Registry ? papers.OfFiling(listId, cancellation) : papers.OfList(listId, cancellation));
        return use;
    }

    /// <summary>SHA-256 of who is on the list, in order, lower-case hex.</summary>
    public static string HashOf(PublishedList list) => ContentHash.Of(new JsonObject
    {
        ["title"] = list.Title,
        ["units"] = new JsonArray([.. list.Entries.Where(e => e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.CaseId).Select(e => JsonValue.Create(e.Unit))]),
    });
}
