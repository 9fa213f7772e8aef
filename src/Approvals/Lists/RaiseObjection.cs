using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Lists;

/// <summary>提出异议: during the public notice, by a person with the real name of the account, or by a unit, whose custodian puts its seal on the words.</summary>
public sealed class RaiseObjection(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, Numbers numbers, SecondFactor factor, IdSource ids, TimeProvider clock)
{
    /// <summary>Unanswered objections of one person to one list.</summary>
    public const int MostOpen = 3;

    /// <param name="sealId">The unit's seal; empty for a person.</param>
    /// <returns>
    /// The objection, or <c>list.unknown</c>, <c>notice.not-open</c>, <c>objection.text-required</c>, <c>objection.too-many</c>, <c>seal.unknown</c>, <c>seal.not-custodian</c>,
    /// <c>seal.not-in-force</c>, <c>seal.second-factor-required</c>.
    /// </returns>
    public async Task<Result<ListObjection>> Run(long listId, string? text, long? sealId, CancellationToken cancellation = default)
    {
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to object, found {actor.Actor.Kind}.");
        var now = clock.GetUtcNow();
        if (await db.Lists.SingleOrDefaultAsync(l => l.Id == listId, cancellation) is not { NoticeFrom: not null } list) return new Refusal("list.unknown", listId);
        if (!list.IsInNotice(now)) return new Refusal("notice.not-open", list.Title);
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > ListObjection.TextLength) return new Refusal("objection.text-required", ListObjection.TextLength);
        if (await db.Objections.CountAsync(o => o.ListId == listId && o.PersonId == person && o.IsUpheld == null, cancellation) >= MostOpen) return new Refusal("objection.too-many", MostOpen);
        var id = ids.Next();
        SealUse? use = null;
        if (sealId is { } chosen)
        {
            var stamped = await Stamp(list, id, chosen, text.Trim(), person, now, cancellation);
            if (stamped.Refusal is { } refusal) return refusal;
            use = stamped.Value;
        }

        var objection = new ListObjection { Id = id, ListId = listId, CallId = list.CallId, PersonId = person, OrganisationId = use?.Seal!.OwnerId, SealUseId = use?.Id, Text = text.Trim(), At = now };
        db.Objections.Add(objection);
        await audit.Write(Subject.Call(list.CallId), "objection.raised", new AuditDetail { DocumentHash = use?.ContentHash, Comment = objection.Text }, cancellation);
        return objection;
    }

    private async Task<Result<SealUse>> Stamp(PublishedList list, long objectionId, long sealId, string text, long person, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Seals.FindAsync([sealId], cancellation) is not { } seal) return new Refusal("seal.unknown", sealId);
        if (!(await deciders.Run(person, cancellation: cancellation)).Principals.Contains(seal.CustodianSeatId)) return new Refusal("seal.not-custodian", seal.Name);
        if (seal.MayBeUsed(seal.OwnerId, now) is { } refusal) return refusal;
        if (!factor.IsConfirmed && (await db.Organisations.FindAsync([seal.OwnerId], cancellation))!.SealsNeedSecondFactor) return new Refusal("seal.second-factor-required", seal.Name);
        var use = new SealUse
        {
            Id = ids.Next(), SealId = seal.Id, Seal = seal, Number = await numbers.Next($"seal:{seal.Id}", cancellation), ListId = list.Id, CallId = list.CallId,
            Block = SealUse.Objection + objectionId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ContentHash = ContentHash.Of(new JsonObject { ["list"] = list.Title, ["objection"] = text }), CustodianId = person, At = now,
        };
        db.SealUses.Add(use);
        return use;
    }
}
