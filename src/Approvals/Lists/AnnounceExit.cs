using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>公布退出名单: an exit takes effect when its list is published, and not before (R48). It needs no decision and no filing.</summary>
public sealed class AnnounceExit(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, IdSource ids, TimeProvider clock)
{
    /// <summary>Key of exit lists.</summary>
    public const string Kind = "exit";

    /// <param name="channels">Where it is published, at least one.</param>
    /// <param name="publisherId">Who publishes it.</param>
    /// <returns>The list, or <c>list.channel-required</c>.</returns>
    public async Task<Result<PublishedList>> Run(Case item, IReadOnlyCollection<string> channels, long publisherId, CancellationToken cancellation = default)
    {
        var unit = await db.Organisations.FindAsync([item.ApplicantId], cancellation);
        var now = clock.GetUtcNow();
        var list = new PublishedList { Id = ids.Next(), CallId = item.NationalCallId, Kind = Kind, Title = $"退出名单：{unit!.FullName}", RequiresFiling = false, PublisherId = publisherId };
        var entry = new ListEntry { ListId = list.Id, CallId = item.NationalCallId, CaseId = item.Id, Unit = unit.FullName, Rank = 1, IsListed = true };
        list.Entries.Add(entry);
        if (list.Decide(now) is { } early) return early;
        if (list.Publish(channels, now) is { } refusal) return refusal;
        db.AddRange(list, entry);
        await audit.Write(Subject.Call(item.NationalCallId), "list.published", new AuditDetail { Clause = "R48", DocumentHash = SealList.HashOf(list), After = list.Title, Comment = string.Join("、", list.Channels), Tells = [new News(NewsKind.Published, list.Id)] }, cancellation);
        await statuses.Run(item.Id, CaseStatus.Exited, cancellation: cancellation);
        return list;
    }
}
