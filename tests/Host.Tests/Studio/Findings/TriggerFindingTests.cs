using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Studio.Findings;

/// <summary>A chart whose trigger cannot start it is not published; the administrator reads in Chinese what is wrong with which box.</summary>
public class TriggerFindingTests(SharedApplication shared)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Theory]
    [InlineData("Elsa.Timer", "interval", "Literal", "00:00:00", "trigger.interval-too-short", "间隔 00:00:00 太短。请填写至少 1 秒的间隔，例如 00:01:00。")]
    [InlineData("Elsa.Timer", "interval", "Literal", "一小时", "trigger.input-unreadable", "“间隔”中填写的“一小时”无法识别。请按该项的说明改正。")]
    [InlineData("Elsa.Timer", "interval", "JavaScript", "hour * 2", "trigger.script-failed", "“间隔”的脚本出错：hour is not defined。请改正脚本；这里的内容在发布时就要确定，不能用到办理中的数据。")]
    [InlineData("Elsa.Cron", "cronExpression", "Literal", "* * *", "trigger.cron-malformed", "“* * *”不是有效的日程表达式。请依次写秒、分、时、日、月、星期六段，例如“0 0 9 * * *”是每天九点。")]
    [InlineData("Elsa.Cron", "cronExpression", "Literal", "0 0 0 30 2 *", "trigger.cron-never", "“0 0 0 30 2 *”所说的时间永远不会到来。请改为存在的日期。")]
    [InlineData("Elsa.HttpEndpoint", "path", "Literal", "a//b", "trigger.path-malformed", "路径“a//b”不能使用。路径的每一段是文字，或花括号中的名称，如 orders/{id}；不能有空段、空格和 ? # \\，名称不能重复。")]
    [InlineData("Elsa.HttpEndpoint", "policy", "Literal", "x", "trigger.path-missing", "没有填写路径。请填写，例如 orders/{id}。")]
    public async Task What_a_trigger_cannot_use_is_named_in_Chinese(string type, string input, string language, string value, string rule, string sentence)
    {
        var answer = (await Publish($"trigger-{rule[8..]}", Trigger(type, input, language, value))).Refused("definition.not-publishable", HttpStatusCode.BadRequest);
        var finding = answer.Body!["findings"]!.AsArray().ShouldHaveSingleItem()!;
        (finding["rule"]!.ToString(), finding["box"]!.ToString(), finding["message"]!.ToString(), finding["place"]!.ToString()).ShouldBe((rule, "定时派发", sentence, "$.root.activities[0]"));
    }

    [Fact]
    public async Task An_address_that_another_workflow_answers_is_refused_with_its_name()
    {
        (await Publish("trigger-first", Trigger("Elsa.HttpEndpoint", "path", "Literal", "receipts/{id}"), "收件回执")).Status.ShouldBe(HttpStatusCode.OK);
        var answer = (await Publish("trigger-second", Trigger("Elsa.HttpEndpoint", "path", "Literal", "receipts/{id}"))).Refused("definition.not-publishable", HttpStatusCode.BadRequest);
        answer.Body!["findings"]![0]!["message"]!.ToString().ShouldBe("地址 GET /receipts/{id} 已由流程“收件回执”使用。请换一个路径或方法。");
    }

    private static JsonObject Trigger(string type, string input, string language, string value)
    {
        var box = Charts.Box("trigger", type, (input, value));
        box[input]!["expression"]!["type"] = language;
        box["customProperties"]!["canStartWorkflow"] = true;
        box["metadata"]!["displayText"] = "定时派发";
        return box;
    }

    private async Task<ApiAnswer> Publish(string id, JsonObject trigger, string name = "触发") =>
        await (await shared.Get()).As("platform.flowAdministrator").Post(Definitions, new { model = Charts.Row(id, name, trigger), publish = true });
}
