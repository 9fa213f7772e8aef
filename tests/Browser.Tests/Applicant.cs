using System.Text.Json.Nodes;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests;

/// <summary>What an applicant does before others come into play: by clicking, or through the API where a test is about something later.</summary>
public static class Applicant
{
    /// <summary>A form without a mistake, as the API takes it.</summary>
    public static JsonObject Form(string route = "recommended") => new()
    {
        ["route"] = route, ["region"] = "northeast", ["communityLevel"] = "county", ["personInCharge"] = "负责人", ["phone"] = new JsonArray("13000000000"), ["address"] = "单位所在地",
        ["intendedProject"] = "elderly", ["conditions"] = new JsonArray([.. Enumerable.Repeat(true, 7).Select(v => JsonValue.Create(v))]),
        ["conditionsByMeasures"] = new JsonArray(true, true, true), ["pledgeText"] = true,
    };

    /// <summary>Starts a case and leaves it at its first step; gives the work item of the form.</summary>
    public static async Task<string> Begin(this RunningApplication running, string unit, string call)
    {
        var handler = running.As($"{unit}.handler");
        var begun = await handler.Post("/api/cases", new { callId = await handler.Call(call) });
        return begun.Value["workItemId"]!.GetValue<string>();
    }

    /// <summary>Starts a case, fills and submits its form; the head of the unit is next.</summary>
    public static async Task Submit(this RunningApplication running, string unit, string call, string route = "recommended")
    {
        var item = await running.Begin(unit, call);
        (await running.As($"{unit}.handler").Post($"/api/work-items/{item}/decision", new { outcome = "Submitted", data = new JsonObject { ["form"] = Form(route) } })).Succeeded();
    }

    /// <summary>Decides the newest open work item of that kind in somebody's inbox.</summary>
    public static async Task Decide(this RunningApplication running, string userName, string kind, string outcome, string? comment = null, JsonObject? data = null)
    {
        var client = running.As(userName);
        var item = (await client.Get($"/api/work-items?kind={kind}")).Value["items"]![0]!["id"]!.GetValue<string>();
        (await client.Post($"/api/work-items/{item}/decision", new { outcome, comment, data })).Succeeded();
        await running.Settle();
    }

    /// <summary>Brings a case up to its superior's opinion.</summary>
    public static async Task UpToTheSuperior(this RunningApplication running, string unit, string call, string route = "recommended")
    {
        await running.Submit(unit, call, route);
        await running.Decide($"{unit}.head", "SignDocument", "Signed");
        await running.Decide($"{unit}.head", "OpinionTask", "Approve", "同意申报");
        await running.Decide($"{unit}.sealCustodian", "ApplySeal", "Sealed", data: new JsonObject { ["sealId"] = await running.SealOf($"{unit}.sealCustodian") });
    }

    public static async Task<string> SealOf(this RunningApplication running, string custodian) =>
        (await running.As(custodian).Get("/api/seals")).Value[0]!["id"]!.GetValue<string>();

    /// <summary>Opens the call on the page of calls and starts to apply.</summary>
    public static async Task StartByClicking(this Visitor visitor, string call)
    {
        await visitor.Open("/calls");
        await visitor.Page.ClickAsync($"[data-begin='{call}']");
        await visitor.Page.Arrives("**/work-items/**");
        await visitor.Page.WaitForSelectorAsync(".form-edit");
    }

    /// <summary>Fills every field that F-01 asks for, in the order in which it is printed.</summary>
    public static async Task FillByTyping(this Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByLabel("区县级共同体").CheckAsync();
        await page.GetByLabel("负责人姓名").FillAsync("王建国");
        await page.GetByLabel("联系电话").First.FillAsync("13900000000");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("单位地址").FillAsync("辽宁省辽阳市辽阳县首山镇");
        await page.GetByLabel("社区教育助力乡村振兴项目").CheckAsync();
        foreach (var condition in new[] { "有强烈的合作愿望", "项目实验点应得到当地", "项目实验点应组织健全", "项目实验点应有专人负责", "项目实验点能发动全域", "项目实验点愿意接受", "连续两次不参与", "落实一个具体单位", "主动缴纳", "必须遵守", "本单位已阅读并确认" })
            await page.GetByLabel(condition).First.CheckAsync();
    }
}
