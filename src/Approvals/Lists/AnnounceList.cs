using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>公布名单: only now do the listed cases become listed (R32), and never before the filing where one is asked (R30).</summary>
public sealed class AnnounceList(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, RequestPaper papers, TimeProvider clock)
{
    /// <param name="channels">Where it is published, at least one.</param>
    /// <returns>The list, or <c>list.unknown</c>, <c>list.not-filed</c>, <c>list.not-decided</c>, <c>list.already-published</c>, <c>list.channel-required</c>.</returns>
    public async Task<Result<PublishedList>> Run(Call call, IReadOnlyCollection<string> channels, CancellationToken cancellation = default)
    {
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        if (list.Publish(channels, clock.GetUtcNow()) is { } refusal) return refusal;
        if (call.MarkPublished() is { } early) return early;
        db.Touch(list);
        await audit.Write(Subject.Call(call.Id), "list.published", new AuditDetail { Clause = "R30, R32", DocumentHash = SealList.HashOf(list), After = string.Join("、", list.Channels), Tells = [new News(NewsKind.Published, list.Id)] }, cancellation);
        await statuses.Follow(list, cancellation);
        await papers.OfList(list.Id, cancellation);
        return list;
    }
}
