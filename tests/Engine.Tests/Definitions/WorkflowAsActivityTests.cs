using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Engine.Descriptors;
using Workflows.Engine.Serialization;
using static Workflows.Engine.Tests.Definitions.StoredDefinitions;

namespace Workflows.Engine.Tests.Definitions;

/// <summary>A published definition used as an activity of another one.</summary>
public sealed class WorkflowAsActivityTests : IAsyncDisposable
{
    private readonly TestEngine _engine = NewEngine();

    private const string Arguments = """
        "inputs": [ { "type": "Decimal", "name": "Amount", "displayName": "How much", "description": "In yuan", "category": "Money", "uiHint": "singleline" }, { "type": "String", "name": "Version" } ],
        "outputs": [ { "type": "String", "name": "Decision", "displayName": "Decided" } ], "outcomes": [ "Approved", "Rejected" ],
        """;

    private static string Review(string text = "'reviewing ' + getInput('Amount')") => Definition("review", "Review order", Arguments + Usable(), Say("say", text), Await("ask"), Set("set", "Decision", "'yes to ' + getAmount()"), End("end", "Approved"));

    [Fact]
    public async Task Every_version_is_a_type_as_the_editor_expects_it()
    {
        var first = await _engine.Published(Review().Replace("\"usableAsActivity\": true", "\"usableAsActivity\": true, \"activityCategory\": \"Sales\""));
        var second = (await _engine.Save(Review("'again'"), publish: false)).Definition;

        var types = (await Types()).Where(x => (string?)x["name"] == "ReviewOrder").ToList();

        types.Select(x => ((int)x["version"]!, (bool)x["isBrowsable"]!, (string?)x["category"])).ShouldBe([(1, true, "Sales"), (2, false, "Workflows")]);
        types[0].ToJsonString(Json.Relaxed).ShouldBe($$"""
            {"typeName":"ReviewOrder","namespace":"","name":"ReviewOrder","version":1,"category":"Sales","displayName":"Review order","description":null,"kind":"Action","runAsynchronously":false,
            "isContainer":false,"isBrowsable":true,"isStart":false,"isTerminal":false,
            "inputs":[{"name":"Amount","typeName":"Decimal","displayName":"How much","description":"In yuan","order":0,"isBrowsable":true,"isSerializable":true,"isSynthetic":true,"isWrapped":true,
            "isReadOnly":false,"isSensitive":false,"autoEvaluate":true,"uiHint":"singleline","uiSpecifications":{},"category":"Money","defaultValue":null,"defaultSyntax":null},
            {"name":"_Version","typeName":"String","displayName":"Version","description":"","order":0,"isBrowsable":true,"isSerializable":true,"isSynthetic":true,"isWrapped":true,
            "isReadOnly":false,"isSensitive":false,"autoEvaluate":true,"uiHint":"singleline","uiSpecifications":{},"category":null,"defaultValue":null,"defaultSyntax":null}],
            "outputs":[{"name":"Decision","typeName":"String","displayName":"Decided","description":"","order":0,"isBrowsable":true,"isSerializable":true,"isSynthetic":true}],
            "ports":[{"name":"Root","displayName":"Root","type":"Embedded","isBrowsable":false},{"name":"Approved","displayName":"Approved","type":"Flow","isBrowsable":true},
            {"name":"Rejected","displayName":"Rejected","type":"Flow","isBrowsable":true}],
            "customProperties":{"RootType":"WorkflowDefinitionActivity","WorkflowDefinitionId":"review","WorkflowDefinitionVersionId":"{{first.Id}}"},
            "constructionProperties":{"WorkflowDefinitionId":"review","WorkflowDefinitionVersionId":"{{first.Id}}","Version":1} }
            """.ReplaceLineEndings("").Replace("1} }", "1}}"));
        second.Version.ShouldBe(2);

        await _engine.With<IWorkflowDefinitionManager, long>(manager => manager.DeleteByDefinitionIdAsync("review"));
        (await Types()).ShouldNotContain(x => (string?)x["name"] == "ReviewOrder");
    }

    [Fact]
    public async Task It_runs_as_a_graph_inside_with_its_inputs_outputs_and_outcomes_and_waits_inside()
    {
        var review = await _engine.Published(Review());
        await _engine.Published($$"""
            { "definitionId": "order", "name": "Order", "variables": [ {{Variable("Total")}}, {{Variable("Answer")}} ],
              "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1, "activities": [
                {{Set("total", "Total", "12 * 5")}}, {{Runs("r", review, $"\"amount\": {Js("variables.Total")}, \"decision\": {To("Answer")}")}},
                {{Say("approved", "variables.Answer + '!'")}}, {{Say("rejected", "'no'")}} ],
              "connections": [ { "source": { "activity": "total", "port": "Done" }, "target": { "activity": "r", "port": "In" } }, { "source": { "activity": "r", "port": "Approved" }, "target": { "activity": "approved", "port": "In" } },
                { "source": { "activity": "r", "port": "Rejected" }, "target": { "activity": "rejected", "port": "In" } } ] } }
            """);

        var id = (await _engine.Start("order")).Instance!.Id;

        _engine.Said().ShouldBe("reviewing 60");
        _engine.Instance(id).WorkflowState.Bookmarks.ShouldHaveSingleItem().ActivityNodeId.ShouldBe("Workflow1:flow:r:Workflow1:s:ask");
        await _engine.Resume(id, "ask");

        _engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        _engine.Said().ShouldBe("reviewing 60 yes to 60!");
        _engine.Store.Executions.Values.Single(x => x.ActivityId == "r").Outputs!["Decision"].ShouldBe("yes to 60");
        _engine.Instance(id).WorkflowState.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_inside_and_outside_do_not_meet()
    {
        var inner = await _engine.Published(Definition("inner", "Inner", $$"""
            "variables": [ {{Variable("Own")}} ], "inputs": [ { "type": "Object", "name": "Value" } ], "outputs": [ { "type": "Object", "name": "Value2" } ], {{Usable()}}
            """, Set("a", "Own", "getInput('Value') + 1"), Await("ask"), Set("b", "Value2", "variables.Own * 10")));
        // The variables outside have the ids of the arguments inside, and the outputs of the workflow outside the name of one inside.
        await _engine.Published(Definition("outer", "Outer", $$"""
            "variables": [ {{Variable("Value")}}, {{Variable("Own")}}, {{Variable("Value2")}} ], "outputs": [ { "type": "Object", "name": "Value2" } ],
            """, Set("a", "Value", "1"), Set("o", "Own", "'outside'"), Runs("first", inner, $"\"value\": {Js("variables.Value + 1")}, \"value2\": {To("Value")}"),
            Runs("second", inner, $"\"value\": {Js("variables.Value")}, \"value2\": {To("Value2")}"), Say("say", "[variables.Value, variables.Value2, variables.Own].join()")));
        var id = (await _engine.Start("outer")).Instance!.Id;

        await _engine.Resume(id, "ask");
        await _engine.Resume(id, "ask");

        _engine.Said().ShouldBe("30,310,outside");
        _engine.Instance(id).WorkflowState.Output["Value2"].ShouldBe(310);
    }

    [Fact]
    public async Task A_running_instance_keeps_the_version_inside_and_one_version_of_the_consumer_holds_one_of_it()
    {
        var one = await _engine.Published(Review("'one'"));
        await _engine.Published(Definition("order", "Order", "", Runs("r", one)));
        var before = (await _engine.Start("order")).Instance!.Id;
        await _engine.Published(Review("'two'").Replace("\"ask\"", "\"other\""));

        var after = (await _engine.Start("order")).Instance!.Id;
        await _engine.Resume(before, "ask");
        await _engine.Resume(after, "ask");

        _engine.Said().ShouldBe("one one");
        _engine.Status(before).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_graph_inside_is_never_stored_and_is_opened_by_its_node_id()
    {
        var review = await _engine.Published(Review());
        var middle = await _engine.Published(Definition("middle", "Middle", Usable(), Runs("m", review)));
        var opened = Runs("r", middle, $"\"root\": {Sequence("sent", Say("x", "'back'"))}");
        var order = await _engine.Published(Definition("order", "Order", "", opened));

        order.StringData!.ShouldNotContain("\"root\"");
        var inside = (await Find(order.Id, "Workflow1:s:r"))!;
        (inside["nodeId"] + " " + inside["activity"]!["root"]!["nodeId"]).ShouldBe("Workflow1:s:r Workflow1:s:r:Workflow1:s");
        inside["activity"]!["root"]!["activities"]![0]!.AsObject().ContainsKey("root").ShouldBeFalse();
        var deeper = (await Find(order.Id, "Workflow1:s:r:Workflow1:s:m"))!;
        ((string?)deeper["activity"]!["root"]!["activities"]![1]!["nodeId"]).ShouldBe("Workflow1:s:r:Workflow1:s:m:Workflow1:s:ask");
        ((string?)(await Find(order.Id, null))!["activity"]!["id"]).ShouldBe("s");
        (await Find(order.Id, "Workflow1:s:gone")).ShouldBeNull();
        (await Find("nobody", null)).ShouldBeNull();

        // Every node that has been opened is one of the compiled graph.
        var graph = (await _engine.With<IWorkflowDefinitionService, WorkflowGraph?>(x => x.FindWorkflowGraphAsync(order.Id)))!;
        ActivityJson.All(deeper["activity"]!.AsObject()).Select(x => (string)x.Activity["nodeId"]!).ShouldAllBe(x => graph.NodeIdLookup.ContainsKey(x));

        var way = (await _engine.With<Subgraphs, JsonObject?>(x => x.FindSegmentsAsync(order.Id, "Workflow1:s:r:Workflow1:s:m:Workflow1:s:ask")))!;
        way["pathSegments"]!.AsArray().Select(x => $"{x!["activityId"]}.{x["portName"]}").ShouldBe(["s.Activities", "r.Root", "s.Activities", "m.Root", "s.Activities"]);
        ((string?)way["childNode"]!["nodeId"]).ShouldBe("Workflow1:s:r:Workflow1:s:m:Workflow1:s:ask");

        Task<JsonObject?> Find(string version, string? node) => _engine.With<Subgraphs, JsonObject?>(x => x.FindAsync(version, node));
    }

    [Fact]
    public async Task Consumers_are_moved_to_the_next_version_the_published_ones_by_a_version_of_their_own()
    {
        const string auto = ", \"autoUpdateConsumingWorkflows\": true";
        var one = await _engine.Published(Definition("part", "Part", Usable(auto), Say("say", "'one'")));
        var middle = await _engine.Published(Definition("middle", "Middle", Usable(), Runs("p", one)));
        await _engine.Published(Definition("both", "Both", "", Runs("m", middle), Runs("p", one)));
        await _engine.Save(Definition("draft", "Draft", "", Runs("p", one)), publish: false);
        await _engine.Published(Definition("other", "Other", "", Say("x", "'x'")));
        (await Consumers("part")).ShouldBe(["both", "draft", "middle"]);

        var saved = await _engine.Save(Definition("part", "Part of it", Usable(auto), Say("say", "'two'")));

        saved.Publication!.AffectedWorkflows.WorkflowDefinitions.Select(x => (x.DefinitionId, x.Version, x.IsPublished)).ShouldBe([("middle", 2, true), ("both", 2, true), ("draft", 1, false)], ignoreOrder: true);
        (await _engine.Latest("other")).Version.ShouldBe(1);
        var draft = (await _engine.Opened("draft"))["root"]!["activities"]![0]!;
        ((string)draft["type"]!, (int)draft["version"]!, (string)draft["workflowDefinitionVersionId"]!).ShouldBe(("PartOfIt", 2, saved.Definition.Id));
        await _engine.Start("both");
        _engine.Said().ShouldBe("two two");
    }

    [Fact]
    public async Task A_consumer_stays_where_it_is_unless_the_definition_says_so_and_an_editor_learns_of_the_newer_version()
    {
        var one = await _engine.Published(Definition("part", "Part", Usable(), Say("say", "'one'")));
        await _engine.Published(Definition("user", "User", "", Runs("p", one)));
        var two = await _engine.Published(Definition("part", "Part", Usable(), Say("say", "'two'")));

        (await _engine.Latest("user")).Version.ShouldBe(1);
        var shown = (await _engine.Opened("user"))["root"]!["activities"]![0]!;
        ((string)shown["workflowDefinitionVersionId"]!, (int)shown["latestAvailablePublishedVersion"]!, (string)shown["latestAvailablePublishedVersionId"]!).ShouldBe((one.Id, 2, two.Id));
        await _engine.Start("user");
        _engine.Said().ShouldBe("one");
    }

    [Fact]
    public async Task Publishing_is_refused_for_what_is_missing_may_change_or_leads_back()
    {
        var part = await _engine.Published(Definition("part", "Part", Usable(), Say("say", "'one'")));
        var user = await _engine.Published(Definition("user", "User", Usable(), Runs("p", part)));
        (await Refused(Definition("lost", "Lost", "", Runs("p", new WorkflowDefinition { Id = "x", DefinitionId = "gone", Name = "Gone", Version = 3 })))).ShouldContain("none");
        (await Refused(Definition("part", "Part", Usable(), Runs("u", user)))).ShouldContain("leads back");
        (await Refused(Definition("second", "User", Usable(), Say("say", "'x'")))).ShouldContain("user");
        (await Refused(Definition("clash", "Elsa.If", Usable(), Say("say", "'x'")))).ShouldContain("Elsa.If");
        var draft = (await _engine.Save(Definition("part", "Part", Usable(), Say("say", "'two'")), publish: false)).Definition;
        (await Refused(Definition("user", "User", Usable(), Runs("p", draft)))).ShouldContain("draft 2");

        async Task<string> Refused(string json)
        {
            var error = (await _engine.Publication(json)).ValidationErrors.ShouldHaveSingleItem();
            return error.Message;
        }
    }

    [Fact]
    public async Task A_definition_that_runs_itself_or_one_that_is_gone_faults_where_it_would_run()
    {
        var part = await _engine.Published(Definition("part", "Part", Usable(), Say("say", "'one'")));
        await _engine.Published(Definition("user", "User", "", Say("before", "'before'"), Runs("p", part)));
        var draft = (await _engine.Save(Definition("part", "Part", Usable(), Say("say", "'again'"), Runs("self", part)), publish: false)).Definition;
        var looping = await _engine.Do(x => x.StartAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(draft.Id)));
        looping.Instance!.WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("stands in");

        await _engine.With<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("part"));
        await using var restarted = Restart();
        var run = await restarted.Start("user");
        run.Instance!.WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("part");
        restarted.Said().ShouldBe("before");
    }

    [Fact]
    public async Task A_version_that_was_taken_back_is_not_changed_under_those_that_run_it()
    {
        var part = await _engine.Published(Definition("part", "Part", Usable(), Say("say", "'one'"), Await("ask")));
        await _engine.Published(Definition("user", "User", "", Runs("p", part)));
        var id = (await _engine.Start("user")).Instance!.Id;
        await _engine.With<IWorkflowDefinitionPublisher, WorkflowDefinition?>(x => x.RetractAsync("part"));

        var draft = (await _engine.Save(Definition("part", "Part", Usable(), Say("say", "'two'")), publish: false)).Definition;

        draft.Id.ShouldNotBe(part.Id);
        (await _engine.Save(Definition("part", "Part", Usable(), Say("say", "'three'")), publish: false)).Definition.Id.ShouldBe(draft.Id);
        await using var restarted = Restart();
        await restarted.Resume(id, "ask");
        restarted.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_an_instance_cancels_what_waits_inside()
    {
        var part = await _engine.Published(Definition("part", "Part", Usable(), Await("ask")));
        await _engine.Published(Definition("user", "User", "", Runs("p", part)));
        var id = (await _engine.Start("user")).Instance!.Id;

        await _engine.Do(x => x.CancelAsync(id));

        _engine.Store.Bookmarks.ShouldBeEmpty();
        _engine.Store.Executions.Values.Single(x => x.ActivityId == "ask").Status.ShouldBe(ActivityStatus.Canceled);
        _engine.Store.Executions.Values.Single(x => x.ActivityId == "p").Status.ShouldBe(ActivityStatus.Canceled);
    }

    [Fact]
    public async Task Written_from_CSharp_it_keeps_its_arguments_and_not_the_graph_inside()
    {
        var part = await _engine.Published(Definition("part", "Part", """ "inputs": [ { "type": "String", "name": "Who" } ], """ + Usable(), Say("say", "'hello ' + getWho()")));
        var activity = new Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity
        {
            Type = "Part", WorkflowDefinitionId = "part", WorkflowDefinitionVersionId = part.Id, SyntheticProperties = { ["Who"] = new Input<string>("you") }
        };
        await _engine.With<IWorkflowRunner, RunWorkflowResult>(x => x.RunAsync(activity));
        var json = await _engine.With<ActivityWriter, JsonObject>(x => Task.FromResult(x.Write(activity)));

        _engine.Said().ShouldBe("hello you");
        json.ContainsKey("root").ShouldBeFalse();
        ((string?)json["who"]!["expression"]!["value"]).ShouldBe("you");
        await _engine.Published($$"""{ "definitionId": "user", "name": "User", "root": {{json.ToJsonString()}} }""");
        await _engine.Start("user");
        _engine.Said().ShouldBe("hello you hello you");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>A new process over the same store: nothing is known but what is stored.</summary>
    private TestEngine Restart() => NewEngine(store: _engine.Store);

    private Task<List<JsonObject>> Types() => _engine.With<IActivityRegistry, List<JsonObject>>(async registry =>
    {
        var json = new DescriptorJson(new Elsa.Expressions.Services.WellKnownTypeRegistry());
        return (await registry.GetDescriptorsAsync()).Select(json.Write).ToList();
    });

    private Task<IEnumerable<string>> Consumers(string definitionId) => _engine.With<IWorkflowReferenceQuery, IEnumerable<string>>(query => query.ExecuteAsync(definitionId));
}
