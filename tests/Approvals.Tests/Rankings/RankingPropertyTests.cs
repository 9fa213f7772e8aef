using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Rankings;

namespace Workflows.Approvals.Tests.Rankings;

/// <summary>However moves, arrivals, withdrawals and decisions follow upon each other, no more is released than the quota allows, and the ranks have no gap.</summary>
public class RankingPropertyTests
{
    private const int Quota = 5;
    private static readonly DateTimeOffset Now = new(2023, 10, 25, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Dictionary<string, Quota> Hard = new() { ["case"] = new("province", Quota, QuotaStrength.Hard) };
    private static readonly Dictionary<string, Quota> Soft = new() { ["case"] = new("province", Quota, QuotaStrength.Soft) };

    /// <summary>One act on the board: what, on which case, to which place.</summary>
    public sealed record Act(int What, int Case, int Place);

    public static class Acts
    {
        public static Arbitrary<Act[]> All() => Arb.From(
            from what in Gen.Choose(0, 5).ArrayOf(60)
            from cases in Gen.Choose(1, 12).ArrayOf(60)
            from places in Gen.Choose(0, 14).ArrayOf(60)
            select what.Select((w, i) => new Act(w, cases[i], places[i])).ToArray());
    }

    [Property(Arbitrary = [typeof(Acts)], MaxTest = 500)]
    public void Never_more_than_the_quota_is_released_under_any_interleaving(Act[] acts)
    {
        foreach (var (quotas, isHard) in new[] { (Hard, true), (Soft, false) })
        {
            var board = new Ranking { Id = 1, CallId = 2 };
            foreach (var (act, number) in acts.Select((a, i) => (a, i))) Take(board, act, number, quotas);
            if (board.FinalAt is null) continue;
            var released = board.Order("case").Count();
            (released <= Quota || (!isHard && board.OverQuota is not null)).ShouldBeTrue($"{released} were released with a quota of {Quota}");
        }
    }

    private static void Take(Ranking board, Act act, int number, Dictionary<string, Quota> quotas)
    {
        switch (act.What)
        {
            case 0 when board.Entry(act.Case) is null && board.FinalAt is null:
                board.Add(new RankingEntry { RankingId = 1, CallId = 2, CaseId = act.Case, Kind = "case", Name = $"第{act.Case}件", Unit = "单位" });
                break;
            case 1 when board.Entry(act.Case) is { } gone && board.FinalAt is null:
                board.Remove(gone);
                break;
            case 2:
                board.Decide(quotas, act.Place % 2 == 0 ? "均有示范意义" : null, Now);
                break;
            case 3 when act.Place == 0:
                board.Finish(quotas, Now);
                break;
            default:
                board.Move(number, act.Case, act.Place == 0 ? null : act.Place, "调整", 7, Now);
                break;
        }

        board.Order("case").Select(e => e.Rank!.Value).ShouldBe(Enumerable.Range(1, board.Order("case").Count()));
    }
}
