using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>批量办理: several opinions are decided from the inbox, each by itself.</summary>
public class TogetherTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Each_is_decided_with_its_own_words_and_a_refused_one_does_not_hold_up_the_others(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Redraw("pilot-site-application", "superior-opinion", ("batchable", "Boolean", true));
        var (centre, university) = (await app.UpToTheSuperior("liaoyang-centre"), await app.UpToTheSuperior("liaoyang-ou"));
        var (first, second) = (await app.As(Head).WorkOn(centre, "OpinionTask"), await app.As(Head).WorkOn(university, "OpinionTask"));
        (await app.As(Head).Get("/api/work-items")).Value["items"]!.AsArray().ShouldAllBe(line => line!["isBatchable"]!.GetValue<bool>());

        // A return without a reason of its own, an unknown one and somebody else's are refused; the approval goes through.
        var results = await Together(Head, Answer(second, "Return"), Answer("1", "Approve", "同意"), Answer(first, "Approve", "材料齐全，同意"), Answer(first, "Reject", "写了两遍"));
        results.Select(r => (r["workItemId"]!.GetValue<string>(), r["code"]?.GetValue<string>())).ShouldBe([(second, "opinion.comment-required"), ("1", "work-item.unknown"), (first, null)]);
        results[0]["detail"]!.GetValue<string>().ShouldNotBeEmpty();
        (await Together("liaoyang-edu.reviewer", Answer(second, "Approve", "同意"))).Single()["code"]!.GetValue<string>().ShouldBe("work-item.not-yours");
        var marks = (await app.As("platform.auditor").Get($"/api/cases/{centre}")).Value["marks"]!.AsArray();
        marks.Single(m => m!["block"]?.GetValue<string>() == "superiorOpinion" && m["kind"]!.GetValue<string>() == "opinion")!["text"]!.GetValue<string>().ShouldBe("材料齐全，同意");
        (await app.As(Head).Get($"/api/work-items/{first}")).Value["data"]!["together"]!.GetValue<int>().ShouldBe(3);

        // Twice is told to the second one, and a return with its own reason goes through.
        (await Together(Head, Answer(first, "Approve", "同意"), Answer(second, "Return", "请补场地证明"))).Select(r => r["code"]?.GetValue<string>()).ShouldBe(["work-item.not-open", null]);
        (await app.Status(university)).ShouldBe("returned");

        (await app.As(Head).Post("/api/work-items/decisions", Array.Empty<object>())).Refused("together.nothing-chosen");
        (await app.As(Head).Post("/api/work-items/decisions", Enumerable.Range(1, 51).Select(id => Answer($"{id}", "Approve")))).Refused("together.too-many");

        async Task<List<JsonObject>> Together(string userName, params object[] answers) =>
            [.. (await app.As(userName).Post("/api/work-items/decisions", answers)).Value.AsArray().Select(result => result!.AsObject())];
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task It_is_off_unless_the_chain_allows_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var item = await app.As(Head).WorkOn(await app.UpToTheSuperior("liaoyang-centre"), "OpinionTask");

        (await app.As(Head).Get("/api/work-items")).Value["items"]![0]!["isBatchable"]!.GetValue<bool>().ShouldBeFalse();
        (await app.As(Head).Post("/api/work-items/decisions", new[] { Answer(item, "Approve", "同意") })).Value[0]!["code"]!.GetValue<string>().ShouldBe("work-item.action-not-offered");
        (await app.As(Head).Get($"/api/work-items/{item}")).Value["isOpen"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static object Answer(string item, string outcome, string? comment = null) => new { workItemId = item, outcome, comment };
}
