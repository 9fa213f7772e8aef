using System.Text;
using System.Text.Json.Nodes;
using Elsa.Http;
using Elsa.Http.Bookmarks;
using Elsa.Workflows.Runtime.Activities;
using Workflows.Engine.Definitions;

namespace Workflows.Engine.Tests.Activities;

/// <summary>HttpEndpoint and WriteHttpResponse, with requests as the host hands them over.</summary>
public class HttpEndpointTests
{
    [Fact]
    public async Task It_waits_for_a_request_and_the_answer_is_what_was_written_last()
    {
        await using var engine = new TestEngine();
        var (content, route) = (new Variable<object>("Content", null!, "content").WithWorkflowStorage(), new Variable<object>("Route", null!, "route").WithWorkflowStorage());
        var id = await engine.Run(
            new Sequence
            {
                Activities =
                {
                    Endpoint("orders/{id}", "POST", x =>
                    {
                        x.ParsedContent = new Output<object?>(content);
                        x.RouteData = new Output<IDictionary<string, object>>(route);
                    }),
                    new WriteHttpResponse(new Input<object?>("first")),
                    new WriteHttpResponse(new Input<object?>(new Expression("JavaScript", "({ got: variables.Content.amount, id: variables.Route.id })"))) { StatusCode = new Input<System.Net.HttpStatusCode>(System.Net.HttpStatusCode.Created) }
                }
            }, x =>
            {
                x.Variables.Add(content);
                x.Variables.Add(route);
            });

        engine.Store.Bookmarks.Values.ShouldHaveSingleItem().Name.ShouldBe("Elsa.HttpEndpoint");
        var exchange = await Send(engine, id, new IncomingRequest { Method = "POST", Path = "/orders/7", RouteData = new Dictionary<string, object> { ["id"] = "7" }, Content = new Dictionary<string, object> { ["amount"] = 12 } });

        exchange.Answer!.StatusCode.ShouldBe(201);
        exchange.Answer.ContentType.ShouldBe("application/json; charset=utf-8");
        Encoding.UTF8.GetString(exchange.Answer.Body).ShouldBe("""{"got":12,"id":"7"}""");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task One_request_ends_the_wait_for_all_its_methods()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new HttpEndpoint(new Input<string>("orders")) { Id = "H", SupportedMethods = new Input<ICollection<string>>(["GET", "POST"]) }, new Step("A") } });

        engine.Waiting(id).ShouldBe("H H");
        await Send(engine, id, new IncomingRequest { Method = "GET", Path = "/orders" });
        engine.Store.Bookmarks.ShouldBeEmpty();
        engine.Completed(id).ShouldBe("H A");
    }

    [Theory]
    [InlineData(false, 413)]
    [InlineData(true, null)]
    public async Task A_request_that_is_too_large_is_refused_or_takes_its_own_way(bool exposed, int? status)
    {
        await using var engine = new TestEngine();
        var endpoint = Endpoint("files", "POST", x => x.ExposeRequestTooLargeOutcome = exposed);
        var (done, large) = (new Step("D"), new Step("L"));
        var id = await engine.Run(new Flowchart
        {
            Activities = { endpoint, done, large },
            Connections = { new Connection(new Endpoint(endpoint, "Done"), new Endpoint(done)), new Connection(new Endpoint(endpoint, "Request too large"), new Endpoint(large)) }
        });
        var exchange = await Send(engine, id, new IncomingRequest { Method = "POST", Path = "/files", IsTooLarge = true }, commit: exposed);

        exchange.RefusedWith.ShouldBe(status);
        engine.Completed(id).ShouldBe(exposed ? "H L" : "");
    }

    [Theory]
    [InlineData("a.exe", "application/octet-stream", 10, 415)]
    [InlineData("a.pdf", "text/plain", 10, 415)]
    [InlineData("a.pdf", "application/pdf", 2000, 413)]
    [InlineData("A.PDF", "application/pdf", 10, null)]
    public async Task Files_are_held_to_size_extension_and_type(string name, string type, int size, int? status)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Endpoint("files", "POST", x =>
        {
            x.FileSizeLimit = new Input<long?>(1000L);
            x.AllowedFileExtensions = new Input<ICollection<string>>(["pdf", ".exe"]);
            x.BlockedFileExtensions = new Input<ICollection<string>>([".exe"]);
            x.AllowedMimeTypes = new Input<ICollection<string>>(["application/pdf"]);
        }));

        var exchange = await Send(engine, id, new IncomingRequest { Method = "POST", Path = "/files", Files = [new IncomingFile("file", name, type, size, new byte[size])] }, commit: status == null);

        exchange.RefusedWith.ShouldBe(status);
        engine.Status(id).ShouldBe(status == null ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended);
    }

    [Fact]
    public async Task An_answer_without_a_request_is_an_incident_that_says_why()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Event("Go") { Id = "E" }, new WriteHttpResponse(new Input<object?>("late")) } });
        await engine.Resume(id, "E");

        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldStartWith("Expected a request to answer, found none");
    }

    [Fact]
    public async Task Two_workflows_cannot_have_the_same_address_and_a_path_must_be_one()
    {
        await using var engine = new TestEngine(services => services.AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>());
        (await Publish("one", "orders/{id}", "POST")).ShouldBeEmpty();
        (await Publish("one", "orders/{id}", "POST")).ShouldBeEmpty();
        (await Publish("two", "Orders/{id}/", "POST")).ShouldHaveSingleItem().ShouldBe("Expected an address of its own, found POST /orders/{id}, which one answers. Choose another path or method.");
        (await Publish("two", "orders/{id}", "GET")).ShouldBeEmpty();
        (await Publish("three", "a//b", "GET")).ShouldHaveSingleItem().ShouldContain("empty segment");
        var payload = HttpEndpointBookmarkPayload.Of(EngineJson.Deserialize<object>(EngineJson.Serialize(engine.Store.Triggers.First().Payload)))!;
        (payload.Path, payload.Method, payload.RequestSizeLimit).ShouldBe(("/orders/{id}", "post", 500L));

        async Task<IEnumerable<string>> Publish(string id, string path, string method)
        {
            var root = JsonNode.Parse($$"""
                { "id": "H", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true },
                  "path": { "typeName": "String", "expression": { "type": "Literal", "value": "{{path}}" } },
                  "supportedMethods": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"{{method}}\"]" } },
                  "requestSizeLimit": { "typeName": "Int64?", "expression": { "type": "Literal", "value": "500" } } }
                """)!;
            var saved = await engine.With<SaveDefinition, SavedDefinition>(x => x.Run(new JsonObject { ["definitionId"] = id, ["name"] = id, ["root"] = root }, true));
            return saved.Publication!.ValidationErrors.Select(x => x.Message);
        }
    }

    private static HttpEndpoint Endpoint(string path, string method, Action<HttpEndpoint>? configure = null)
    {
        var endpoint = new HttpEndpoint(new Input<string>(path), new Input<string>(method)) { Id = "H" };
        configure?.Invoke(endpoint);
        return endpoint;
    }

    /// <summary>Hands a request over as the host does, in one unit of work; one that is refused is not committed.</summary>
    private static Task<HttpExchange> Send(TestEngine engine, string id, IncomingRequest request, bool commit = true)
    {
        var bookmark = engine.Instance(id).WorkflowState.Bookmarks.First();
        return engine.With<IServiceProvider, HttpExchange>(async scope =>
        {
            var exchange = scope.GetRequiredService<HttpExchange>();
            exchange.Request = request;
            await scope.GetRequiredService<WorkflowRuntime>().ResumeAsync(bookmark.Id);
            if (!commit) engine.Store.Forget();
            return exchange;
        });
    }
}
