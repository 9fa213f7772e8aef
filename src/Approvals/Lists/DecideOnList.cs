using System.Globalization;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>研究决定: which cases of the draft are listed; every other one gets its reason.</summary>
public sealed class DecideOnList(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, TimeProvider clock)
{
    /// <param name="listed">Cases that are listed.</param>
    /// <param name="reasons">Why the others are not.</param>
    /// <param name="overQuota">Why a soft quota ("原则上") is gone over; empty: it is kept (R34).</param>
    /// <returns>The list, or <c>list.unknown-case</c>, <c>list.over-quota</c>, <c>list.too-few</c> (the call's parameter <c>fewestListed</c>, R72), <c>list.reason-required</c>, <c>list.empty</c>, <c>list.already-filed</c>.</returns>
    public async Task<Result<PublishedList>> Run(
        Call call, IReadOnlySet<long> listed, IReadOnlyDictionary<long, string> reasons, string? overQuota = null, CancellationToken cancellation = default)
    {
        if (await db.CurrentList(call.Id, cancellation) is not { } list) return new Refusal("list.unknown", call.Code);
        foreach (var id in listed)
            if (!list.Entries.Exists(e => e.CaseId == id)) return new Refusal("list.unknown-case", id, list.Title);
        if (call.Quota is { } quota && listed.Count > quota.Count && (quota.Strength == QuotaStrength.Hard || string.IsNullOrWhiteSpace(overQuota)))
            return new Refusal("list.over-quota", listed.Count, quota.Count);
        if (int.TryParse(call.Parameters["fewestListed"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var fewest) && listed.Count < fewest)
            return new Refusal("list.too-few", listed.Count, fewest);
        foreach (var entry in list.Entries)
            (entry.IsListed, entry.Reason) = (listed.Contains(entry.CaseId), listed.Contains(entry.CaseId) ? null : reasons.GetValueOrDefault(entry.CaseId)?.Trim());
        if (list.Decide(clock.GetUtcNow()) is { } refusal) return refusal;
        if (call.MarkDecided() is { } early) return early;
        db.Touch(list);
        await audit.Write(Subject.Call(call.Id), "list.decided", new AuditDetail
        {
            Clause = "R30", DocumentHash = SealList.HashOf(list), Outcome = listed.Count.ToString(CultureInfo.InvariantCulture), After = list.Title, Comment = overQuota,
        }, cancellation);
        await statuses.Follow(list, cancellation);
        return list;
    }
}

internal static class FollowingLists
{
    /// <summary>Brings every case of a list to the status that the list gives it.</summary>
    public static async Task Follow(this ChangeCaseStatus statuses, PublishedList list, CancellationToken cancellation)
    {
        await statuses.Expect(list.Entries.ConvertAll(e => e.CaseId), cancellation);
        foreach (var entry in list.Entries)
            await statuses.Run(entry.CaseId, list.StatusOf(entry), reason: list.Status == ListStatus.Published ? entry.Reason : null, cancellation: cancellation);
    }
}
