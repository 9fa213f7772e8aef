using System.Text.Json.Nodes;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Tests.Cases;

public class ContentHashTests
{
    [Fact]
    public void The_order_of_members_does_not_matter_and_the_order_of_items_does()
    {
        Hash("""{"a":1,"b":{"c":[1,2],"d":null}}""").ShouldBe(Hash("""{"b":{"d":null,"c":[1,2]},"a":1}"""));
        Hash("""{"a":[1,2]}""").ShouldNotBe(Hash("""{"a":[2,1]}"""));
        Hash("""{"a":1}""").ShouldNotBe(Hash("""{"a":"1"}"""));
    }

    private static string Hash(string json) => ContentHash.Of((JsonObject)JsonNode.Parse(json)!);
}
