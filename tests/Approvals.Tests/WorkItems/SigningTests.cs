using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Tests.WorkItems;

public class SigningTests
{
    private static readonly Signer[] Three = [new("a"), new("b"), new("c")];

    private static SignerVote[] Votes(string votes) => [.. votes.Select((vote, place) => new SignerVote(Three[place].Key, vote switch { '+' => OpinionDecision.Approve, '<' => OpinionDecision.Return, _ => OpinionDecision.Reject }))];

    [Theory]
    [InlineData(SigningMode.All, RefusalEffect.Ends, "++", null)]
    [InlineData(SigningMode.All, RefusalEffect.Ends, "+++", OpinionDecision.Approve)]
    [InlineData(SigningMode.All, RefusalEffect.Ends, "<", OpinionDecision.Return)]
    [InlineData(SigningMode.All, RefusalEffect.Counts, "-", null)]
    [InlineData(SigningMode.All, RefusalEffect.Counts, "+-", OpinionDecision.Reject)]
    [InlineData(SigningMode.All, RefusalEffect.Counts, "+--", OpinionDecision.Reject)]
    [InlineData(SigningMode.All, RefusalEffect.Counts, "--", OpinionDecision.Reject)]
    [InlineData(SigningMode.Any, RefusalEffect.Ends, "+", OpinionDecision.Approve)]
    [InlineData(SigningMode.Any, RefusalEffect.Ends, "-", OpinionDecision.Reject)]
    [InlineData(SigningMode.Any, RefusalEffect.Counts, "-", null)]
    [InlineData(SigningMode.Any, RefusalEffect.Counts, "-+", OpinionDecision.Approve)]
    [InlineData(SigningMode.Any, RefusalEffect.Counts, "-<-", OpinionDecision.Reject)]
    [InlineData(SigningMode.InOrder, RefusalEffect.Ends, "+-", OpinionDecision.Reject)]
    [InlineData(SigningMode.InOrder, RefusalEffect.Ends, "+++", OpinionDecision.Approve)]
    public void Several_decide_as_the_mode_says(SigningMode mode, RefusalEffect refusal, string votes, OpinionDecision? decided) =>
        new Signing(mode, 50, refusal).Decide(Three, Votes(votes)).ShouldBe(decided);

    [Fact]
    public void A_vote_is_by_weight_and_ends_early_only_when_its_result_is_certain()
    {
        Signer[] weighted = [new("a", 3), new("b", 1), new("c", 1)];
        var vote = new Signing(SigningMode.Vote, 60, RefusalEffect.Counts);
        vote.Decide(weighted, [new("b", OpinionDecision.Approve)]).ShouldBeNull();
        vote.Decide(weighted, [new("a", OpinionDecision.Approve)]).ShouldBe(OpinionDecision.Approve);
        vote.Decide(weighted, [new("a", OpinionDecision.Reject)]).ShouldBe(OpinionDecision.Reject);
        vote.Decide(weighted, [new("b", OpinionDecision.Reject), new("c", OpinionDecision.Reject)]).ShouldBeNull();
        new Signing(SigningMode.Vote, 60).Decide(weighted, [new("c", OpinionDecision.Return)]).ShouldBe(OpinionDecision.Return);
    }

    [Fact]
    public void In_order_one_is_asked_after_the_other_and_otherwise_all_at_once()
    {
        new Signing(SigningMode.InOrder).Ask(Three, Votes("+")).Select(s => s.Key).ShouldBe(["b"]);
        new Signing(SigningMode.All).Ask(Three, Votes("+")).Select(s => s.Key).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void An_early_end_is_never_contradicted_by_what_would_have_come()
    {
        var seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 5_000; run++)
        {
            Signer[] signers = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new Signer($"{i}", random.Next(1, 6)))];
            var signing = new Signing(Enum.GetValues<SigningMode>()[random.Next(4)], random.Next(1, 101), RefusalEffect.Counts);
            SignerVote[] all = [.. signers.Select(s => new SignerVote(s.Key, (OpinionDecision)random.Next(3)))];
            var final = signing.Decide(signers, all).ShouldNotBeNull($"seed {seed}, run {run}");
            for (var given = 0; given < all.Length; given++)
                if (signing.Decide(signers, all[..given]) is { } early) early.ShouldBe(final, $"seed {seed}, run {run}");
        }
    }
}
