using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Instances;

/// <summary>
/// Every answer about instances that the designer reads, member by member: a member that is missing, null or of another kind stops its pages. What the designer
/// never asks is answered honestly or not there.
/// </summary>
public class InstancesContractTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Api = "/elsa/api", Instances = $"{Api}/workflow-instances";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Every_answer_about_instances_is_as_approved(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var client = app.As(Administrator);
        await app.Publish("child", "子流程", TrialCharts.Line("say", "记录", "一"), TrialCharts.WaitFor("wait", "等待", "child-go"), TrialCharts.Fails("fail", "出错", "材料缺失"));
        await app.Publish("parent", "父流程", TrialCharts.Child("call", "调用子流程", "child"));
        var parent = await app.Start("parent", "父一");
        var child = (await client.Post(Instances, new { parentWorkflowInstanceIds = new[] { parent } })).Value["items"]![0]!["id"]!.ToString();

        // The list, as the designer asks it.
        var query = new { page = 0, pageSize = 25, searchTerm = "", definitionIds = new[] { "parent" }, statuses = Array.Empty<string>(), subStatuses = Array.Empty<string>(), isSystem = false, orderBy = "Name", orderDirection = "Ascending" };
        (await client.Post(Instances, query)).Value.ShouldBeApproved("instances-list");
        (await client.Post(Instances, new { page = 0, pageSize = 25, definitionIds = new[] { "nothing" } })).Value.ShouldBeApproved("instances-none");
        (await client.Get($"{Api}/features/installed")).Value.ShouldBeApproved("features");

        // The viewer: what waits, then what has failed.
        (await client.Get($"{Instances}/{parent}")).Value.ShouldBeApproved("instance-waiting");
        (await client.Get($"{Instances}/{parent}/execution-state")).Value.ShouldBeApproved("instance-execution-state");
        (await client.Get($"{Instances}/{child}/variables")).Value.ShouldBeApproved("instance-variables");
        (await client.Post($"{Api}/activity-executions/report", new { workflowInstanceId = child, activityNodeIds = new[] { "Workflow1:chart:say", "Workflow1:chart:wait", "Workflow1:chart:fail" } })).Value.ShouldBeApproved("executions-report");
        await app.Happen("child-go");
        (await client.Get($"{Instances}/{child}")).Value.ShouldBeApproved("instance-failed");
        (await client.Post($"{Instances}/{child}/journal?skip=0&take=110", new { filter = new { excludedActivityTypes = new[] { "Elsa.Workflow", "Elsa.Flowchart" }, activityNodeIds = new[] { "Workflow1:chart", "Workflow1:chart:say", "Workflow1:chart:wait", "Workflow1:chart:fail" } } })).Value.ShouldBeApproved("instance-journal");
        (await client.Get($"{Instances}/{child}/journal?skip=0&take=2")).Value.ShouldBeApproved("instance-journal-unfiltered");
        (await client.Get($"{Instances}/{child}/journal/wait")).Value.ShouldBeApproved("instance-journal-last");

        // What an activity did.
        (await client.Get($"{Api}/activity-executions/list?WorkflowInstanceId={child}&ActivityNodeId=Workflow1:chart")).Value.ShouldBeApproved("executions-list");
        var summaries = (await client.Get($"{Api}/activity-execution-summaries/list?WorkflowInstanceId={child}&ActivityNodeId=Workflow1:chart:wait")).Value;
        summaries.ShouldBeApproved("execution-summaries");
        (await client.Get($"{Api}/activity-execution-summaries/list?WorkflowInstanceId={child}&ActivityNodeId=Workflow1:chart")).Value["items"]!.AsArray().ShouldHaveSingleItem()!["aggregateFaultCount"]!.GetValue<int>().ShouldBe(1, "a container counts the failures inside");
        (await client.Get($"{Api}/activity-executions/count?WorkflowInstanceId={child}&ActivityNodeId=Workflow1:chart:wait")).Value.ShouldBeApproved("executions-count");
        var run = summaries["items"]![0]!["id"]!.ToString();
        (await client.Get($"{Api}/activity-executions/by-id?id={run}")).Value.ShouldBeApproved("execution");
        (await client.Get($"{Api}/activity-executions/{run}")).Value.ToJsonString().ShouldBe((await client.Get($"{Api}/activity-executions/by-id?id={run}")).Value.ToJsonString());
        (await client.Get($"{Api}/activity-executions/{run}/call-stack?includeCrossWorkflowChain=True&skip=0&take=100")).Value.ShouldBeApproved("execution-call-stack");

        // Out and in again, stop and delete.
        var file = await Download(client, HttpMethod.Get, $"{Instances}/{child}/export", null);
        JsonNode.Parse(file.Bytes).ShouldBeApproved("instance-exported");
        file.Name.ShouldBe($"workflow-instance-{child}.json");
        (await Download(client, HttpMethod.Post, $"{Api}/bulk-actions/export/workflow-instances", new { ids = new[] { child } })).Bytes.ShouldBe(file.Bytes);
        var archive = await Download(client, HttpMethod.Post, $"{Api}/bulk-actions/export/workflow-instances", new { ids = new[] { child, parent, "nothing" } });
        archive.Name.ShouldBe("workflow-instances.zip");
        using (var zip = new ZipArchive(new MemoryStream(archive.Bytes))) zip.Entries.Select(each => each.Name).ShouldBe([$"workflow-instance-{child}.json", $"workflow-instance-{parent}.json"]);
        (await client.Delete($"{Instances}/{child}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Import(client, archive.Bytes)).Value.ShouldBeApproved("instances-imported");
        (await client.Post($"{Api}/cancel/workflow-instances/{await app.Start("child")}")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.Post($"{Api}/bulk-actions/cancel/workflow-instances", new { ids = new[] { await app.Start("child"), parent } })).Value.ShouldBeApproved("instances-cancelled");
        (await client.Post($"{Api}/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { child, "nothing" } })).Value.ShouldBeApproved("instances-deleted");
        (await client.Get($"{Instances}/{child}")).Body.ShouldBeApproved("instance-unknown");
        foreach (var path in new[] { $"{Instances}/{child}/execution-state", $"{Instances}/{child}/variables", $"{Instances}/{child}/export", $"{Instances}/{child}/journal/wait", $"{Api}/activity-executions/by-id?id={run}", $"{Api}/activity-executions/{run}/call-stack" })
            (await client.Get(path)).Refused("instance.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_the_designer_never_asks_is_answered_honestly_or_not_there()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As(Administrator);
        (await client.Get($"{Api}/package/version")).Value.ShouldBeApproved("package-version");
        (await client.Get($"{Api}/features/installed/Elsa.RealTimeWorkflowUpdates")).Value.ShouldBeApproved("feature");
        (await client.Get($"{Api}/features/installed/Elsa.Alterations")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await client.Get($"{Api}/activity-executions/list?WorkflowInstanceId=nothing")).Value.ShouldBeApproved("executions-none");
        (await client.Post($"{Api}/activity-executions/report", new { workflowInstanceId = "nothing", activityNodeIds = new[] { "x" } })).Value.ShouldBeApproved("executions-report-none");
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "/workflow-instances/nothing/variables"), (HttpMethod.Get, "/secrets"), (HttpMethod.Post, "/secrets/picker"), (HttpMethod.Post, "/identity/login"),
            (HttpMethod.Post, "/tasks/1/complete"), (HttpMethod.Post, "/events/go/trigger"), (HttpMethod.Get, "/bookmarks/resume?t=x"), (HttpMethod.Get, "/admin/workflow-runtime/status"), (HttpMethod.Post, "/admin/workflow-runtime/pause"),
        })
            ((int)(await client.Send(method, $"{Api}{path}", method == HttpMethod.Post ? new { } : null)).Status).ShouldBeOneOf(404, 405);
    }

    private static async Task<(string Name, byte[] Bytes)> Download(ApiClient client, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body) };
        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static Task<ApiAnswer> Import(ApiClient client, byte[] archive)
    {
        var part = new ByteArrayContent(archive);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return client.Send(new HttpRequestMessage(HttpMethod.Post, $"{Api}/bulk-actions/import/workflow-instances") { Content = new MultipartFormDataContent { { part, "files", "instances.zip" } } });
    }
}
