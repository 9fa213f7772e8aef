using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Studio.Descriptors;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Descriptors;

/// <summary>What the designer offers: activities, editors, languages, strategies, in the reader's language.</summary>
public partial class PaletteTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Descriptors = "/elsa/api/descriptors";

    private static async Task<ApiAnswer> In(ApiClient client, string language, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $".AspNetCore.Culture=c%3D{language}%7Cuic%3D{language}");
        return await client.Send(request);
    }

    private async Task<List<JsonObject>> Activities(string language = "zh-CN") =>
        [.. (await In((await shared.Get()).As(Administrator), language, $"{Descriptors}/activities?Refresh=True")).Value["items"]!.AsArray().Select(each => each!.AsObject())];

    [Fact]
    public async Task Every_activity_group_input_and_port_has_a_Chinese_name()
    {
        foreach (var activity in await Activities())
        {
            var type = activity["typeName"]!.ToString();
            if (activity["customProperties"]?["RootType"] is not null) continue;
            activity["displayName"]!.ToString().ShouldMatch(Chinese().ToString(), type);
            activity["description"]!.ToString().ShouldMatch(Chinese().ToString(), type);
            activity["category"]!.ToString().ShouldMatch(Chinese().ToString(), $"{type}: {activity["category"]}");
            foreach (var member in activity["inputs"]!.AsArray().Concat(activity["outputs"]!.AsArray()))
            {
                member!["displayName"]!.ToString().ShouldMatch(Chinese().ToString(), $"{type}.{member["name"]}");
                member["description"]?.ToString().ShouldMatch(Chinese().ToString(), $"{type}.{member["name"]}");
            }
            foreach (var port in activity["ports"]!.AsArray()) port!["displayName"]!.ToString().ShouldMatch(Chinese().ToString(), $"{type}: port {port["name"]}");
        }
    }

    [Fact]
    public async Task A_reader_of_English_gets_English_everywhere()
    {
        foreach (var activity in await Activities("en"))
        {
            activity["displayName"]!.ToString().ShouldNotMatch(Chinese().ToString());
            activity["category"]!.ToString().ShouldNotMatch(Chinese().ToString());
            activity["description"]?.ToString().ShouldNotMatch(Chinese().ToString());
            foreach (var member in activity["inputs"]!.AsArray().Concat(activity["outputs"]!.AsArray()))
            {
                member!["displayName"]!.ToString().ShouldNotMatch(Chinese().ToString());
                member["description"]?.ToString().ShouldMatch("[A-Za-z]{3}", $"{activity["typeName"]}.{member["name"]}");
            }
            foreach (var port in activity["ports"]!.AsArray()) port!["displayName"]!.ToString().ShouldNotMatch(Chinese().ToString());
        }
    }

    [Fact]
    public async Task Ours_come_first_in_six_groups_and_types_are_unique()
    {
        var all = await Activities();
        all.Where(each => each["namespace"]!.ToString() == "Approvals").Select(each => each["category"]!.ToString()).Distinct().ShouldBeSubsetOf(["① 文件", "② 意见与用印", "③ 收件与汇总", "④ 评定与名单", "⑤ 共同体", "⑥ 统计与任务"]);
        // The designer sorts groups by their characters: the numbers bring ours to the top, in their order.
        var groups = all.Select(each => each["category"]!.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        groups.TakeWhile(group => group[0] is >= '①' and <= '⑥').Count().ShouldBe(groups.Count(group => group[0] is >= '①' and <= '⑥'));
        all.Select(each => (each["typeName"]!.ToString(), each["version"]!.GetValue<int>())).ShouldBeUnique();
        all.ShouldContain(each => each["typeName"]!.ToString() == "Elsa.Flowchart" && !each["isBrowsable"]!.GetValue<bool>());
        all.ShouldContain(each => each["typeName"]!.ToString() == "Elsa.NotFoundActivity" && !each["isBrowsable"]!.GetValue<bool>());
        all.SelectMany(each => each["inputs"]!.AsArray()).ShouldAllBe(input => input!["uiHint"]!.ToString().Length > 0);
    }

    [Fact]
    public async Task One_of_ours_and_one_of_Elsas_are_described_as_approved()
    {
        var client = (await shared.Get()).As(Administrator);
        (await client.Get($"{Descriptors}/activities/Approvals.CopyTo")).Value.ShouldBeApproved("activity-copy-to");
        (await client.Get($"{Descriptors}/activities/Elsa.FlowDecision")).Value.ShouldBeApproved("activity-flow-decision");
        (await In(client, "en", $"{Descriptors}/activities/Approvals.CopyTo")).Value.ShouldBeApproved("activity-copy-to-english");
        (await client.Get($"{Descriptors}/activities/Acme.Nothing")).Refused("activity-type.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_short_lists_are_as_approved()
    {
        var client = (await shared.Get()).As(Administrator);
        foreach (var list in (string[])["expression-descriptors", "variables", "storage-drivers", "workflow-activation-strategies", "incident-strategies", "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "output-converters"])
            (await client.Get($"{Descriptors}/{list}")).Value.ShouldBeApproved($"list-{list.Replace('/', '-')}");
        (await client.Get("/elsa/api/features/installed/Elsa.Nothing")).Refused("feature.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_converter_is_offered_where_its_result_fits()
    {
        var client = (await shared.Get()).As(Administrator);
        (await Offered("Object", "String")).ShouldBe(["JSON 文本"]);
        (await Offered("Int32", "String")).ShouldBe(["JSON 文本"]);
        (await Offered("Object", "Int32")).ShouldBeEmpty();
        (await Offered("Acme.Nothing", "String")).ShouldBeEmpty();
        (await In(client, "en", $"{Descriptors}/output-converters")).Value["items"]![0]!["displayName"]!.ToString().ShouldBe("JSON text");

        async Task<IEnumerable<string>> Offered(string source, string destination) =>
            (await client.Get($"{Descriptors}/output-converters?sourceType={source}&destinationType={destination}")).Value["items"]!.AsArray().Select(each => each!["displayName"]!.ToString());
    }

    [Fact]
    public async Task An_editor_is_asked_again_for_what_it_offers()
    {
        var client = (await shared.Get()).As(Administrator);
        var forms = (await client.Post($"{Descriptors}/activities/Approvals.FillForm/options/FormKey", new { context = new { party = new { typeName = "String" } } })).Value;
        forms["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["value"]!.ToString()).ShouldContain("pilot-site");
        foreach (var (input, offered) in new[] { ("Unit", "辽阳县社区教育中心"), ("CallCode", "PS3-LN 第三批实验点申报（辽宁）") })
        {
            var now = (await client.Post($"{Descriptors}/activities/Approvals.StartCases/options/{input}", new { context = new { } })).Value["items"]!;
            now["Refresh"].ShouldBeNull("the designer would draw the panel anew with every answer, under the hands of who types in it");
            now["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["text"]!.ToString()).ShouldContain(offered);
        }
        (await client.Post($"{Descriptors}/activities/Approvals.FillForm/options/Nothing", new { context = new { } })).Refused("activity-type.unknown");
    }

    [Fact]
    public async Task An_organisation_that_comes_while_the_designer_is_open_is_offered()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As(Administrator);
        (await Offered()).ShouldNotContain("新来县教育局");
        (await client.Post("/api/organisations", new { fullName = "新来县教育局", shortName = "新来", kind = "educationAuthority", level = "county", areaCode = "211021" })).Succeeded();
        app.Clock.Advance(Palette.Behind);
        (await Offered()).ShouldContain("新来县教育局");

        async Task<IEnumerable<string>> Offered() =>
            (await client.Get($"{Descriptors}/activities?Refresh=True")).Value["items"]!.AsArray().Single(each => each!["typeName"]!.ToString() == "Approvals.StartCases")!["inputs"]!.AsArray()
            .Single(input => input!["name"]!.ToString() == "Unit")!["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["text"]!.ToString());
    }

    [Fact]
    public async Task The_list_is_written_once_and_a_browser_that_has_it_is_told_so()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (client, palette) = (app.As(Administrator), app.Services.GetRequiredService<Palette>());
        var tag = (await client.Get($"{Descriptors}/activities?Refresh=True")).Headers.ETag!.Tag;
        for (var i = 0; i < 5; i++) await client.Get($"{Descriptors}/activities?Refresh=True");
        palette.Written.ShouldBe(1);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Descriptors}/activities?Refresh=True");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        (await client.Send(request)).Status.ShouldBe(HttpStatusCode.NotModified);

        // A new type is seen at once.
        var inner = Charts.Row("inner", "Late Comer", Charts.Line("a", "x"));
        inner["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = false };
        (await client.Post("/elsa/api/workflow-definitions", new { model = inner, publish = true })).Succeeded();
        (await client.Get($"{Descriptors}/activities")).Value["items"]!.AsArray().Select(each => each!["typeName"]!.ToString()).ShouldContain("LateComer");
    }

    [Fact]
    public async Task Every_word_in_the_file_names_an_activity_that_there_is_or_that_Elsa_has()
    {
        var registry = (await shared.Get()).Services.GetRequiredService<IActivityRegistry>();
        foreach (var descriptor in registry.ListAll().Where(each => each.Namespace == "Elsa")) EditorWords.Knows(descriptor.TypeName).ShouldBeTrue($"words.json should name {descriptor.TypeName}");
    }

    [Fact]
    public async Task A_script_is_helped_with_the_charts_own_names_and_every_function()
    {
        var client = (await shared.Get()).As(Administrator);
        var types = await client.Post("/elsa/api/scripting/javascript/type-definitions/pilot-site-application", new { workflowDefinitionId = "pilot-site-application", activityTypeName = "Elsa.FlowSwitch", propertyName = "Cases" });
        types.MediaType.ShouldBe("application/x-typescript");
        foreach (var declared in (string[])["\"Route\": string;", "declare function getRoute(): string;", "declare function setResumeAt(value: string): void;", "declare function getInput(name: \"CaseId\"): string;", "declare function getAnswerFromFill(): string;",
            "declare function getOutputFrom(activity: \"unit-seal\", output: \"ResumeAt\"): string;", "declare function newShortGuid(): string;"])
            types.Text.ShouldContain(declared);
        (await client.Post("/elsa/api/scripting/javascript/type-definitions/unknown", new { })).Text.ShouldContain("declare const variables");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
