using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine.Tests.Bookmarks;

public class StimulusHasherTests
{
    private static readonly IStimulusHasher Hasher = new ServiceCollection().AddWorkflowEngine().BuildServiceProvider().GetRequiredService<IStimulusHasher>();

    [Fact]
    public void The_hash_is_that_of_the_text_anyone_can_write_down() => // ["Elsa.Event",{"eventName":"Paid"}]
        Hasher.Hash("Elsa.Event", new EventStimulus("Paid")).ShouldBe("D93220E5500FEE32081357E1C757459FC878FD0EA5B26061731F3542034F913A");

    [Fact]
    public void Equal_payloads_of_different_classes_have_the_same_hash()
    {
        var expected = Hasher.Hash("X", new Pair("1", 2));

        Hasher.Hash("X", new Dictionary<string, object> { ["b"] = 2, ["a"] = "1" }).ShouldBe(expected);
        Hasher.Hash("X", EngineJson.Deserialize<object>("""{"b":2,"a":"1"}""")).ShouldBe(expected);
        Hasher.Hash("X", new Excluding("1", 2, "whatever")).ShouldBe(expected);
    }

    [Fact]
    public void Name_payload_and_activity_instance_all_count()
    {
        string[] hashes =
        [
            Hasher.Hash("X"), Hasher.Hash("Y"), Hasher.Hash("X", new Pair("1", 2)), Hasher.Hash("X", new Pair("1", 3)),
            Hasher.Hash("X", null, "i1"), Hasher.Hash("X", new Pair("1", 2), "i1"), Hasher.Hash("X", new Pair("1", 2), "i2")
        ];

        hashes.Distinct().Count().ShouldBe(hashes.Length);
    }

    private sealed record Pair(string A, int B);

    private sealed record Excluding(string A, int B, [property: ExcludeFromHash] string C);
}
