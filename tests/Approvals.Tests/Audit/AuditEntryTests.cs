using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Tests.Audit;

public class AuditEntryTests
{
    [Fact]
    public void An_entry_of_the_first_format_is_hashed_as_it_always_was()
    {
        var old = Entry("同意", format: 1);
        old.CanonicalText().ShouldBe(
            """{"subject":"Case:1","sequence":1,"previousHash":"0","at":1684544400000,"actorKind":"Person","personId":2,"action":"opinion.written","comment":"同意"}""");
        old.ComputeHash().ShouldBe("fc448c6906d63a4362cf1b66e0a56984026109825f46ae833e8055841dfc1779");
        old.WordsAreGenuine().ShouldBeTrue();
    }

    [Fact]
    public void Words_stand_outside_of_the_hash_as_a_salted_commitment()
    {
        var entry = Entry("同意").Close();
        entry.Words().ShouldBe("""{"comment":"同意","origin":"page 203.0.113.7"}""");
        entry.Commitment.ShouldBe("4ac4b06becdca4c51887ee59779754c852678583d15782223fde23157368b182");
        entry.CanonicalText().ShouldBe(
            $$"""{"format":2,"subject":"Case:1","sequence":1,"previousHash":"0","at":1684544400000,"actorKind":"Person","personId":2,"action":"opinion.written","commitment":"{{entry.Commitment}}"}""");
        entry.CanonicalText().ShouldNotContain("同意");
        entry.WordsAreGenuine().ShouldBeTrue();
    }

    [Fact]
    public void The_same_words_under_another_salt_are_another_commitment()
    {
        var (one, other) = (Entry("同意").Close(), Entry("同意", salt: new string('1', 32)).Close());
        one.Commitment.ShouldNotBe(other.Commitment);
        one.Hash.ShouldNotBe(other.Hash);
        Entry("不同意").Close().Hash.ShouldNotBe(one.Hash);
    }

    private static AuditEntry Entry(string comment, int format = AuditEntry.Committed, string salt = "00112233445566778899aabbccddeeff") => new()
    {
        Subject = "Case:1", Sequence = 1, PreviousHash = "0", At = Given.At(5, 20), ActorKind = ActorKind.Person, PersonId = 2, Action = "opinion.written", Comment = comment,
        Format = format, Salt = format == 1 ? null : salt, Origin = format == 1 ? null : "page 203.0.113.7",
    };
}
