using System.Text;
using System.Text.Json.Nodes;
using Elsa.Http;
using Workflows.Engine.Resilience;
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

        Outcomes(engine, id).ShouldBe(expected);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(503, HttpFailure.None, "Unmatched status code Done", "The answer was 503.", "503")]
    [InlineData(0, HttpFailure.FailedToConnect, "Failed to connect", "why", null)]
    [InlineData(0, HttpFailure.TimedOut, "Timeout", "why", null)]
    public async Task With_a_strategy_it_is_sent_again_and_after_the_last_attempt_the_flow_follows_the_outcome(int status, HttpFailure failure, string expected, string error, string? told)
    {
        await using var engine = new TestEngine(services => services.Configure<ResilienceOptions>(x => x.Strategies.Add(new RetryStrategy { Id = "once", Category = "HTTP", MaxRetryAttempts = 1, Delay = TimeSpan.FromSeconds(10) })));
        FlowSendHttpRequest Send() => new()
        {
            Id = "S", Url = new Input<Uri?>(new Uri("https://example.org/a?key=secret")), ExpectedStatusCodes = new Input<ICollection<int>>([200]),
            CustomProperties = new Dictionary<string, object> { ["resilienceStrategy"] = new Dictionary<string, object> { ["mode"] = "Identifier", ["strategyId"] = "once" } },
        };
        var failed = new HttpOutcome { StatusCode = status, Failure = failure, Message = "why" };

        // It comes back on the second attempt.
        var id = await engine.Run(Send());
        await Answer(engine, failed);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Store.Queue.ShouldBeEmpty();
        await engine.Pass(TimeSpan.FromSeconds(10));
        await Answer(engine, new HttpOutcome { StatusCode = 200 });
        Outcomes(engine, id).ShouldBe("200 Done");
        var attempt = (await engine.With<Retries, IReadOnlyList<RetryAttemptRecord>>(x => x.ListAsync(engine.Store.Executions.Values.Single(y => y.ActivityId == "S").Id))).ShouldHaveSingleItem();
        (attempt.Details["Url"], attempt.Details["Error"], attempt.Details.TryGetValue("StatusCode", out var code) ? code : null).ShouldBe(("https://example.org/a", error, told));

        // It does not.
        var other = await engine.Run(Send());
        await Answer(engine, failed);
        await engine.Pass(TimeSpan.FromSeconds(10));
        await Answer(engine, failed);
        Outcomes(engine, other).ShouldBe(expected);
        engine.Status(other).ShouldBe(WorkflowSubStatus.Finished);
        engine.Instance(other).WorkflowState.Incidents.ShouldBeEmpty();
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

    private static string Outcomes(TestEngine engine, string id) =>
        string.Join(' ', (IEnumerable<object>)((IDictionary<string, object?>)engine.Journal(id).Single(x => x.EventName == "Completed" && x.ActivityId == "S").Payload!)["Outcomes"]!);

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
