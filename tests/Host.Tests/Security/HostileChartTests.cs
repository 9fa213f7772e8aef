using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Studio;

namespace Workflows.Host.Tests.Security;

/// <summary>An administrator draws a chart whose expressions would hold a thread, fill the memory or end the process: its instance has an incident, and everybody else is served meanwhile.</summary>
public class HostileChartTests(SharedApplication shared)
{
    [Theory]
    [InlineData("JavaScript", "const o = { toString: () => `${o}` }; `${o}`")]
    [InlineData("JavaScript", "let g = function* () { yield* g() }; [...g()]")]
    [InlineData("JavaScript", "let p = {}; for (let i = 0; i < 20000; i++) p = new Proxy(p, {}); p.x.y")]
    [InlineData("JavaScript", "while (true) {}")]
    [InlineData("JavaScript", "let s = 'x'; while (true) s += s")]
    [InlineData("JavaScript", "/^(a+)+$/.test('a'.repeat(60) + '!')")]
    [InlineData("Liquid", "{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}")]
    public async Task Its_instance_fails_and_the_house_goes_on(string language, string expression)
    {
        var app = await shared.Get();
        var administrator = app.As("platform.flowAdministrator");
        var id = $"hostile-{language.ToLowerInvariant()}-{expression.Length}";
        var chart = Charts.Row(id, id, Charts.Line("a", ""));
        chart.Find("a")["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = language, ["value"] = expression } };
        (await administrator.Post("/elsa/api/workflow-definitions", new JsonObject { ["model"] = chart, ["publish"] = true })).Succeeded();

        var run = administrator.Post($"/elsa/api/workflow-definitions/{id}/execute", new { });
        using var nobody = app.Anonymous();
        (await nobody.Get("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await run).Status.ShouldBe(HttpStatusCode.InternalServerError, "a chart that failed, by Elsa's contract");
        (await app.Instances(id)).ShouldHaveSingleItem().WorkflowState.Incidents.ShouldHaveSingleItem().Exception!.ToString().ShouldContain("Expected the ");
        (await nobody.Get("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
