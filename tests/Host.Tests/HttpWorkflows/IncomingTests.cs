using System.Net;
using System.Text;
using Elsa.Workflows;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.HttpWorkflows;

/// <summary>Requests that start and resume workflows, over the wire.</summary>
public class IncomingTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Variables = """[ { "id": "v1", "name": "Body", "typeName": "Object", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }, { "id": "v2", "name": "Route", "typeName": "Object", "storageDriverTypeName": "WorkflowInstanceStorageDriver" } ]""";

    private const string Orders = """
        { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
          { "id": "in", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true },
            "path": { "typeName": "String", "expression": { "type": "Literal", "value": "orders/{id:int}" } }, "supportedMethods": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"POST\"]" } },
            "authorize": { "typeName": "Boolean", "expression": { "type": "Literal", "value": "True" } }, "requestSizeLimit": { "typeName": "Int64", "expression": { "type": "Literal", "value": "200" } },
            "parsedContent": { "typeName": "Object", "memoryReference": { "id": "v1" } }, "routeData": { "typeName": "Object", "memoryReference": { "id": "v2" } } },
          { "id": "out", "type": "Elsa.WriteHttpResponse", "version": 1, "statusCode": { "typeName": "HttpStatusCode", "expression": { "type": "Literal", "value": "Created" } },
            "content": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "({ unit: variables.Body.unit, id: variables.Route.id })" } },
            "responseHeaders": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"X-Kept\": \"yes\", \"Set-Cookie\": \"session=stolen\"}" } } },
          { "id": "wait", "type": "Elsa.HttpEndpoint", "version": 1, "path": { "typeName": "String", "expression": { "type": "Literal", "value": "confirmations" } } },
          { "id": "out2", "type": "Elsa.WriteHttpResponse", "version": 1, "content": { "typeName": "Object", "expression": { "type": "Literal", "value": "已确认" } } } ] }
        """;

    private static string Endpoint(string path, string more = "", string then = "") => $$"""
        { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
          { "id": "in", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true }, "path": { "typeName": "String", "expression": { "type": "Literal", "value": "{{path}}" } } {{more}} } {{then}} ] }
        """;

    [Fact]
    public async Task They_are_off_unless_the_configuration_turns_them_on()
    {
        var app = await shared.Get();
        await app.Publish("off", Endpoint("off"));
        (await app.As("platform.flowAdministrator").Get("/workflows/off")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.Instances("off")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_request_starts_a_workflow_and_another_resumes_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster, null, ("HttpWorkflows:Incoming:Enabled", "true"));
        await app.Publish("orders", Orders, Variables);
        var (person, stranger) = (app.As("ln-centre.handler"), app.Anonymous());

        (await stranger.Post("/workflows/orders/7", new { unit = "x" })).Refused("session.required", HttpStatusCode.Unauthorized);
        (await person.Get("/workflows/orders/7")).Refused("request.method", HttpStatusCode.MethodNotAllowed);
        (await person.Post("/workflows/orders/seven", new { unit = "x" })).Refused("request.unknown", HttpStatusCode.NotFound);
        (await person.PostText("/workflows/orders/7", "{ broken")).Refused("request.malformed", HttpStatusCode.BadRequest);
        (await person.Post("/workflows/orders/7", new { unit = new string('长', 300) })).Refused("request.too-large", HttpStatusCode.RequestEntityTooLarge);
        (await app.Instances("orders")).ShouldBeEmpty("nothing of what was refused has been started");

        var first = await person.Post("/workflows/orders/7", new { unit = "辽阳" });
        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        first.Text.ShouldBe("""{"unit":"辽阳","id":"7"}""");
        first.Headers.GetValues("X-Kept").ShouldBe(["yes"]);
        first.Headers.Contains("Set-Cookie").ShouldBeFalse();
        first.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox; frame-ancestors 'none'"]);
        var id = first.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        (await person.Post("/workflows/orders/8", new { unit = "大连" })).Succeeded();

        (await person.Get("/workflows/confirmations")).Refused("request.conflict", HttpStatusCode.Conflict);
        (await person.Get($"/workflows/confirmations?workflowInstanceId={id}")).Succeeded().Text.ShouldBe("已确认");
        (await app.Instances("orders")).Single(x => x.Id == id).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await person.Get("/workflows/confirmations")).Succeeded().Text.ShouldBe("已确认");
        (await person.Get("/workflows/confirmations")).Refused("request.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_need_not_sign_in_is_up_to_the_configuration_and_the_endpoint()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, ("HttpWorkflows:Incoming:Enabled", "true"), ("HttpWorkflows:Incoming:AllowAnonymous", "true"), ("HttpWorkflows:Incoming:BasePath", "/hooks"));
        await app.Publish("open", Endpoint("open"));
        await app.Publish("closed", Endpoint("closed", """, "authorize": { "typeName": "Boolean", "expression": { "type": "Literal", "value": "true" } }"""));
        await app.Publish("policy", Endpoint("policy", """, "policy": { "typeName": "String", "expression": { "type": "Literal", "value": "nobody-has-it" } }"""));
        await app.Publish("goes-on", Endpoint("goes-on", then: """, { "id": "e", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Go" } } }"""));
        await app.Publish("fails", Endpoint("fails", then: """, { "id": "f", "type": "Elsa.Fault", "version": 1, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "inside" } } }"""));
        var stranger = app.Anonymous();

        (await stranger.Get("/hooks/open")).Value["status"]!.GetValue<string>().ShouldBe("Finished");
        (await stranger.Get("/hooks/closed")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await stranger.Get("/hooks/policy")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await app.As("platform.flowAdministrator").Get("/hooks/policy")).Refused("request.not-allowed", HttpStatusCode.Forbidden);
        (await stranger.Get("/hooks/goes-on")).Status.ShouldBe(HttpStatusCode.Accepted);
        var failed = (await stranger.Get("/hooks/fails")).Refused("request.failed", HttpStatusCode.InternalServerError);
        failed.Text.ShouldNotContain("inside");
        (await app.Instances("fails")).ShouldHaveSingleItem().WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("inside");
    }

    [Fact]
    public async Task Forms_and_files_are_parsed_and_held_to_what_the_endpoint_takes()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, ("HttpWorkflows:Incoming:Enabled", "true"));
        await app.Publish("files", Endpoint(
            "files",
            """
            , "supportedMethods": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"POST\"]" } }, "allowedFileExtensions": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"pdf\"]" } },
              "parsedContent": { "typeName": "Object", "memoryReference": { "id": "v1" } }, "file": { "typeName": "Object", "memoryReference": { "id": "v2" } }
            """,
            """, { "id": "out", "type": "Elsa.WriteHttpResponse", "version": 1, "content": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "variables.Body.unit + ' ' + (variables.Route ? variables.Route.fileName + ' ' + variables.Route.length : '-')" } } }"""), Variables);
        var person = app.As("ln-centre.handler");

        (await person.PostText("/workflows/files", "unit=%E8%BE%BD%E9%98%B3", "application/x-www-form-urlencoded")).Succeeded().Text.ShouldBe("辽阳 -");
        (await person.Upload("/workflows/files", "a.exe", [1, 2, 3])).Refused("request.media-type", HttpStatusCode.UnsupportedMediaType);
        (await person.Upload("/workflows/files", "a.pdf", Encoding.ASCII.GetBytes("%PDF"))).Succeeded().Text.ShouldBe("undefined a.pdf 4");
        (await app.Instances("files")).Count.ShouldBe(2);
    }
}
