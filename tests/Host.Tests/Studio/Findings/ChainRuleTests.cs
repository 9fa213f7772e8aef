using System.Net;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Workflows.Approvals.Forms;
using Workflows.Engine.Serialization;
using Workflows.Host.Studio.Findings.Rules;

namespace Workflows.Host.Tests.Studio.Findings;

/// <summary>A chain that breaks a rule of its kind is not published, and the administrator reads where and why. Each rule is fed a violation.</summary>
public class ChainRuleTests(SharedApplication shared)
{
    private const string Application = "pilot-site-application", Decision = "batch-decision";

    private async Task<ApiAnswer> Publish(JsonObject chart) =>
        await (await shared.Get()).As("platform.flowAdministrator").Post("/elsa/api/workflow-definitions", new { model = chart, publish = true });

    /// <summary>The chart is refused for exactly one reason.</summary>
    private async Task<JsonNode> Refused(JsonObject chart, string rule, string box)
    {
        var answer = (await Publish(chart)).Refused("definition.not-publishable", HttpStatusCode.BadRequest);
        var findings = answer.Body!["findings"]!.AsArray();
        var found = findings.Where(each => each!["rule"]!.ToString() == rule).ToList();
        found.ShouldNotBeEmpty(answer.Text);
        found.ShouldContain(each => each!["box"]!.ToString() == box, answer.Text);
        findings.Select(each => each!["rule"]!.ToString()).Distinct().ShouldBe([rule], answer.Text);
        answer.Body["errors"]![box]!.AsArray()[0]!.ToString().ShouldStartWith($"{box}：");
        return found[0]!;
    }

    [Fact]
    public async Task Every_shipped_chain_keeps_every_rule()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "workflows"), "*.json").Where(each => !Path.GetFileNameWithoutExtension(each).Contains('.', StringComparison.Ordinal)))
        {
            var chain = Path.GetFileNameWithoutExtension(file);
            var answer = await Publish(Charts.Shipped(chain, $"rules-{chain}"));
            answer.Status.ShouldBe(HttpStatusCode.OK, $"{chain}: {answer.Text}");
        }
    }

    [Fact]
    public async Task An_outcome_of_an_opinion_without_a_connection_is_named_in_Chinese()
    {
        var finding = await Refused(Charts.Shipped(Application, "rule-outcome").Without("superior-opinion", "Return"), "outcome.leads-nowhere", "上级主管部门意见");
        finding["message"]!.ToString().ShouldBe("办理结果“退回修改”没有连线，办到这里流程就断了。请从“退回修改”画一条线到下一步。");
        finding["activityId"]!.ToString().ShouldBe("superior-opinion");
    }

    [Fact]
    public async Task A_reader_of_English_reads_the_finding_in_English()
    {
        var client = (await shared.Get()).As("platform.flowAdministrator");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions")
        {
            Content = new StringContent(new JsonObject { ["model"] = Charts.Shipped(Application, "rule-english").Without("superior-opinion", "Return"), ["publish"] = true }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
        (await client.Send(request)).Body!["findings"]![0]!["message"]!.ToString().ShouldBe("The outcome “Return” leads nowhere: the chain would break off here. Draw a connection from it to the next step.");
    }

    [Fact]
    public async Task A_step_that_can_be_recalled_needs_a_way_for_the_recall() =>
        await Refused(Charts.Shipped(Application, "rule-recall").Says("unit-opinion", "recallable", "True"), "outcome.leads-nowhere", "单位意见");

    [Fact]
    public async Task A_choice_without_a_connection_is_refused() =>
        await Refused(Charts.Shipped(Application, "rule-choice").Without("take-direct", "不再申报").Without("not-forwarded", "x").With("draft-late", "Done", "not-forwarded"), "outcome.leads-nowhere", "是否改为直接申报");

    [Fact]
    public async Task A_box_that_nothing_leads_to_is_refused() =>
        await Refused(Charts.Shipped(Decision, "rule-unreachable").Add(Charts.Box("aside", "Approvals.CloseCase", ("status", "late"))), "box.unreachable", "aside");

    [Fact]
    public async Task A_forgotten_box_that_would_be_taken_for_the_start_is_the_one_that_is_named() =>
        await Refused(Charts.Shipped(Application, "rule-aside").Add(Charts.Box("aside", "Approvals.CloseCase", ("status", "late"))), "box.aside", "aside");

    [Fact]
    public async Task A_box_that_leads_nowhere_is_refused() =>
        await Refused(Charts.Shipped(Decision, "rule-dead-end").Without("release", "Done").With("award", "Never", "end"), "box.dead-end", "结果送回各申报件");

    [Fact]
    public async Task A_publication_that_can_be_reached_without_the_filing_is_refused() =>
        await Refused(Charts.Shipped(Decision, "rule-filing").Without("notice", "NoObjection").With("notice", "NoObjection", "publish").With("publish", "Blocked", "filing"), "list.published-unfiled", "公布名单");

    [Fact]
    public async Task What_the_ministry_publishes_needs_no_filing() =>
        (await Publish(Charts.Shipped(Decision, "rule-ministry").Says("publish", "role", "ministryPublisher").Without("notice", "NoObjection").With("notice", "NoObjection", "publish"))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_seal_that_can_be_reached_without_its_opinion_is_refused() =>
        await Refused(Charts.Shipped(Application, "rule-seal").Without("superior", "Found").With("superior", "Found", "superior-seal"), "seal.before-opinion", "上级主管部门盖章");

    [Fact]
    public async Task A_provincial_block_that_can_be_skipped_is_refused()
    {
        var services = (await shared.Get()).Services;
        var folder = Directory.CreateTempSubdirectory("workflows-forms");
        try
        {
            var form = await File.ReadAllTextAsync(Path.Combine(SourceFiles.Root, "workflows", "pilot-site.form.json"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "pilot-site.form.json"), form.Replace("\"competentSuperior\"", "\"province\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var rule = new ProvinceIsAsked(services.GetRequiredService<IActivityRegistry>(), services.GetRequiredService<IStringLocalizer<Host.Studio.Findings.Text>>(), FormDefinitions.Load(folder.FullName));

            rule.Check(Stored(Charts.Shipped(Application, "kept"))).ShouldBeEmpty();
            var skipped = Charts.Shipped(Application, "skipped").Without("superior", "Skipped").With("superior", "Skipped", "route");
            var finding = rule.Check(Stored(skipped)).ShouldHaveSingleItem();
            finding.ActivityId.ShouldBe("listed");
            finding.Problem.ShouldBe("可以不经“上级主管部门意见”就走到这里。省级一栏不得跳过（R28），请让每条成功的路都经过该栏的“同意”。");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        WorkflowDefinition Stored(JsonObject json)
        {
            var definition = new WorkflowDefinition { Id = "v", DefinitionId = "d" };
            services.GetRequiredService<DefinitionModel>().Apply(json, definition);
            return definition;
        }
    }

    [Fact]
    public async Task A_party_that_nobody_can_resolve_is_refused() => await Refused(Charts.Shipped(Application, "rule-party").Says("recommend", "party", "neighbour"), "party.unknown", "汇总单位推荐意见");

    [Fact]
    public async Task A_role_that_is_no_seat_is_refused() => await Refused(Charts.Shipped(Application, "rule-role").Says("recommend", "role", "boss"), "role.unknown", "汇总单位推荐意见");

    [Fact]
    public async Task The_chain_of_a_call_cannot_ask_the_applicant() => await Refused(Charts.Shipped(Decision, "rule-call").Says("gate", "party", "applicant"), "party.of-a-case", "等待批次截止");

    [Fact]
    public async Task An_input_that_the_activity_does_not_have_is_refused() => await Refused(Charts.Shipped(Application, "rule-input").Says("recommend", "urgency", "high"), "input.unknown", "汇总单位推荐意见");

    [Fact]
    public async Task An_expression_on_an_input_or_variable_that_is_not_there_is_refused()
    {
        static JsonObject Asking(string id, string script)
        {
            var chart = Charts.Shipped(Application, id);
            chart.Find("route")["cases"]![0]!["condition"]!["value"] = script;
            return chart;
        }

        await Refused(Asking("rule-variable", "variables.Rout == 'recommended'"), "variable.unknown", "申报途径");
        await Refused(Asking("rule-chart-input", "getInput('CaseID') != null"), "input.of-chart-unknown", "申报途径");
    }

    [Fact]
    public async Task A_form_a_field_and_a_block_that_are_not_there_are_refused()
    {
        await Refused(Charts.Shipped(Application, "rule-form").Says("validate", "formKey", "pilot-sight"), "form.unknown", "校验申请表");
        await Refused(Charts.Shipped(Application, "rule-field").Says("fill", "answerField", "rute"), "field.unknown", "填写资格申请表");
        await Refused(Charts.Shipped(Application, "rule-block").Says("pledge", "block", "pledgeSignatur"), "block.unknown", "负责人签字（承诺书）");
    }

    [Theory]
    [InlineData("Elsa.Sequence", "activities")]
    [InlineData("Elsa.Parallel", "activities")]
    [InlineData("Elsa.If", "then")]
    [InlineData("Elsa.ForEach", "body")]
    public async Task A_box_of_ours_inside_of_another_activity_is_refused(string type, string port)
    {
        var outer = Charts.Box("outer", type);
        var inner = Charts.Box("inner", "Approvals.OpinionTask", ("party", "applicant"));
        outer[port] = port == "activities" ? new JsonArray(inner) : inner;
        await Refused(Charts.Row($"rule-inside-{type[5..]}", "里面", outer), "box.outside-chart", "inner");
    }

    [Fact]
    public async Task A_chart_inside_of_another_activity_is_a_chart()
    {
        var outer = Charts.Box("outer", "Elsa.If");
        outer["then"] = Charts.Row(null, "", Charts.Box("inner", "Approvals.CloseCase", ("status", "late")))["root"]!.DeepClone();
        outer["then"]!["id"] = "inside";
        (await Publish(Charts.Row("rule-chart-inside", "图中图", outer, Charts.Box("end", "Approvals.CloseCase", ("status", "late"))))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_activity_that_is_not_installed_is_refused_and_kept_as_it_is()
    {
        var chart = Charts.Row("rule-missing", "未安装", Charts.Line("a", "x"), Charts.Box("gone", "Acme.Gone", ("weight", "7")));
        await Refused(chart, "activity.type-missing", "gone");
        var client = (await shared.Get()).As("platform.flowAdministrator");
        var opened = (await client.Get("/elsa/api/workflow-definitions/by-definition-id/rule-missing?versionOptions=Latest")).Value;
        opened["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        var placeholder = opened["root"]!["activities"]![1]!;
        placeholder["type"]!.ToString().ShouldBe("Elsa.NotFoundActivity");
        placeholder["metadata"]!["displayText"]!.ToString().ShouldBe("未安装的活动：Acme.Gone");
        opened["description"] = "改动";
        (await client.Post("/elsa/api/workflow-definitions", new { model = opened, publish = false })).Succeeded();
        var exported = JsonNode.Parse((await client.Get("/elsa/api/workflow-definitions/rule-missing/export")).Text)!;
        exported["root"]!["activities"]![1]!["type"]!.ToString().ShouldBe("Acme.Gone");
        exported["root"]!["activities"]![1]!["weight"]!["expression"]!["value"]!.ToString().ShouldBe("7");
    }

    [Fact]
    public async Task A_chart_of_built_in_activities_is_no_chain_and_may_stop_anywhere() =>
        (await Publish(Charts.Row("rule-none", "随手图", Charts.Line("a", "一"), Charts.Line("b", "二")))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_refused_chart_stays_a_draft_with_all_its_work_and_what_is_published_stays_published()
    {
        var client = (await shared.Get()).As("platform.flowAdministrator");
        (await Publish(Charts.Shipped(Application, "rule-draft"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Publish(Charts.Shipped(Application, "rule-draft").Without("superior-opinion", "Return"))).Refused("definition.not-publishable");
        var versions = (await client.Get("/elsa/api/workflow-definitions/rule-draft/versions")).Value["items"]!.AsArray();
        versions.Select(each => (each!["version"]!.GetValue<int>(), each["isLatest"]!.GetValue<bool>(), each["isPublished"]!.GetValue<bool>())).ShouldBe([(2, true, false), (1, false, true)]);
    }
}
