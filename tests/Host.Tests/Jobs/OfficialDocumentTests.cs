using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Seals;
using Workflows.Host.Jobs;
using Workflows.Host.Tests.Scenarios;
using Workflows.Paper.Pdf;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Jobs;

/// <summary>公文: from the draft with its attachments to the red-header PDF under the issuer's seal.</summary>
public class OfficialDocumentTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_that_is_sealed_gets_its_red_header_file_with_attachments_and_the_issuers_seal()
    {
        var scenario = ScenarioFiles.Read("notice-dispatch.scenario.json").Scenario!;
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, scenario.Start);
        var begun = scenario.Steps.Select((step, at) => (step, at)).First(s => s.step is StartCase).at;
        var issued = scenario.Steps.Select((step, at) => (step, at)).First(s => s.step is Play).at;
        var steps = scenario.Steps.Take(issued + 1).ToList();
        steps.Insert(begun + 1, new Attach("attach", "A", "工作要点.pdf") { As = "ln-centre.handler" });
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is Decide { Kind: "FillForm" } fill) steps[i] = fill with { Form = new JsonObject((fill.Form?.DeepClone() as JsonObject ?? []).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))) { ["attachments"] = new JsonArray(new JsonObject { ["id"] = "$file:工作要点.pdf", ["name"] = "工作要点.pdf" }) } };
        }

        await new ScenarioPlayer(app, scenario).Run(steps);
        var reader = app.As("ln-centre.handler");
        var document = (await reader.Get("/api/documents?number=" + Uri.EscapeDataString("辽社指〔2021〕4号"))).Value[0]!["id"]!.GetValue<string>();
        var asked = (await reader.Get($"/api/documents/{document}/papers")).Value.AsArray().ShouldHaveSingleItem()!;
        asked["state"]!.GetValue<string>().ShouldBe("waiting");
        (await reader.Post($"/api/documents/{document}/papers")).Value["id"]!.GetValue<string>().ShouldBe(asked["id"]!.GetValue<string>());

        var drawn = await app.Services.GetRequiredService<UnitOfWork>().Read((scope, token) => scope.GetRequiredService<DrawPaper>().Run(long.Parse(asked["id"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture), token), Stop);
        var words = string.Concat(drawn!.Document.Pages.SelectMany(p => p.Items).OfType<DrawnText>().Select(t => t.Text));
        foreach (var part in new[] { "辽宁省社区教育指导中心文件", "辽社指〔2021〕4号", "附件：工作要点", "抄报：", "抄送：", "印发", "内部签章" }) words.ShouldContain(part);

        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        var paper = (await reader.Get($"/api/documents/{document}/papers")).Value[0]!;
        paper["seals"]!.GetValue<int>().ShouldBe(1);
        await reader.Get("/api/me");
        var file = await reader.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper["id"]}/file", UriKind.Relative), Stop);
        (await app.Services.GetRequiredService<ISealProvider>().Check(file, Stop)).ShouldSatisfyAllConditions(c => c.IsWhole.ShouldBeTrue(), c => c.Signatures.ShouldHaveSingleItem().Signer.ShouldBe("辽宁省社区教育指导中心"));
        (await app.Anonymous().Get($"/api/verify/{paper["code"]}")).Value["verdict"]!.GetValue<string>().ShouldBe("valid");
        (await app.As("ln-centre.head").Post($"/api/documents/{document}/void", new { reason = "内容有误" })).Succeeded();
        (await app.Anonymous().Get($"/api/verify/{paper["code"]}")).Value["verdict"]!.GetValue<string>().ShouldBe("withdrawn");
    }
}
