using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Tests.Audit;

public class AuditEntryTests
{
    [Fact]
    public void The_canonical_text_is_the_same_on_every_machine() =>
        Entry("同意").CanonicalText().ShouldBe(
            """{"subject":"Case:1","sequence":1,"previousHash":"0","at":1684544400000,"actorKind":"Person","personId":2,"action":"opinion.written","comment":"同意"}""");

    [Fact]
    public void The_hash_is_sha_256_of_the_canonical_text()
    {
        Entry("同意").ComputeHash().ShouldBe("fc448c6906d63a4362cf1b66e0a56984026109825f46ae833e8055841dfc1779");
        Entry("同意").ComputeHash().ShouldNotBe(Entry("不同意").ComputeHash());
        Entry("同意").Close().Hash.Length.ShouldBe(64);
    }

    private static AuditEntry Entry(string comment) => new()
    {
        Subject = "Case:1", Sequence = 1, PreviousHash = "0", At = Given.At(5, 20), ActorKind = ActorKind.Person, PersonId = 2, Action = "opinion.written", Comment = comment,
    };
}
