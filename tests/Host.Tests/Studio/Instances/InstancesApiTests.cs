using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Instances;

/// <summary>What the designer asks about instances, and how an administrator intervenes.</summary>
public class InstancesApiTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Auditor = "platform.auditor";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Sixty_instances_are_found_by_status_chain_name_and_time_sorted_and_paged(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Publish("short", "短流程", TrialCharts.Line("a", "记录", "x"));
        await app.Publish("long", "长流程", TrialCharts.WaitFor("a", "等待", "go"));
        await app.Publish("wrong", "出错流程", TrialCharts.Fails("a", "出错", "原因"));
        for (var number = 1; number <= 60; number++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.Start(number % 3 == 0 ? "short" : number % 3 == 1 ? "long" : "wrong", $"第{number:00}件");
        }
        var client = app.As(Auditor);
        async Task<JsonNode> List(object query) => (await client.Post("/elsa/api/workflow-instances", query)).Value;

        var trials = new[] { "short", "long", "wrong" };
        var first = await List(new { page = 0, pageSize = 25, definitionIds = trials, isSystem = false, orderBy = "Created", orderDirection = "Descending" });
        first["totalCount"]!.GetValue<int>().ShouldBe(60);
        first["items"]!.AsArray().Select(i => i!["name"]!.ToString()).ShouldBe(Enumerable.Range(0, 25).Select(n => $"第{60 - n:00}件"));
        var last = await List(new { page = 2, pageSize = 25, definitionIds = trials, orderBy = "Name", orderDirection = "Ascending" });
        last["items"]!.AsArray().Select(i => i!["name"]!.ToString()).ShouldBe(Enumerable.Range(51, 10).Select(n => $"第{n:00}件"));

        (await List(new { definitionIds = trials, statuses = new[] { "Running" }, pageSize = 100 }))["items"]!.AsArray().ShouldAllBe(i => i!["definitionId"]!.ToString() == "long" && i["subStatus"]!.ToString() == "Suspended");
        (await List(new { definitionIds = trials, subStatuses = new[] { "Faulted", "Suspended" } }))["totalCount"]!.GetValue<int>().ShouldBe(40);
        (await List(new { definitionIds = trials, hasIncidents = true }))["totalCount"]!.GetValue<int>().ShouldBe(20);
        (await List(new { searchTerm = "第07件" }))["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!.ToString().ShouldBe("第07件");
        var known = first["items"]![3]!;
        (await List(new { searchTerm = known["id"]!.ToString() }))["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!.ToString().ShouldBe(known["name"]!.ToString());
        var since = new { column = "CreatedAt", @operator = "GreaterThan", timestamp = app.Clock.GetUtcNow().AddMinutes(-10) };
        (await List(new { definitionIds = trials, timestampFilters = new[] { since } }))["totalCount"]!.GetValue<int>().ShouldBe(10);
        (await List(new { definitionIds = Array.Empty<string>(), statuses = Array.Empty<string>(), definitionId = "short", searchTerm = "" }))["totalCount"]!.GetValue<int>().ShouldBe(20);
        (await client.PostText("/elsa/api/workflow-instances", "{\"status\":\"Nowhere\"}")).Refused("request.malformed", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_instance_shows_its_state_journal_variables_and_what_each_activity_read_and_wrote()
    {
        var app = await shared.Get();
        var (caseId, _) = await app.Begin("liaoyang-ou");
        (await app.Submit("liaoyang-ou", caseId, PilotSiteWalk.FilledForm())).Succeeded();
        var client = app.As(Auditor);
        var id = (await client.Get($"/api/cases/{caseId}")).Value["instanceId"]!.ToString();

        var instance = (await client.Get($"/elsa/api/workflow-instances/{id}")).Value;
        instance["status"]!.ToString().ShouldBe("Running");
        instance["workflowState"]!["input"]!["CaseId"]!.ToString().ShouldBe(caseId);
        foreach (var member in new[] { "output", "properties", "bookmarks", "incidents", "activityExecutionContexts", "completionCallbacks" }) instance["workflowState"]![member].ShouldNotBeNull(member);
        instance.AsObject().ContainsKey("finishedAt").ShouldBeFalse();
        instance.AsObject().ContainsKey("rowVersion").ShouldBeFalse();
        var state = (await client.Get($"/elsa/api/workflow-instances/{id}/execution-state")).Value;
        (state["status"]!.ToString(), state["subStatus"]!.ToString(), state["workflowSubStatus"]!.ToString()).ShouldBe(("Running", "Suspended", "Suspended"));

        var journal = (await client.Post($"/elsa/api/workflow-instances/{id}/journal?skip=0&take=110", new { filter = new { excludedActivityTypes = new[] { "Elsa.Workflow", "Elsa.Flowchart" } } })).Value;
        var lines = journal["items"]!.AsArray();
        lines.Select(l => l!["sequence"]!.GetValue<long>()).ShouldBeInOrder();
        lines.ShouldAllBe(l => !l!["activityType"]!.ToString().StartsWith("Elsa.Flowchart"));
        var form = lines.First(l => l!["activityType"]!.ToString() == "Approvals.FillForm")!;
        var nodeId = form["nodeId"]!.ToString();
        lines.Where(l => l!["nodeId"]!.ToString() == nodeId).Select(l => l!["eventName"]!.ToString()).ShouldBe(["Started", "Suspended", "Resumed", "Completed"]);
        var some = (await client.Post($"/elsa/api/workflow-instances/{id}/journal?skip=1&take=2", new { filter = new { activityNodeIds = new[] { nodeId } } })).Value;
        some["totalCount"]!.GetValue<int>().ShouldBe(4);
        some["items"]!.AsArray().Select(l => l!["eventName"]!.ToString()).ShouldBe(["Suspended", "Resumed"]);
        (await client.Get($"/elsa/api/workflow-instances/{id}/journal/{form["activityId"]}")).Value["eventName"]!.ToString().ShouldBe("Completed");

        var summaries = (await client.Get($"/elsa/api/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId={Uri.EscapeDataString(nodeId)}")).Value;
        summaries["count"]!.GetValue<int>().ShouldBe(1);
        var run = (await client.Get($"/elsa/api/activity-executions/by-id?id={summaries["items"]![0]!["id"]}")).Value;
        run["status"]!.ToString().ShouldBe("Completed");
        run["activityState"]!["Party"]!.ToString().ShouldBe("applicant");
        run["payload"]!["Outcomes"]![0]!.ToString().ShouldBe("Submitted");
        run["exception"].ShouldBeNull();
        (await client.Get($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:chart")).Value["items"]!.AsArray().ShouldHaveSingleItem()!["activityType"]!.ToString().ShouldBe("Elsa.Flowchart");
        var stack = (await client.Get($"/elsa/api/activity-executions/{run["id"]}/call-stack?includeCrossWorkflowChain=True")).Value;
        stack["items"]!.AsArray().Last()!["id"]!.ToString().ShouldBe(run["id"]!.ToString());
        stack["totalCount"]!.GetValue<int>().ShouldBe(stack["items"]!.AsArray().Count);

        var stats = (await client.Post("/elsa/api/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = lines.Select(l => l!["nodeId"]!.ToString()).Append("Workflow1:chart:nothing").Distinct() })).Value["stats"]!.AsArray();
        stats.Select(s => s!["activityNodeId"]!.ToString()).ShouldBeUnique();
        var done = stats.Single(s => s!["activityNodeId"]!.ToString() == nodeId)!;
        (done["startedCount"]!.GetValue<int>(), done["completedCount"]!.GetValue<int>(), done["isBlocked"]!.GetValue<bool>()).ShouldBe((1, 1, false));
        stats.Count(s => s!["isBlocked"]!.GetValue<bool>()).ShouldBe(1, "the chain waits for one signature");
        (await client.Get($"/elsa/api/workflow-instances/{id}/variables")).Value["count"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Variables_show_their_values_and_a_failure_shows_its_incident()
    {
        var app = await shared.Get();
        await app.Publish("failing", "必错", TrialCharts.Line("a", "先记录", "一"), TrialCharts.Fails("b", "再出错", "材料缺失"));
        var id = await app.Start("failing");
        var client = app.As(Auditor);

        var instance = (await client.Get($"/elsa/api/workflow-instances/{id}")).Value;
        instance["incidentCount"]!.GetValue<int>().ShouldBe(1);
        var incident = instance["workflowState"]!["incidents"]![0]!;
        incident["message"]!.ToString().ShouldContain("材料缺失");
        incident["activityNodeId"]!.ToString().ShouldBe("Workflow1:chart:b");
        var journal = (await client.Post($"/elsa/api/workflow-instances/{id}/journal", new { filter = new { eventNames = new[] { "Faulted" } } })).Value["items"]!.AsArray();
        journal.ShouldHaveSingleItem()!["payload"]!["Message"]!.ToString().ShouldContain("材料缺失");
        var variable = (await client.Get($"/elsa/api/workflow-instances/{id}/variables")).Value["items"]!.AsArray().ShouldHaveSingleItem()!;
        (variable["id"]!.ToString(), variable["name"]!.ToString(), variable["value"]!.GetValue<int>()).ShouldBe(("amount", "Amount", 7));
        var stats = (await client.Post("/elsa/api/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:chart:a", "Workflow1:chart:b" } })).Value["stats"]!.AsArray();
        stats.Single(s => s!["isFaulted"]!.GetValue<bool>())!["activityId"]!.ToString().ShouldBe("b");
    }

    [Fact]
    public async Task A_parent_and_its_child_are_found_from_each_other()
    {
        var app = await shared.Get();
        await app.Publish("child", "子流程", TrialCharts.WaitFor("a", "等待", "child-go"));
        await app.Publish("parent", "父流程", TrialCharts.Child("a", "调用", "child"));
        var parent = await app.Start("parent");
        var client = app.As(Auditor);

        var child = (await client.Post("/elsa/api/workflow-instances", new { parentWorkflowInstanceIds = new[] { parent } })).Value["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString();
        (await client.Get($"/elsa/api/workflow-instances/{child}")).Value["parentWorkflowInstanceId"]!.ToString().ShouldBe(parent);
        await app.Happen("child-go");
        (await client.Get($"/elsa/api/workflow-instances/{parent}")).Value["subStatus"]!.ToString().ShouldBe("Finished");
    }

    [Fact]
    public async Task Cancelling_the_instance_of_a_case_withdraws_its_work_ends_the_case_and_is_on_record()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, workItem) = await app.Begin("liaoyang-centre");
        var administrator = app.As(Administrator);
        var id = (await administrator.Get($"/api/cases/{caseId}")).Value["instanceId"]!.ToString();

        (await administrator.Delete($"/elsa/api/workflow-instances/{id}")).Refused("instance.is-record", HttpStatusCode.Conflict);
        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{id}")).Succeeded();
        await app.Settle();

        var shown = (await administrator.Get($"/api/cases/{caseId}")).Value;
        shown["status"]!.ToString().ShouldBe("recalled");
        shown["reason"]!.ToString().ShouldBe("流程管理员终止了本流程。");
        shown["openWork"]!.AsArray().ShouldBeEmpty();
        (await app.As("liaoyang-centre.handler").Get("/api/work-items")).Value["items"]!.AsArray().ShouldNotContain(item => item!["id"]!.ToString() == workItem);
        var audit = (await app.As(Auditor).Get($"/api/cases/{caseId}/audit")).Value;
        audit["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        audit["entries"]!.AsArray().Select(e => e!["action"]!.ToString()).TakeLast(3).ShouldBe(["work-item.withdrawn", "case.status-changed", "instance.cancelled"]);
        audit["entries"]!.AsArray().Last()!["role"]!.ToString().ShouldBe("flowAdministrator");

        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{id}")).Succeeded();
    }

    [Fact]
    public async Task What_a_case_or_a_call_ran_on_is_not_deleted_also_when_it_is_over()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var administrator = app.As(Administrator);
        var number = (await administrator.Get($"/api/cases/{caseId}")).Value["number"]!.ToString();
        var id = (await administrator.Get($"/api/cases/{caseId}")).Value["instanceId"]!.ToString();
        var batch = (await administrator.Post("/elsa/api/workflow-instances", new { definitionId = "batch-decision" })).Value["items"]!.AsArray().Single(instance => instance!["name"]!.ToString() == "PS3")!["id"]!.ToString();
        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{id}")).Succeeded();
        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{batch}")).Succeeded();
        await app.Settle();
        await app.Publish("trial", "试运行", TrialCharts.Line("a", "记录", "x"));
        var trial = await app.Start("trial");

        (await administrator.Delete($"/elsa/api/workflow-instances/{id}")).Refused("instance.is-record", HttpStatusCode.Conflict)
            .Body!["title"]!.ToString().ShouldBe($"这个流程实例是 {number} 的办理记录，办结以后追溯和存证包仍要用到，不能删除。");
        (await administrator.Delete($"/elsa/api/workflow-instances/{batch}")).Refused("instance.is-record").Body!["title"]!.ToString().ShouldContain("PS3");
        var many = (await administrator.Post("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id, trial } })).Value;
        many["deleted"]!.GetValue<int>().ShouldBe(1, "of many instances those go that may");
        many["refused"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain(number);

        (await administrator.Get($"/elsa/api/workflow-instances/{id}")).Value["subStatus"]!.ToString().ShouldBe("Cancelled");
        (await app.As(Auditor).Get($"/api/cases/{caseId}/audit")).Value["entries"]!.AsArray().ShouldNotContain(entry => entry!["action"]!.ToString() == "instance.deleted");
    }

    [Fact]
    public async Task The_chain_of_a_call_cannot_be_stopped_while_a_case_waits_for_its_decision()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.Begin("liaoyang-centre");
        var administrator = app.As(Administrator);
        var batch = (await administrator.Post("/elsa/api/workflow-instances", new { definitionId = "batch-decision", status = "Running" })).Value["items"]!.AsArray()
            .Single(instance => instance!["name"]!.ToString() == "PS3")!["id"]!.ToString();

        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{batch}")).Refused("instance.call-not-closed", HttpStatusCode.Conflict);
        var many = (await administrator.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { ids = new[] { batch } })).Value;
        many["cancelled"]!.GetValue<int>().ShouldBe(0);
        many["refused"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain("不能终止");
        (await administrator.Get($"/elsa/api/workflow-instances/{batch}/execution-state")).Value["status"]!.ToString().ShouldBe("Running");
    }

    [Fact]
    public async Task Many_are_cancelled_by_chain_and_deleted_by_id_and_their_journals_go_with_them()
    {
        var app = await shared.Get();
        await app.Publish("waiting", "等待流程", TrialCharts.WaitFor("a", "等待", "never"));
        var ids = new List<string>();
        for (var number = 0; number < 4; number++) ids.Add(await app.Start("waiting"));
        var administrator = app.As(Administrator);

        (await administrator.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { ids = ids.Take(1) })).Value["cancelled"]!.GetValue<int>().ShouldBe(1);
        (await administrator.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { definitionId = "waiting", versionOptions = "AllVersions" })).Value["cancelled"]!.GetValue<int>().ShouldBe(3);
        (await administrator.Post("/elsa/api/workflow-instances", new { definitionId = "waiting", subStatus = "Cancelled" })).Value["totalCount"]!.GetValue<int>().ShouldBe(4);
        (await administrator.Post("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = ids.Append("nobody") })).Value["deleted"]!.GetValue<int>().ShouldBe(4);
        (await administrator.Post($"/elsa/api/workflow-instances/{ids[0]}/journal", new { })).Value["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await administrator.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { })).Value["cancelled"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task All_that_the_filter_of_the_list_matches_are_stopped_and_nothing_else_is()
    {
        var app = await shared.Get();
        await app.Publish("matching", "符合流程", TrialCharts.WaitFor("a", "等待", "never"));
        foreach (var name in new[] { "甲一", "甲二", "乙一" }) await app.Start("matching", name);
        var administrator = app.As(Administrator);
        Task<ApiAnswer> Submit(object filter, string type = "Cancel") => administrator.Post("/elsa/api/alterations/submit", new { alterations = new[] { new { type } }, filter });
        async Task<int> Running() => (await administrator.Post("/elsa/api/workflow-instances", new { definitionId = "matching", status = "Running" })).Value["totalCount"]!.GetValue<int>();

        (await Submit(new { emptyFilterSelectsAll = true, searchTerm = "甲", definitionIds = new[] { "matching" }, subStatuses = new[] { "Suspended" }, isSystem = false })).Value["refused"]!.AsArray().ShouldBeEmpty();
        (await Running()).ShouldBe(1);
        (await Submit(new { emptyFilterSelectsAll = false })).Succeeded();
        (await Submit(new { definitionIds = new[] { "matching" } }, "ModifyVariable")).Refused("alteration.unknown", HttpStatusCode.NotFound);
        (await Submit(new { definitionIds = new[] { "matching" }, activityFilters = new[] { new { activityId = "a" } } })).Refused("alteration.unknown");
        (await Running()).ShouldBe(1);
    }

    [Fact]
    public async Task An_exported_instance_comes_back_and_goes_on_where_it_waited()
    {
        var app = await shared.Get();
        await app.Publish("moving", "迁移流程", TrialCharts.Line("a", "先记录", "一"), TrialCharts.WaitFor("b", "等待", "moved"));
        var id = await app.Start("moving", "迁移一");
        var other = await app.Start("moving", "迁移二");
        var administrator = app.As(Administrator);
        var file = await Download(administrator, $"/elsa/api/workflow-instances/{id}/export");
        file.Name.ShouldBe($"workflow-instance-{id}.json");
        var archive = await Download(administrator, "/elsa/api/bulk-actions/export/workflow-instances", new { ids = new[] { id, other } });
        archive.Name.ShouldBe("workflow-instances.zip");
        using (var zip = new ZipArchive(new MemoryStream(archive.Bytes))) zip.Entries.Count.ShouldBe(2);

        (await administrator.Post("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id, other } })).Succeeded().Value["deleted"]!.GetValue<int>().ShouldBe(2);
        (await administrator.Get($"/elsa/api/workflow-instances/{id}")).Refused("instance.unknown", HttpStatusCode.NotFound);
        var taken = (await Import(administrator, ("instances.zip", archive.Bytes), (file.Name, file.Bytes))).Value;
        (taken["imported"]!.GetValue<int>(), taken["count"]!.GetValue<int>()).ShouldBe((2, 2));
        (await administrator.Post($"/elsa/api/workflow-instances/{id}/journal", new { })).Value["totalCount"]!.GetValue<int>().ShouldBeGreaterThan(3);
        await app.Happen("moved");
        (await administrator.Get($"/elsa/api/workflow-instances/{id}")).Value["subStatus"]!.ToString().ShouldBe("Finished");

        (await Import(administrator, ("nonsense.json", "[1]"u8.ToArray()))).Refused("instance.file");
        (await Import(administrator, ("nonsense.zip", "PK"u8.ToArray()))).Refused("instance.file");
        var unknown = JsonNode.Parse(file.Bytes)!;
        unknown["workflowState"]!["id"] = "elsewhere";
        unknown["workflowState"]!["definitionVersionId"] = "unknown";
        (await Import(administrator, ("unknown.json", System.Text.Encoding.UTF8.GetBytes(unknown.ToJsonString())))).Refused("instance.version-unknown");
    }

    [Fact]
    public async Task The_running_chain_of_a_case_is_not_taken_in_from_a_file()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var administrator = app.As(Administrator);
        var id = (await administrator.Get($"/api/cases/{caseId}")).Value["instanceId"]!.ToString();
        var file = JsonNode.Parse((await Download(administrator, $"/elsa/api/workflow-instances/{id}/export")).Bytes)!;
        file["workflowState"]!["id"] = "copy";

        (await Import(administrator, ("copy.json", System.Text.Encoding.UTF8.GetBytes(file.ToJsonString())))).Refused("instance.runs-elsewhere");
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing_and_others_do_not_get_in()
    {
        var app = await shared.Get();
        await app.Publish("read", "查阅流程", TrialCharts.WaitFor("a", "等待", "never"));
        var id = await app.Start("read");
        var auditor = app.As(Auditor);
        (await auditor.Get($"/elsa/api/workflow-instances/{id}")).Succeeded();
        foreach (var answer in new[]
        {
            await auditor.Delete($"/elsa/api/workflow-instances/{id}"),
            await auditor.Post($"/elsa/api/cancel/workflow-instances/{id}"),
            await auditor.Post("/elsa/api/bulk-actions/cancel/workflow-instances", new { ids = new[] { id } }),
            await auditor.Post("/elsa/api/alterations/submit", new { alterations = new[] { new { type = "Cancel" } }, filter = new { emptyFilterSelectsAll = true } }),
            await auditor.Post("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id } }),
            await Import(auditor, ("x.json", "{}"u8.ToArray())),
        }) answer.Refused("request.not-allowed", HttpStatusCode.Forbidden);

        (await app.As("liaoyang-centre.head").Get($"/elsa/api/workflow-instances/{id}")).Refused("request.not-allowed", HttpStatusCode.Forbidden);
        (await app.Anonymous().Post("/elsa/api/workflow-instances", new { })).Refused("session.required", HttpStatusCode.Unauthorized);
        (await auditor.Get("/elsa/api/workflow-instances/nobody")).Refused("instance.unknown", HttpStatusCode.NotFound);
        (await auditor.Get("/elsa/api/activity-executions/by-id?id=nobody")).Refused("instance.unknown", HttpStatusCode.NotFound);
        (await auditor.Get("/elsa/api/activity-executions/nobody/call-stack")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(string Name, byte[] Bytes)> Download(ApiClient client, string path, object? body = null)
    {
        (await client.Get("/api/me")).Succeeded();
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body) };
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static Task<ApiAnswer> Import(ApiClient client, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "files", name);
        }
        return client.Send(new HttpRequestMessage(HttpMethod.Post, "/elsa/api/bulk-actions/import/workflow-instances") { Content = form });
    }
}
