using Workflows.Approvals.Calls;
using Workflows.Approvals.Rankings;

namespace Workflows.Approvals.Tests.Rankings;

public class RankingTests
{
    private static readonly DateTimeOffset Now = new(2023, 10, 25, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Dictionary<string, Quota> Soft = new() { ["case"] = new("province", 5, QuotaStrength.Soft), ["course"] = new("province", 20, QuotaStrength.Soft) };

    [Theory]
    [InlineData("case", 5, 6)]
    [InlineData("course", 20, 21)]
    public void The_quota_passes_and_one_more_needs_a_reason(string kind, int quota, int over)
    {
        var kept = Board(kind, quota);
        kept.Place(FirstOnes(quota)).ShouldBeNull();
        kept.Decide(Soft, null, Now).Value.IsOver.ShouldBeFalse();

        var gone = Board(kind, over);
        gone.Place(FirstOnes(over)).ShouldBeNull();
        gone.Decide(Soft, " ", Now).Refusal!.Code.ShouldBe("ranking.over-quota");
        gone.Decide(Soft, "均有示范意义", Now).Value.IsOver.ShouldBeTrue();
        gone.OverQuota.ShouldBe("均有示范意义");
    }

    [Fact]
    public void A_hard_quota_takes_no_reason()
    {
        var board = Board("case", 2);
        board.Place(FirstOnes(2)).ShouldBeNull();

        board.Decide(new Dictionary<string, Quota> { ["case"] = new("province", 1, QuotaStrength.Hard) }, "理由", Now).Refusal!.Code.ShouldBe("ranking.over-quota");
    }

    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 3, 4)]
    [InlineData(0, 1, 2)]
    public void Every_rank_from_one_occurs_once(int first, int second, int third) =>
        Board("case", 3).Place(new Dictionary<long, int> { [1] = first, [2] = second, [3] = third })!.Code.ShouldBe("ranking.gap");

    [Fact]
    public void Each_kind_has_an_order_of_its_own()
    {
        var board = Board("case", 2);
        board.Add(Entry(board, 3, "course"));

        board.Place(new Dictionary<long, int> { [1] = 2, [2] = 1, [3] = 1 }).ShouldBeNull();

        board.Order("case").Select(e => e.CaseId).ShouldBe([2, 1]);
        board.Order("course").Select(e => e.CaseId).ShouldBe([3]);
    }

    [Fact]
    public void A_move_closes_up_and_stands_with_author_and_reason()
    {
        var board = Board("case", 4);
        board.Place(FirstOnes(4)).ShouldBeNull();

        board.Move(100, 4, 1, "示范面更广", 7, Now).Value.ShouldSatisfyAllConditions(m => m.From.ShouldBe(4), m => m.To.ShouldBe(1), m => m.Reason.ShouldBe("示范面更广"), m => m.PersonId.ShouldBe(7));
        board.Order("case").Select(e => e.CaseId).ShouldBe([4, 1, 2, 3]);

        board.Move(101, 1, null, "名额所限", 7, Now).Value.To.ShouldBeNull();
        board.Order("case").Select(e => e.Rank).ShouldBe([1, 2, 3]);

        board.Move(102, 1, 99, "递补", 7, Now).Value.To.ShouldBe(4);
        board.Moves.Count.ShouldBe(3);
    }

    [Fact]
    public void A_move_needs_a_reason_a_place_and_a_case_of_the_board()
    {
        var board = Board("case", 1);

        board.Move(100, 1, 1, "", 7, Now).Refusal!.Code.ShouldBe("ranking.reason-required");
        board.Move(100, 1, 0, "理由", 7, Now).Refusal!.Code.ShouldBe("ranking.place");
        board.Move(100, 9, 1, "理由", 7, Now).Refusal!.Code.ShouldBe("ranking.unknown-case");
    }

    [Fact]
    public void Who_is_recused_takes_no_part_in_the_place_of_that_case_and_in_every_other_one()
    {
        var board = Board("case", 3);
        board.Place(FirstOnes(3)).ShouldBeNull();

        board.Recuse(1, 7, " ", Now).Refusal!.Code.ShouldBe("ranking.recusal-reason");
        board.Recuse(9, 7, "亲属在该单位任职", Now).Refusal!.Code.ShouldBe("ranking.unknown-case");
        board.Recuse(1, 7, "亲属在该单位任职", Now).Value.Reason.ShouldBe("亲属在该单位任职");
        board.Recuse(1, 7, "再次", Now).Refusal!.Code.ShouldBe("ranking.recused");

        var barred = new HashSet<long> { 1 };
        board.Move(100, 1, 2, "调整", 7, Now, barred).Refusal!.Code.ShouldBe("ranking.recused");
        board.Move(101, 3, 2, "调整", 7, Now, barred).IsRefused.ShouldBeFalse();
        board.Move(102, 1, 2, "调整", 8, Now).IsRefused.ShouldBeFalse();
        board.Place(FirstOnes(3), barred)!.Code.ShouldBe("ranking.recused");
        board.Place(new Dictionary<long, int> { [1] = 2, [2] = 1, [3] = 3 }, barred).ShouldBeNull();
    }

    [Fact]
    public void What_is_final_does_not_move()
    {
        var board = Board("case", 1);
        board.Finish(Soft, Now)!.Code.ShouldBe("ranking.not-decided");
        board.Decide(Soft, null, Now).Refusal!.Code.ShouldBe("ranking.empty");
        board.Place(FirstOnes(1)).ShouldBeNull();
        board.Decide(Soft, null, Now).IsRefused.ShouldBeFalse();
        board.Finish(Soft, Now).ShouldBeNull();

        board.Move(100, 1, null, "理由", 7, Now).Refusal!.Code.ShouldBe("ranking.final");
        board.Place(FirstOnes(1))!.Code.ShouldBe("ranking.final");
    }

    private static Dictionary<long, int> FirstOnes(int count) => Enumerable.Range(1, count).ToDictionary(n => (long)n, n => n);

    private static Ranking Board(string kind, int count)
    {
        var board = new Ranking { Id = 1, CallId = 2 };
        for (var id = 1; id <= count; id++) board.Add(Entry(board, id, kind));
        return board;
    }

    private static RankingEntry Entry(Ranking board, long caseId, string kind) => new() { RankingId = board.Id, CallId = board.CallId, CaseId = caseId, Kind = kind, Name = $"第{caseId}件", Unit = "单位" };
}
