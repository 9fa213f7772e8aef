using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Cases;

/// <summary>The steps of a first walk through the chain of F-01, each done by the person whose step it is.</summary>
internal static class PilotSiteWalk
{
    public static JsonObject FilledForm(Action<JsonObject>? change = null)
    {
        var form = new JsonObject
        {
            ["route"] = "recommended",
            ["region"] = "northeast",
            ["communityLevel"] = "county",
            ["personInCharge"] = "中心负责人",
            ["phone"] = new JsonArray("13000000000"),
            ["address"] = "辽阳县首山镇",
            ["intendedProject"] = "elderly",
            ["conditions"] = new JsonArray(true, true, true, true, true, true, true),
            ["conditionsByMeasures"] = new JsonArray(true, true, true),
            ["pledgeText"] = Pledge.Value,
        };
        change?.Invoke(form);
        return form;
    }

    /// <summary>The pledge as the form prints it.</summary>
    private static readonly Lazy<string> Pledge = new(() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(SourceFiles.Root, "workflows", "pilot-site.form.json")))!["sections"]!.AsArray()
            .SelectMany(section => section!["fields"]?.AsArray() ?? []).Single(field => field!["key"]!.GetValue<string>() == "pledgeText")!["text"]!["zh"]!.GetValue<string>());

    /// <summary>Answers the call of Liaoning for a unit; the form then waits for its handler.</summary>
    public static async Task<(string CaseId, string WorkItemId)> Begin(this RunningApplication app, string unit, string call = "PS3-LN")
    {
        var handler = app.As($"{unit}.handler");
        var begun = (await handler.Post("/api/cases", new { callId = await handler.Call(call) })).Value;
        return (begun["id"]!.GetValue<string>(), begun["workItemId"]!.GetValue<string>());
    }

    /// <summary>The open work of a case in somebody's inbox; there should be exactly one of the kind.</summary>
    public static async Task<string> WorkOn(this ApiClient client, string caseId, string kind) =>
        (await client.Get($"/api/work-items?kind={kind}&take=100")).Value["items"]!.AsArray()
            .Single(item => item!["caseId"]?.GetValue<string>() == caseId, $"{kind} of case {caseId}")!["id"]!.GetValue<string>();

    public static async Task<ApiAnswer> Decide(this RunningApplication app, string userName, string caseId, string kind, string outcome, string? comment = null, object? data = null)
    {
        var client = app.As(userName);
        var answer = await client.Post($"/api/work-items/{await client.WorkOn(caseId, kind)}/decision", new { outcome, comment, data });
        await app.Settle();
        return answer;
    }

    public static Task<ApiAnswer> Submit(this RunningApplication app, string unit, string caseId, JsonObject form) =>
        app.Decide($"{unit}.handler", caseId, "FillForm", "Submitted", data: new JsonObject { ["form"] = form });

    public static async Task Seal(this RunningApplication app, string userName, string caseId)
    {
        var seal = (await app.As(userName).Get("/api/seals")).Value[0]!["id"]!.GetValue<string>();
        (await app.Decide(userName, caseId, "ApplySeal", "Sealed", data: new { sealId = seal })).Succeeded();
    }

    /// <summary>A unit of Liaoning answers its call, signs, gives its opinion and seals; the superior is asked next.</summary>
    public static async Task<string> UpToTheSuperior(this RunningApplication app, string unit)
    {
        var (id, _) = await app.Begin(unit);
        (await app.Submit(unit, id, FilledForm())).Succeeded();
        (await app.Decide($"{unit}.head", id, "SignDocument", "Signed")).Succeeded();
        (await app.Decide($"{unit}.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Seal($"{unit}.sealCustodian", id);
        return id;
    }

    public static async Task<string> Status(this RunningApplication app, string caseId) =>
        (await app.As("platform.auditor").Get($"/api/cases/{caseId}")).Value["status"]!.GetValue<string>();

    private static JsonNode? Single(this JsonArray array, Func<JsonNode?, bool> fits, string what)
    {
        var found = array.Where(fits).ToList();
        found.Count.ShouldBe(1, $"{what} should be in the inbox once");
        return found[0];
    }
}
