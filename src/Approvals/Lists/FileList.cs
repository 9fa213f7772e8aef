using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Filings;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>备案: the filing body records a decided list or objects to it. There is no approval and no rejection (R31).</summary>
public sealed class FileList(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ChangeCaseStatus statuses, RequestPaper papers, IdSource ids, TimeProvider clock)
{
    /// <summary>Records the list under a number.</summary>
    /// <returns>The record, or <c>list.unknown</c>, <c>list.not-decided</c>, <c>filing.number-required</c>, <c>filing.number-taken</c>.</returns>
    public async Task<Result<FilingRecord>> Filed(Call call, string? number, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(number)) return new Refusal("filing.number-required");
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        if (await db.Filings.AnyAsync(f => f.RegistryId == call.FileWithId && f.FilingNumber == number.Trim(), cancellation))
            return new Refusal("filing.number-taken", number.Trim());
        var record = Record(call, list, number.Trim(), null);
        if (list.File(record.At) is { } refusal) return refusal;
        return await Keep(record, list, "list.filed", cancellation);
    }

    /// <summary>Sends the list back to the decision.</summary>
    /// <returns>The record, or <c>list.unknown</c>, <c>list.not-decided</c>, <c>filing.objection-required</c>.</returns>
    public async Task<Result<FilingRecord>> Objected(Call call, string? objection, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(objection)) return new Refusal("filing.objection-required");
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        if (list.Object() is { } refusal) return refusal;
        return await Keep(Record(call, list, null, objection.Trim()), list, "list.objected", cancellation);
    }

    private FilingRecord Record(Call call, PublishedList list, string? number, string? objection) => new()
    {
        Id = ids.Next(),
        ListId = list.Id,
        CallId = call.Id,
        RegistryId = call.FileWithId ?? throw new InvalidOperationException($"Expected call {call.Code} to name a filing body, found none."),
        FilingNumber = number,
        Objection = objection,
        PersonId = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to file a list, found {actor.Actor.Kind}."),
        At = clock.GetUtcNow(),
    };

    private async Task<Result<FilingRecord>> Keep(FilingRecord record, PublishedList list, string action, CancellationToken cancellation)
    {
        db.Filings.Add(record);
        db.Touch(list);
        await audit.Write(Subject.Call(record.CallId), action, new AuditDetail
        {
            Clause = "R31", DocumentHash = SealList.HashOf(list), Outcome = record.FilingNumber is null ? "Objected" : "Filed", After = record.FilingNumber, Comment = record.Objection,
        }, cancellation);
        await statuses.Follow(list, cancellation);
        if (record.FilingNumber is not null) await papers.OfFiling(list.Id, cancellation);
        return record;
    }
}
