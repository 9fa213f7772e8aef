using System.Net;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Storage;
using Workflows.Host.HttpWorkflows;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.HttpWorkflows;

/// <summary>Requests that workflows send, to a server of the test.</summary>
public class OutgoingTests(PostgresCluster cluster)
{
    private const string Variables = """
        [ { "id": "v1", "name": "Status", "typeName": "Int32", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }, { "id": "v2", "name": "Content", "typeName": "Object", "storageDriverTypeName": "WorkflowInstanceStorageDriver" } ]
        """;

    private static string Send(string url, string method = "GET") => $$"""
        { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
          { "id": "send", "type": "Elsa.SendHttpRequest", "version": 1,
            "url": { "typeName": "Uri", "expression": { "type": "Literal", "value": "{{url}}" } }, "method": { "typeName": "String", "expression": { "type": "Literal", "value": "{{method}}" } },
            "content": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "({ unit: '辽阳' })" } }, "contentType": { "typeName": "String", "expression": { "type": "Literal", "value": "application/json" } },
            "authorization": { "typeName": "String", "expression": { "type": "Literal", "value": "Bearer one" } },
            "statusCode": { "typeName": "Int32", "memoryReference": { "id": "v1" } }, "parsedContent": { "typeName": "Object", "memoryReference": { "id": "v2" } },
            "failedToConnect": { "id": "failed", "type": "Elsa.SetName", "version": 1, "value": { "typeName": "String", "expression": { "type": "Literal", "value": "failed" } } },
            "timeout": { "id": "late", "type": "Elsa.SetName", "version": 1, "value": { "typeName": "String", "expression": { "type": "Literal", "value": "late" } } } },
          { "id": "name", "type": "Elsa.Correlate", "version": 1, "correlationId": { "typeName": "String", "expression": { "type": "JavaScript", "value": "getStatus() + ' ' + toJson(getContent())" } } } ] }
        """;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_response_comes_back_and_redirections_are_followed_within_what_is_allowed(DatabaseKind kind)
    {
        await using var server = await Server.Run();
        await using var other = await Server.Run();
        await using var app = await RunningApplication.Run(
            kind, cluster, null, ("HttpWorkflows:Outgoing:AllowedPrivateHosts:0", server.Host), ("HttpWorkflows:Outgoing:AllowedHosts:0", other.Host), ("HttpWorkflows:Outgoing:MaxResponseBytes", "1000"));

        (await Run(app, $"http://{server.Host}/echo", "POST")).CorrelationId.ShouldBe("""200 {"method":"POST","body":"{\"unit\":\"辽阳\"}","authorization":"Bearer one"}""");
        (await Run(app, $"http://{server.Host}/moved", "POST")).CorrelationId.ShouldBe("""200 {"method":"GET","body":"","authorization":"Bearer one"}""");
        (await Run(app, $"http://{server.Host}/missing")).CorrelationId.ShouldBe("404 \"not here\"");
        (await Run(app, $"http://{server.Host}/big")).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("at most 1000 bytes");
        (await Run(app, $"http://{server.Host}/round")).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("at most 5 redirections");
        (await Run(app, $"http://{server.Host}/away?to=http://169.254.169.254/latest")).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("169.254.169.254:80. Add it to HttpWorkflows:Outgoing:AllowedHosts");
        (await Run(app, $"http://{other.Host}/echo")).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("AllowedPrivateHosts", Case.Sensitive, "a listed host that turns out to be private is not reached");
        other.Requests.ShouldBe(0);
        (await Run(app, "https://example.org/")).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("example.org:443");
        (await app.Services.GetRequiredService<Workflows.Persistence.UnitOfWork>().Read((scope, token) => scope.GetRequiredService<IWorkflowStore>().ListQueuedWorkAsync(app.Clock.GetUtcNow().AddYears(1), 10, token).AsTask()))
            .ShouldBeEmpty("nothing that was sent is still queued");
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_does_not_answer_takes_its_own_way()
    {
        var gone = await Server.Run();
        var nobody = gone.Host;
        await gone.DisposeAsync();
        await using var server = await Server.Run();
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, ("HttpWorkflows:Outgoing:AllowedPrivateHosts:0", nobody), ("HttpWorkflows:Outgoing:AllowedPrivateHosts:1", server.Host));

        (await Run(app, $"http://{nobody}/")).Name.ShouldBe("failed");

        var id = await Begin(app, $"http://{server.Host}/never");
        await server.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var late = await End(app, id);
        late.Name.ShouldBe("late");
        late.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_request_that_was_cut_off_is_sent_again_and_a_cancelled_workflow_hears_nothing()
    {
        await using var server = await Server.Run();
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, ("HttpWorkflows:Outgoing:AllowedPrivateHosts:0", server.Host));
        await app.Publish("send", Send($"http://{server.Host}/echo"), Variables);
        var id = await app.Start("send");
        var work = (await app.Services.GetRequiredService<Workflows.Persistence.UnitOfWork>().Read((scope, token) => scope.GetRequiredService<IWorkflowStore>().ListQueuedWorkAsync(app.Clock.GetUtcNow(), 10, token).AsTask())).Where(each => each.Kind == QueuedWorkKind.SendHttpRequest).ShouldHaveSingleItem();
        // Another node has claimed it and stopped.
        await app.Do(async scope =>
        {
            (await scope.GetRequiredService<IWorkflowStore>().FindQueuedWorkAsync(work.Id))!.NotBefore = app.Clock.GetUtcNow().AddMinutes(2);
            return true;
        });

        await Settle(app);
        server.Requests.ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await Settle(app);
        server.Requests.ShouldBe(1);
        (await app.Instances("send")).Single(x => x.Id == id).SubStatus.ShouldBe(WorkflowSubStatus.Finished);

        var cancelled = await app.Start("send");
        await app.Do(scope => scope.GetRequiredService<Workflows.Engine.WorkflowRuntime>().CancelAsync(cancelled));
        await Settle(app);
        (await app.Instances("send")).Single(x => x.Id == cancelled).SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
    }

    private static async Task<WorkflowInstance> Run(RunningApplication app, string url, string method = "GET")
    {
        return await End(app, await Begin(app, url, method));
    }

    private static async Task<string> Begin(RunningApplication app, string url, string method = "GET")
    {
        await app.Publish("send", Send(url, method), Variables);
        var id = await app.Start("send");
        await app.Settle();
        return id;
    }

    private static async Task<WorkflowInstance> End(RunningApplication app, string id)
    {
        await Settle(app);
        return (await app.Instances("send")).Single(x => x.Id == id);
    }

    private static async Task Settle(RunningApplication app)
    {
        await app.Settle();
        await app.Services.GetRequiredService<SendRequests>().WhenIdle();
        await app.Settle();
    }

    /// <summary>A server on a free port of this machine.</summary>
    private sealed class Server(WebApplication app) : IAsyncDisposable
    {
        private int requests;

        public int Requests => requests;

        public string Host => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

        public TaskCompletionSource Asked { get; } = new();

        public static async Task<Server> Run()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var server = new Server(builder.Build());
            server.Map();
            await server.Start();
            return server;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private Task Start() => app.StartAsync();

        private void Map()
        {
            app.Use((context, next) =>
            {
                Interlocked.Increment(ref requests);
                return next(context);
            });
            app.Map("/echo", async (HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                return Results.Json(new JsonObject { ["method"] = context.Request.Method, ["body"] = await reader.ReadToEndAsync(), ["authorization"] = context.Request.Headers.Authorization.ToString() });
            });
            app.Map("/moved", () => Results.Redirect("/echo"));
            app.Map("/missing", () => Results.Text("not here", statusCode: (int)HttpStatusCode.NotFound));
            app.Map("/big", () => Results.Text(new string('x', 5000)));
            app.Map("/round", () => Results.Redirect("/round"));
            app.Map("/away", (string to) => Results.Redirect(to));
            app.Map("/never", async (HttpContext context) =>
            {
                Asked.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
            });
        }
    }
}
