using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Definitions;

/// <summary>What the designer asks about definitions, and what an administrator does with them.</summary>
public class DefinitionsApiTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Auditor = "platform.auditor", Definitions = "/elsa/api/workflow-definitions";

    private static Task<ApiAnswer> Save(ApiClient client, JsonObject model, bool publish = false) => client.Post(Definitions, new { model, publish });

    [Fact]
    public async Task Administrators_write_auditors_read_others_do_not_get_in()
    {
        var app = await shared.Get();
        (await app.Anonymous().Get($"{Definitions}?versionOptions=Latest")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await app.As("liaoyang-ou.handler").Get($"{Definitions}?versionOptions=Latest")).Refused("request.not-allowed", HttpStatusCode.Forbidden);
        (await app.As("liaoyang-ou.handler").Get("/elsa/api/descriptors/activities")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var auditor = app.As(Auditor);
        var list = (await auditor.Get($"{Definitions}?versionOptions=Latest&Page=0&PageSize=10")).Value;
        list["links"]!.AsArray().Select(link => link!["rel"]!.ToString()).ShouldNotContain("bulk-publish");
        list["items"]!.AsArray().ShouldAllBe(item => item!["isReadonly"]!.GetValue<bool>() && item["links"]!.AsArray().All(link => link!["rel"]!.ToString() != "publish"));
        var opened = (await auditor.Get($"{Definitions}/by-definition-id/batch-decision?versionOptions=Latest")).Value;
        opened["isReadonly"]!.GetValue<bool>().ShouldBeTrue();
        opened["links"]!.AsArray().Select(link => link!["rel"]!.ToString()).ShouldNotContain("publish");

        var model = Charts.Row("not-mine", "不许", Charts.Line("a", "x"));
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, Definitions, new { model, publish = false }), (HttpMethod.Post, $"{Definitions}/batch-decision/publish", new { }), (HttpMethod.Post, $"{Definitions}/batch-decision/retract", new { }),
            (HttpMethod.Delete, $"{Definitions}/batch-decision", null), (HttpMethod.Delete, "/elsa/api/workflow-definition-versions/x", null), (HttpMethod.Post, $"{Definitions}/import", model),
            (HttpMethod.Post, $"{Definitions}/batch-decision/revert/1", null), (HttpMethod.Post, $"{Definitions}/batch-decision/execute", new { }), (HttpMethod.Post, $"{Definitions}/batch-decision/update-references", new { }),
            (HttpMethod.Post, "/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "batch-decision" } }),
            (HttpMethod.Post, "/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "batch-decision" } }), (HttpMethod.Post, "/elsa/api/tests/activities", new { }),
        })
            (await auditor.Send(method, path, body)).Status.ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}");
        (await app.As(Administrator).Get($"{Definitions}/by-definition-id/not-mine")).Refused("definition.unknown", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_chart_lives_from_its_first_draft_to_its_deletion_and_every_answer_is_as_approved(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);

        // The list, as the designer asks it: a page of the latest, then all that are published.
        (await client.Get($"{Definitions}?versionOptions=Latest&Page=0&PageSize=1&SearchTerm=批次评定、备案&IsSystem=False&OrderBy=Name&OrderDirection=Ascending")).Value.ShouldBeApproved("definitions-list");
        (await client.Get($"{Definitions}?versionOptions=Published")).Value["totalCount"]!.GetValue<int>().ShouldBeGreaterThan(1);

        // Create: a name that is free, then the chart as Studio makes it.
        (await client.Get($"{Definitions}/validation/is-name-unique?name=批次评定、备案、公布")).Value["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await client.Get($"{Definitions}/validation/is-name-unique?name=Workflow%201")).Value.ShouldBeApproved("is-name-unique");
        var born = new JsonObject
        {
            ["definitionId"] = null, ["name"] = "Workflow 1", ["description"] = null, ["toolVersion"] = "3.8.0.0", ["variables"] = null, ["inputs"] = null, ["outputs"] = null, ["outcomes"] = null,
            ["customProperties"] = null, ["isReadonly"] = false, ["options"] = null, ["root"] = new JsonObject { ["id"] = "b6f1aa0c21e0d3c4", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
            ["links"] = null, ["createdAt"] = "0001-01-01T00:00:00+00:00", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = false, ["id"] = null,
        };
        var saved = (await Save(client, born)).Value;
        Named(saved, "x").ShouldBeApproved("definition-created");
        var id = saved["workflowDefinition"]!["definitionId"]!.ToString();

        // Autosave: the same draft, unknown members and all.
        var draft = (await client.Get($"{Definitions}/by-definition-id/{id}?versionOptions=Latest")).Value.AsObject();
        draft["root"]!["activities"] = new JsonArray(Charts.Line("line1", "一"), Charts.Line("line2", "二"));
        draft["root"]!["connections"] = new JsonArray(Charts.Way("line1", "Done", "line2"));
        draft["root"]!["activities"]![0]!["metadata"]!["sticker"] = "red";
        draft["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Amount", ["typeName"] = "Int32", ["isArray"] = false, ["value"] = "7", ["storageDriverTypeName"] = null });
        var autosaved = (await Save(client, draft)).Value["workflowDefinition"]!;
        (autosaved["id"]!.ToString(), autosaved["version"]!.GetValue<int>()).ShouldBe((draft["id"]!.ToString(), 1));
        autosaved["root"]!["activities"]![0]!["metadata"]!["sticker"]!.ToString().ShouldBe("red");
        autosaved["root"]!["activities"]![1]!["nodeId"]!.ToString().ShouldBe("Workflow1:b6f1aa0c21e0d3c4:line2");

        // Publish, change: a new draft with a new id and number; what is published stays.
        Named((await Save(client, draft, publish: true)).Value, id).ShouldBeApproved("definition-published");
        var published = (await client.Get($"{Definitions}/by-definition-id/{id}?versionOptions=Published")).Value.AsObject();
        (await Save(client, published, publish: true)).Value["alreadyPublished"]!.GetValue<bool>().ShouldBeTrue();
        (await Save(client, published)).Value["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(1, "nothing was changed, so there is nothing to draft");
        published["name"] = "改名后的流程";
        var second = (await Save(client, published)).Value["workflowDefinition"]!;
        second["version"]!.GetValue<int>().ShouldBe(2);
        second["id"]!.ToString().ShouldNotBe(published["id"]!.ToString());
        published["description"] = "再改";
        (await Save(client, published)).Value["workflowDefinition"]!["id"]!.ToString().ShouldBe(second["id"]!.ToString(), "the row is chosen by the definition, whatever version the designer still holds");
        Named((await client.Get($"{Definitions}?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds={id}&OrderBy=Version&OrderDirection=Descending")).Value, id).ShouldBeApproved("versions");
        Named((await client.Get($"{Definitions}/by-id/{published["id"]}")).Value, id).ShouldBeApproved("definition-by-id");
        (await client.Get($"{Definitions}/by-id/nothing")).Refused("definition.unknown", HttpStatusCode.NotFound);

        // Publish from the list, take back, roll back.
        Named((await client.Post($"{Definitions}/{id}/publish", new { })).Value, id).ShouldBeApproved("definition-published-from-list");
        Named((await client.Post($"{Definitions}/{id}/retract", new { })).Value, id).ShouldBeApproved("definition-retracted");
        (await client.Post($"{Definitions}/{id}/retract", new { })).Refused("definition.not-published");
        var reverted = await client.Post($"{Definitions}/{id}/revert/1");
        reverted.Status.ShouldBe(HttpStatusCode.Created);
        Named(reverted.Value, id).ShouldBeApproved("definition-reverted");
        (await client.Get($"{Definitions}/by-definition-id/{id}?versionOptions=Latest")).Value["name"]!.ToString().ShouldBe("Workflow 1");
        (await client.Post($"{Definitions}/{id}/revert/9")).Refused("definition.no-version", HttpStatusCode.NotFound);

        // Versions go one by one, then the rest together.
        (await client.Delete($"/elsa/api/workflow-definition-versions/{second["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-id", new { ids = new[] { published["id"]!.ToString(), "gone" } })).Value.ShouldBeApproved("versions-deleted");
        (await client.Delete($"{Definitions}/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.Delete($"{Definitions}/{id}")).Refused("definition.unknown", HttpStatusCode.NotFound);

        var trail = (await app.As(Auditor).Get($"/api/audit/definition/{id}")).Value;
        trail["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        trail["entries"]!.AsArray().Select(entry => entry!["action"]!.ToString()).ShouldBe(
            ["definition.created", "definition.saved", "definition.published", "definition.published", "definition.retracted", "definition.reverted", "definition.deleted", "definition.deleted", "definition.deleted"]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Many_are_published_taken_back_and_deleted_at_once(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        foreach (var id in (string[])["many-a", "many-b"]) (await Save(client, Charts.Row(id, id, Charts.Line("a", "x")))).Succeeded();
        (await Save(client, Charts.Shipped("batch-decision", "many-broken").Without("filing", "Filed"))).Succeeded();
        (await client.Post("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "many-a", "many-b", "many-broken", "many-gone", "batch-decision" } })).Value.ShouldBeApproved("bulk-published");
        (await client.Post("/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "many-a", "many-broken", "many-gone" } })).Value.ShouldBeApproved("bulk-retracted");
        (await client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "many-a", "many-b", "many-gone" } })).Value.ShouldBeApproved("bulk-deleted");
        (await client.Get($"{Definitions}/by-definition-id/many-b")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task While_an_instance_runs_nothing_of_its_chart_is_deleted()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As(Administrator);
        (await Save(client, Charts.Row("waits", "等候流程", Charts.Box("event", "Elsa.Event", ("eventName", "go"))), publish: true)).Succeeded();
        (await Save(client, Charts.Row("idle", "闲置流程", Charts.Line("a", "x")))).Succeeded();
        var started = await client.Post($"{Definitions}/waits/execute", new { correlationId = (string?)null, triggerActivityId = (string?)null, versionOptions = "Latest", input = (object?)null });
        started.Status.ShouldBe(HttpStatusCode.OK);
        var version = (await client.Get($"{Definitions}/by-definition-id/waits")).Value["id"]!.ToString();

        var refused = (await client.Delete($"{Definitions}/waits")).Refused("definition.in-use", HttpStatusCode.Conflict);
        refused.Body!["title"]!.ToString().ShouldBe("流程“等候流程”还有 1 个实例正在办理，不能删除。请等它们办结，或先在实例列表中取消。");
        (await client.Delete($"/elsa/api/workflow-definition-versions/{version}")).Refused("definition.in-use");
        (await client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "idle", "waits" } })).Refused("definition.in-use");
        (await client.Get($"{Definitions}/by-definition-id/idle")).Status.ShouldBe(HttpStatusCode.OK, "of a bulk all go or none");

        var instance = started.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        (await client.Post($"/elsa/api/cancel/workflow-instances/{instance}")).Succeeded();
        (await client.Delete($"{Definitions}/waits")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_chart_on_which_a_case_ran_stays_also_when_the_case_is_over_and_a_version_on_which_nothing_ran_goes(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var shown = (await client.Get($"/api/cases/{caseId}")).Value;
        (await client.Post($"/elsa/api/cancel/workflow-instances/{shown["instanceId"]}")).Succeeded();
        await app.Settle();
        const string Chain = "pilot-site-application";
        var used = (await client.Get($"{Definitions}/by-definition-id/{Chain}?versionOptions=Published")).Value;
        var draft = Charts.Shipped(Chain, Chain);
        draft["name"] = "改过的实验点申报";
        (await Save(client, draft)).Succeeded();
        (await Save(client, Charts.Row("idle", "闲置流程", Charts.Line("a", "x")))).Succeeded();

        (await client.Delete($"/elsa/api/workflow-definition-versions/{used["id"]}")).Refused("definition.is-record", HttpStatusCode.Conflict)
            .Body!["title"]!.ToString().ShouldBe($"流程“实验点申报”办理过 {shown["number"]}，是它的办理记录，追溯和存证包仍要用到，不能删除。今后不再使用的，可以撤回发布。");
        (await client.Delete($"{Definitions}/{Chain}/version/1")).Refused("definition.is-record");
        (await client.Delete($"{Definitions}/{Chain}")).Refused("definition.is-record");
        (await client.Delete($"{Definitions}/batch-decision")).Refused("definition.is-record");
        (await client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "idle", Chain } })).Refused("definition.is-record");
        (await client.Post("/elsa/api/bulk-actions/delete/workflow-definitions/by-id", new { ids = new[] { used["id"]!.ToString() } })).Refused("definition.is-record");
        (await client.Get($"{Definitions}/by-definition-id/idle")).Status.ShouldBe(HttpStatusCode.OK, "of a bulk all go or none");

        (await client.Delete($"{Definitions}/{Chain}/version/2")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.Get($"{Definitions}/by-definition-id/{Chain}?versionOptions=Latest")).Value["version"]!.GetValue<int>().ShouldBe(1);
        (await client.Post($"{Definitions}/{Chain}/retract", new { })).Succeeded();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_chart_is_run_by_hand_and_the_headers_say_what_came_of_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        (await Save(client, Charts.Row("run", "运行", Charts.Line("a", "x")), publish: true)).Succeeded();
        var ran = await client.Post($"{Definitions}/run/execute", new { versionOptions = "Latest" });
        ran.Value.ShouldBeApproved("executed");
        ran.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["False"]);
        ran.Headers.GetValues("x-elsa-response").ShouldBe(["true"]);

        // A chain of a case or of a call is started by it.
        var refused = (await client.Post($"{Definitions}/pilot-site-application/execute", new { versionOptions = "Latest" })).Refused("definition.of-a-case");
        refused.Body!["title"]!.ToString().ShouldBe("流程“实验点申报”属于申报件，办理申报时自动启动，不能在这里单独运行。");

        var faulty = Charts.Row("fails", "出错", Charts.Line("a", ""));
        faulty.Find("a")["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "missing" } };
        (await Save(client, faulty)).Succeeded();
        var failed = await client.Post($"{Definitions}/fails/execute", new { versionOptions = "Latest" });
        failed.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failed.Body!["workflowState"]!["subStatus"]!.ToString().ShouldBe("Faulted");
        failed.Headers.GetValues("x-elsa-workflow-instance-id").Single().ShouldBe(failed.Body["workflowState"]!["id"]!.ToString());

        var single = Charts.Row("single", "唯一", Charts.Box("event", "Elsa.Event", ("eventName", "go")));
        single["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", ["autoUpdateConsumingWorkflows"] = false };
        (await Save(client, single, publish: true)).Succeeded();
        (await client.Post($"{Definitions}/single/execute", new { })).Succeeded();
        var again = await client.Post($"{Definitions}/single/execute", new { });
        (again.Status, again.Text).ShouldBe((HttpStatusCode.OK, ""));
        again.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["True"]);
        again.Headers.Contains("x-elsa-workflow-instance-id").ShouldBeFalse();
        (await client.Post($"{Definitions}/nothing/execute", new { })).Refused("definition.unknown", HttpStatusCode.NotFound);

        var queued = (await client.Post($"{Definitions}/run/dispatch", new { versionOptions = "Published", correlationId = "C-1" })).Value["workflowInstanceId"]!.ToString();
        (await client.Post($"{Definitions}/run/bulk-dispatch", new { count = 3 })).Value["workflowInstanceIds"]!.AsArray().Count.ShouldBe(3);
        await app.Settle();
        (await client.Get($"/elsa/api/workflow-instances/{queued}")).Value["correlationId"]!.ToString().ShouldBe("C-1");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_exported_can_be_imported_again_and_so_can_a_file_of_an_official_server(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        var one = await client.Get($"{Definitions}/batch-decision/export?versionOptions=Latest&includeConsumingWorkflows=False");
        one.MediaType.ShouldBe("application/octet-stream");
        var file = JsonNode.Parse(one.Text)!.AsObject();
        file["$schema"]!.ToString().ShouldBe("https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
        file["root"]!["activities"]!.AsArray().Count.ShouldBe(17);

        // It becomes the next draft of its definition, never a published version.
        file["description"] = "导入的说明";
        var imported = (await client.Post($"{Definitions}/import", file)).Value;
        (imported["version"]!.GetValue<int>(), imported["isPublished"]!.GetValue<bool>(), imported["description"]!.ToString()).ShouldBe((2, false, "导入的说明"));
        (await client.Put($"{Definitions}/copy/import", file)).Value["definitionId"]!.ToString().ShouldBe("copy");

        var versions = new[] { imported["id"]!.ToString(), (await client.Get($"{Definitions}/by-definition-id/pilot-site-application")).Value["id"]!.ToString() };
        var archive = await Bytes(client, "/elsa/api/bulk-actions/export/workflow-definitions", new JsonObject { ["ids"] = new JsonArray([.. versions.Select(each => JsonValue.Create(each))]), ["includeConsumingWorkflows"] = false });
        archive.FileName.ShouldBe("workflow-definitions.zip");
        using (var zip = new ZipArchive(new MemoryStream(archive.Content)))
            zip.Entries.Select(entry => entry.Name).ShouldBe([$"workflow-definition-批次评定-备案-公布-batch-decision-{versions[0]}.json", $"workflow-definition-实验点申报-pilot-site-application-{versions[1]}.json"]);
        (await Upload(client, ("workflow-definitions.zip", archive.Content))).Value.ShouldBeApproved("files-imported");

        // Written by a server with Elsa 3.8: a type that is not installed here, and a storage driver by its short name.
        var fromElsa = (await client.Post($"{Definitions}/import", JsonNode.Parse(await Official("official-export.json"))!)).Value;
        fromElsa["variables"]![0]!["name"]!.ToString().ShouldBe("Amount");
        fromElsa["root"]!["activities"]!.AsArray().Select(each => each!["type"]!.ToString()).ShouldBe(["Elsa.WriteLine", "Elsa.NotFoundActivity", "Elsa.Finish"]);
        (await client.Post($"{Definitions}/{fromElsa["definitionId"]}/publish", new { })).Refused("definition.not-publishable", HttpStatusCode.BadRequest);
        (await Upload(client, ("official-export.zip", await Official("official-export.zip")))).Value["count"]!.GetValue<int>().ShouldBe(3);
        (await client.Get($"{Definitions}/by-definition-id/{fromElsa["definitionId"]}")).Value["version"]!.GetValue<int>().ShouldBe(1, "the draft that was imported is written again");
        (await client.Get($"{Definitions}/by-definition-id/approval")).Value["root"]!["activities"]!.AsArray().Count(each => each!["type"]!.ToString() == "Elsa.NotFoundActivity").ShouldBe(2);

        Malformed(await client.Post($"{Definitions}/import", new { name = "无图" })).ShouldBe("流程文件有误（$.root）：缺少流程图（root）。请补上，或重新导出后再导入。");
        Malformed(await Upload(client, ("半截.json", "{\n  \"root\": "u8.ToArray()))).ShouldBe("流程文件有误（半截.json 第 2 行第 11 列）：内容不是完整的 JSON，读到这里无法继续。请改正此处，或重新导出后再导入。");
        Malformed(await Upload(client, ("两次.json", "{\n  \"name\": \"甲\",\n  \"name\": \"乙\"\n}"u8.ToArray()))).ShouldBe("流程文件有误（两次.json $.name，第 3 行）：同一项写了两次。请删去其中一项。");
        Malformed(await Upload(client, ("列表.json", "[]"u8.ToArray()))).ShouldBe("流程文件有误（列表.json $）：内容不是一个流程。请用 { } 括起整个流程，或重新导出后再导入。");
        Malformed(await Upload(client, ("broken.zip", [(byte)'P', (byte)'K', 3, 4, 0]))).ShouldBe("流程文件有误（broken.zip）：压缩包打不开，或内容过多（至多 500 个文件）。请重新导出后再导入。");
        (await Upload(client)).Refused("definition.no-file");

        static Task<byte[]> Official(string name) => File.ReadAllBytesAsync(Path.Combine(SourceFiles.Root, "tests", "Host.Tests", "Studio", "Definitions", name), TestContext.Current.CancellationToken);

        static string Malformed(ApiAnswer answer) => answer.Refused("definition.malformed", HttpStatusCode.BadRequest).Body!["title"]!.ToString().TrimEnd();
    }

    [Fact]
    public async Task One_activity_is_tried_with_the_test_values_and_leaves_nothing_behind()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As(Administrator);
        var chart = Charts.Row("tried", "试运行", Charts.Box("set", "Elsa.SetVariable"), Charts.Line("line", ""));
        chart["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Amount", ["typeName"] = "Int32", ["isArray"] = false, ["value"] = "7", ["storageDriverTypeName"] = null });
        chart["customProperties"] = new JsonObject { ["VariableTestValues"] = new JsonObject { ["v1"] = "41" } };
        chart.Find("line")["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'合计 ' + (variables.Amount + 1)" } };
        var saved = (await Save(client, chart)).Value["workflowDefinition"]!;
        var order = new { workflowDefinitionHandle = new { definitionVersionId = saved["id"]!.ToString() }, activityHandle = new { activityNodeId = "Workflow1:chart:line" } };
        (await client.Post("/elsa/api/tests/activities", order)).Value.ShouldBeApproved("activity-tried");

        var party = Charts.Row("tried-party", "试盖章", Charts.Box("seal", "Approvals.ApplySeal", ("block", "unitOpinion")));
        var version = (await Save(client, party)).Value["workflowDefinition"]!["id"]!.ToString();
        var failed = (await client.Post("/elsa/api/tests/activities", new { workflowDefinitionHandle = new { definitionVersionId = version }, activityHandle = new { activityNodeId = "Workflow1:chart:seal" } })).Value;
        failed["status"]!.ToString().ShouldBe("Faulted");
        failed["exception"]!["message"]!.ToString().ShouldNotBeNullOrEmpty();
        (await client.Post("/elsa/api/workflow-instances", new { definitionIds = new[] { "tried", "tried-party" } })).Value["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await client.Post("/elsa/api/tests/activities", new { workflowDefinitionHandle = new { definitionVersionId = "gone" }, activityHandle = new { activityNodeId = "x" } })).Refused("definition.unknown");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_chart_that_is_used_as_an_activity_is_offered_opened_and_moves_its_consumers_on(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        var inner = Charts.Row("inner", "Ship Order", Charts.Line("line", "一"));
        inner["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true, ["activityCategory"] = "Sales" };
        var first = (await Save(client, inner, publish: true)).Value["workflowDefinition"]!;
        var offered = (await client.Get("/elsa/api/descriptors/activities")).Value["items"]!.AsArray().Single(each => each!["typeName"]!.ToString() == "ShipOrder")!;
        offered["category"]!.ToString().ShouldBe("Sales");

        var box = Charts.Box("ship", "ShipOrder");
        (box["workflowDefinitionId"], box["workflowDefinitionVersionId"]) = ("inner", first["id"]!.ToString());
        var outer = (await Save(client, Charts.Row("outer", "外层", box), publish: true)).Value["workflowDefinition"]!;
        (await client.Get($"{Definitions}/inner/consumers")).Value.ShouldBeApproved("consumers");
        (await client.Get($"{Definitions}/subgraph/{outer["id"]}?parentNodeId=Workflow1:chart:ship")).Value.ShouldBeApproved("subgraph");
        var inside = (await client.Get($"{Definitions}/subgraph/{outer["id"]}?parentNodeId=Workflow1:chart:ship")).Value["activity"]!["root"]!["activities"]![0]!["nodeId"]!.ToString();
        (await client.Get($"{Definitions}/subgraph/segments/{outer["id"]}?childNodeId={inside}")).Value.ShouldBeApproved("subgraph-segments");
        (await client.Get($"{Definitions}/subgraph/{outer["id"]}?parentNodeId=nowhere")).Refused("definition.unknown", HttpStatusCode.NotFound);

        inner.Find("line")["text"]!["expression"]!["value"] = "二";
        var second = (await Save(client, inner, publish: true)).Value;
        second["consumingWorkflowCount"]!.GetValue<int>().ShouldBe(1);
        var moved = (await client.Get($"{Definitions}/by-definition-id/outer?versionOptions=Published")).Value;
        moved["version"]!.GetValue<int>().ShouldBe(2);
        moved["root"]!["activities"]![0]!["workflowDefinitionVersionId"]!.ToString().ShouldBe(second["workflowDefinition"]!["id"]!.ToString());
        (await client.Post($"{Definitions}/inner/update-references", new { })).Value.ShouldBeApproved("references-updated");
        using var zip = new ZipArchive(new MemoryStream((await Bytes(client, $"{Definitions}/inner/export?includeConsumingWorkflows=True", null)).Content));
        zip.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_that_is_no_chart_is_told_clearly()
    {
        var client = (await shared.Get()).As(Administrator);
        (await client.PostText(Definitions, "{\"model\": [")).Refused("request.malformed", HttpStatusCode.BadRequest);
        (await client.PostText(Definitions, "{}")).Refused("definition.malformed", HttpStatusCode.BadRequest);
        (await client.PostText(Definitions, "{\"model\":{\"name\":\"x\",\"root\":{\"id\":\"a\",\"type\":\"Elsa.Flowchart\",\"version\":\"1\"}}}")).Refused("definition.malformed");
        (await client.Get($"{Definitions}?PageSize=nonsense&IsSystem=perhaps&versionOptions=Sometime")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The answer with the id that the server gave the definition by one word, so that answers of both databases are the same.</summary>
    private static JsonNode Named(JsonNode answer, string id) => id.Length < 11 ? answer : JsonNode.Parse(answer.ToJsonString().Replace(id, "{definition}", StringComparison.Ordinal))!;

    private static async Task<(string? FileName, byte[] Content)> Bytes(ApiClient client, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.Content.Headers.ContentDisposition?.FileName, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_says_it_is_a_form_and_is_not_is_malformed()
    {
        var app = await shared.Get();
        var body = new StringContent("""{ "root": {} }""");
        body.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data");
        (await app.As("platform.flowAdministrator").Send(new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions/import-files") { Content = body })).Refused("request.malformed");
    }

    private static Task<ApiAnswer> Upload(ApiClient client, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "files", name);
        }
        if (files.Length == 0) form.Add(new StringContent("x"), "note");
        return client.Send(new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions/import-files") { Content = form });
    }
}
