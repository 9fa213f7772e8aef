using System.Text.Json.Nodes;
using Elsa.Scheduling.Activities;
using Workflows.Engine.Definitions;
using Timer = Elsa.Scheduling.Activities.Timer;

namespace Workflows.Engine.Tests.Activities;

/// <summary>Timer and Cron: as triggers of published definitions, and as waiting activities.</summary>
public sealed class RecurringTriggerTests : IAsyncDisposable
{
    // Monday, 29 May 2023, 09:00 in Shanghai.
    private readonly TestEngine _engine = new(services => services
        .AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>()
        .Configure<WorkflowEngineOptions>(InShanghai));

    [Fact]
    public async Task A_timer_waits_inside_a_workflow()
    {
        await using var engine = Plain();
        var id = await engine.Run(new Sequence { Activities = { new Timer(TimeSpan.FromHours(2)) { Id = "T" }, new Step("A") } });

        (await engine.Pass(TimeSpan.FromHours(1))).ShouldBeEmpty();
        (await engine.Pass(TimeSpan.FromHours(1))).ShouldHaveSingleItem().Ran.ShouldBeTrue();
        engine.Trace(id).ShouldBe("T? T! T A");
        engine.Store.Timers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cron_expression_is_waited_for_in_the_time_zone_of_the_options()
    {
        await using var engine = Plain();
        var id = await engine.Run(new Sequence { Activities = { new Cron(cronExpression: "0 30 14 * * *") { Id = "C" }, new Step("A") } });

        engine.Store.Timers.Values.ShouldHaveSingleItem().DueAt.ShouldBe(new DateTimeOffset(2023, 5, 29, 14, 30, 0, TimeSpan.FromHours(8)));
        await engine.Pass(TimeSpan.FromHours(6));
        engine.Trace(id).ShouldBe("C? C! C A");
    }

    [Fact]
    public async Task A_cron_expression_that_is_none_is_an_incident_that_shows_how()
    {
        await using var engine = Plain();
        var id = await engine.Run(Cron.FromCronExpression("every day"));

        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldStartWith("Expected a cron expression of six fields (second, minute, hour, day, month, weekday), found \"every day\"");
    }

    [Fact]
    public async Task A_published_timer_starts_an_instance_each_time_and_keeps_its_beat()
    {
        await Publish("hourly", Timer("01:00:00"));

        (await PassAndWork(TimeSpan.FromMinutes(59))).ShouldBe(0);
        (await PassAndWork(TimeSpan.FromMinutes(3))).ShouldBe(1);
        (await PassAndWork(TimeSpan.FromMinutes(57))).ShouldBe(0);
        (await PassAndWork(TimeSpan.FromMinutes(1))).ShouldBe(1);
        _engine.Store.Instances.Count().ShouldBe(2);
        _engine.Store.Instances.ShouldAllBe(x => x.SubStatus == WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_was_missed_is_made_up_for_once()
    {
        await Publish("hourly", Timer("01:00:00"));

        (await PassAndWork(TimeSpan.FromHours(30.5))).ShouldBe(1);
        (await PassAndWork(TimeSpan.FromMinutes(29))).ShouldBe(0);
        (await PassAndWork(TimeSpan.FromMinutes(1))).ShouldBe(1);
    }

    [Fact]
    public async Task A_published_cron_expression_starts_an_instance_each_time()
    {
        await Publish("weekly", Trigger("Elsa.Cron", "cronExpression", "0 0 8 * * MON"));

        (await PassAndWork(TimeSpan.FromDays(6))).ShouldBe(0);
        (await PassAndWork(TimeSpan.FromDays(1))).ShouldBe(1);
        (await PassAndWork(TimeSpan.FromDays(7))).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_version_takes_over_and_a_retracted_one_starts_nothing()
    {
        await Publish("job", Timer("01:00:00"));
        await Publish("job", Timer("00:30:00"));

        (await PassAndWork(TimeSpan.FromMinutes(30))).ShouldBe(1);
        (await PassAndWork(TimeSpan.FromMinutes(30))).ShouldBe(1);
        await _engine.With<IWorkflowDefinitionPublisher, WorkflowDefinition?>(x => x.RetractAsync("job"));
        (await PassAndWork(TimeSpan.FromDays(1))).ShouldBe(0);
        _engine.Store.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_that_is_refused_does_not_end_the_schedule()
    {
        var waits = Timer("01:00:00");
        waits["activities"]!.AsArray().Add(JsonNode.Parse("""{ "id": "E", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Go" } } }"""));
        await Publish("job", waits, """{ "activationStrategyType": "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "autoUpdateConsumingWorkflows": false }""");

        (await PassAndWork(TimeSpan.FromHours(1))).ShouldBe(1);
        (await PassAndWork(TimeSpan.FromHours(1))).ShouldBe(0);
        _engine.Store.Instances.ShouldHaveSingleItem();
        await _engine.Do(x => x.CancelAsync(_engine.Store.Instances.Single().Id));
        (await PassAndWork(TimeSpan.FromHours(1))).ShouldBe(1);
    }

    [Theory]
    [InlineData("Elsa.Timer", "interval", "00:00:00", "Expected an interval of at least 1 second, found 00:00:00.")]
    [InlineData("Elsa.Timer", "interval", "soon", "Expected a value of type TimeSpan, found \"soon\".")]
    [InlineData("Elsa.Cron", "cronExpression", "* * *", "Expected a cron expression of six fields")]
    [InlineData("Elsa.Cron", "cronExpression", "0 0 0 30 2 *", "Expected a time that comes, found \"0 0 0 30 2 *\", which never does.")]
    public async Task A_schedule_that_cannot_work_is_not_published(string type, string input, string value, string because)
    {
        var saved = await Save("job", Trigger(type, input, value), "{}");

        saved.Publication!.Succeeded.ShouldBeFalse();
        var error = saved.Publication.ValidationErrors.ShouldHaveSingleItem();
        error.Message.ShouldStartWith(because);
        error.ActivityId.ShouldBe("T");
        saved.Definition.IsPublished.ShouldBeFalse();
        _engine.Store.Queue.ShouldBeEmpty();
        _engine.Store.Triggers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flow_that_comes_back_to_its_trigger_waits_there()
    {
        await Publish("loop", JsonNode.Parse("""
            { "id": "flow", "type": "Elsa.Flowchart", "version": 1,
              "activities": [ { "id": "T", "type": "Elsa.Timer", "version": 1, "customProperties": { "canStartWorkflow": true }, "interval": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } },
                              { "id": "S", "type": "Elsa.SetName", "version": 1, "value": { "typeName": "String", "expression": { "type": "Literal", "value": "Named" } } } ],
              "connections": [ { "source": { "activity": "T", "port": "Done" }, "target": { "activity": "S", "port": "In" } }, { "source": { "activity": "S", "port": "Done" }, "target": { "activity": "T", "port": "In" } } ] }
            """)!.AsObject());

        await PassAndWork(TimeSpan.FromHours(1));

        _engine.Trace(_engine.Store.Instances.ShouldHaveSingleItem().Id).ShouldBe("T S T?");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static JsonObject Timer(string interval) => Trigger("Elsa.Timer", "interval", interval);

    private static JsonObject Trigger(string type, string input, string value) => JsonNode.Parse($$"""
        { "id": "root", "type": "Elsa.Sequence", "version": 1,
          "activities": [ { "id": "T", "type": "{{type}}", "version": 1, "customProperties": { "canStartWorkflow": true }, "{{input}}": { "typeName": "String", "expression": { "type": "Literal", "value": "{{value}}" } } } ] }
        """)!.AsObject();

    private async Task Publish(string id, JsonObject root, string options = "{}")
    {
        var saved = await Save(id, root, options);
        saved.Publication!.ValidationErrors.ShouldBeEmpty();
    }

    private Task<SavedDefinition> Save(string id, JsonObject root, string options) =>
        _engine.With<SaveDefinition, SavedDefinition>(x => x.Run(new JsonObject { ["definitionId"] = id, ["name"] = id, ["options"] = JsonNode.Parse(options), ["root"] = root.DeepClone() }, true));

    /// <summary>How many instances started after the time has passed.</summary>
    private async Task<int> PassAndWork(TimeSpan time)
    {
        var before = _engine.Store.Instances.Count();
        _engine.Time.Advance(time);
        await _engine.WorkOff();
        return _engine.Store.Instances.Count() - before;
    }

    private static TestEngine Plain() => new(services => services.Configure<WorkflowEngineOptions>(InShanghai));

    private static void InShanghai(WorkflowEngineOptions options) => options.CronTimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
}
