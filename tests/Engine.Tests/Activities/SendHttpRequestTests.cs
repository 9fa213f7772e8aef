using System.Text;
using System.Text.Json.Nodes;
using Elsa.Http;
using Workflows.Engine.Serialization;
using Workflows.Engine.Tests.Serialization;

namespace Workflows.Engine.Tests.Activities;

/// <summary>Requests to others: queued with the commit, sent by the host, gone on with when the outcome comes.</summary>
public class SendHttpRequestTests
{
    [Fact]
    public async Task The_request_is_queued_with_the_commit_and_the_journal_keeps_no_secret()
    {
        await using var engine = new TestEngine();
        await engine.Run(new FlowSendHttpRequest
        {
            Id = "S",
            Url = new Input<Uri?>(new Uri("https://example.org/a")),
            Method = new Input<string>("post"),
            Content = new Input<object?>(new Dictionary<string, object> { ["Unit"] = "辽阳" }),
            Authorization = new Input<string?>("Bearer secret"),
            RequestHeaders = new Input<HttpHeaders?>(new Expression("Object", """{"X-One": "1", "X-Two": ["2", "3"]}"""))
        });

        var request = Queued(engine).Request;
        (request.Method, request.Url, request.ContentType).ShouldBe(("POST", "https://example.org/a", "application/json; charset=utf-8"));
        Encoding.UTF8.GetString(request.Content!).ShouldBe("""{"Unit":"辽阳"}""");
        request.Headers["X-Two"].ShouldBe(["2", "3"]);
        request.Headers["Authorization"].ShouldBe(["Bearer secret"]);
        EngineJson.Serialize(engine.Store.Executions.Values).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(200, HttpFailure.None, "200 Done")]
    [InlineData(404, HttpFailure.None, "Unmatched status code Done")]
    [InlineData(0, HttpFailure.FailedToConnect, "Failed to connect")]
    [InlineData(0, HttpFailure.TimedOut, "Timeout")]
    public async Task The_flow_follows_the_outcome(int status, HttpFailure failure, string expected)
    {
        await using var engine = new TestEngine();
        var send = new FlowSendHttpRequest { Id = "S", Url = new Input<Uri?>(new Uri("https://example.org/")), ExpectedStatusCodes = new Input<ICollection<int>>([200, 201]) };
        var id = await engine.Run(send);

        await Answer(engine, new HttpOutcome { StatusCode = status, Failure = failure, Message = "why" });

        var outcomes = (IEnumerable<object>)((IDictionary<string, object?>)engine.Journal(id).Single(x => x.EventName == "Completed" && x.ActivityId == "S").Payload!)["Outcomes"]!;
        string.Join(' ', outcomes).ShouldBe(expected);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Each_status_runs_its_activity_and_content_is_parsed()
    {
        await using var engine = new TestEngine();
        var content = new Variable<object>("Content", null!, "content").WithWorkflowStorage();
        SendHttpRequest Send() => new()
        {
            Id = "S",
            Url = new Input<Uri?>(new Uri("https://example.org/")),
            ExpectedStatusCodes = [new HttpStatusCodeCase(200, new Wait("ok")), new HttpStatusCodeCase { StatusCode = 204 }],
            UnmatchedStatusCode = new Step("other"), FailedToConnect = new Step("failed"), Timeout = new Step("late"), ParsedContent = new Output<object?>(content)
        };

        foreach (var (outcome, ran) in new[]
        {
            (new HttpOutcome { StatusCode = 204 }, "S"), (new HttpOutcome { StatusCode = 500 }, "other S"),
            (new HttpOutcome { Failure = HttpFailure.FailedToConnect }, "failed S"), (new HttpOutcome { Failure = HttpFailure.TimedOut }, "late S")
        })
        {
            var each = await engine.Run(Send(), x => x.Variables.Add(content));
            await Answer(engine, outcome);
            engine.Completed(each).ShouldBe(ran);
        }

        var id = await engine.Run(Send(), x => x.Variables.Add(content));
        await Answer(engine, new HttpOutcome { StatusCode = 200, ContentType = "application/json", Content = """{"total": 3}"""u8.ToArray() });
        EngineJson.Serialize(engine.Variable(id, "content")).ShouldBe("""{"total":3}""");
        await engine.Resume(id, "ok");
        engine.Completed(id).ShouldBe("ok S");
    }

    [Theory]
    [InlineData(HttpFailure.NotAllowed)]
    [InlineData(HttpFailure.TooLarge)]
    public async Task What_the_configuration_does_not_allow_is_an_incident(HttpFailure failure)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new FlowSendHttpRequest { Url = new Input<Uri?>(new Uri("https://example.org/")) });
        await Answer(engine, new HttpOutcome { Failure = failure, Message = "Add it to the list." });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("Add it to the list.");
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("/relative")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_no_web_address_is_an_incident(string url)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new FlowSendHttpRequest { Url = new Input<Uri?>(new Expression("Literal", url)) });

        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldStartWith("Expected an address that begins with https:// or http://");
        engine.Store.Queue.ShouldBeEmpty();
    }

    [Fact]
    public void Status_cases_keep_their_activities_in_JSON()
    {
        var json = JsonNode.Parse("""
            { "id": "s", "type": "Elsa.SendHttpRequest", "version": 1,
              "expectedStatusCodes": [ { "statusCode": 200, "activity": { "id": "a", "type": "Elsa.End", "version": 1 } }, { "statusCode": 404 } ], "timeout": { "id": "t", "type": "Elsa.End", "version": 1 } }
            """)!.AsObject();
        var read = Sample.Services.GetRequiredService<ActivityReader>().Read(json).ShouldBeOfType<SendHttpRequest>();

        read.ExpectedStatusCodes.Select(x => x.StatusCode).ShouldBe([200, 404]);
        read.ExpectedStatusCodes.First().Activity.ShouldBeOfType<End>().Id.ShouldBe("a");
        var written = Sample.Services.GetRequiredService<ActivityWriter>().Write(read);
        written["expectedStatusCodes"]![0]!["activity"]!["id"]!.GetValue<string>().ShouldBe("a");
        written["expectedStatusCodes"]![1]!["statusCode"]!.GetValue<int>().ShouldBe(404);
    }

    private static QueuedHttpRequest Queued(TestEngine engine)
    {
        var work = engine.Store.Queue.Values.ShouldHaveSingleItem();
        work.Kind.ShouldBe(QueuedWorkKind.SendHttpRequest);
        return EngineJson.Deserialize<QueuedHttpRequest>(work.Payload)!;
    }

    private static async Task Answer(TestEngine engine, HttpOutcome outcome)
    {
        var queued = Queued(engine);
        var run = await engine.Do(x => x.ResumeAsync(queued.BookmarkId, new Dictionary<string, object> { [QueuedHttpRequest.OutcomeInput] = outcome }, queued.InstanceId));
        run.Ran.ShouldBeTrue();
        engine.Store.RemoveQueuedWork(engine.Store.Queue.Keys.Single());
    }
}
