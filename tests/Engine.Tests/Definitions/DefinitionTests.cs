using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Definitions;

/// <summary>Definitions as files and as rows: nothing lost, versions as Elsa keeps them, charts that run.</summary>
public sealed class DefinitionTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new(services => services.AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>());

    private const string Greeting = """
        {
          "id": "echo", "definitionId": "greeting", "name": "Greeting", "description": "Greets", "version": 7, "isLatest": false, "toolVersion": "3.8.0.0", "someday": { "kept": [1, 2] },
          "variables": [ { "id": "v1", "name": "Who", "typeName": "String", "isArray": false, "value": "world", "storageDriverTypeName": "WorkflowInstanceStorageDriver", "unknownHere": 1 } ],
          "inputs": [ { "type": "Boolean", "name": "Loud", "displayName": "Loud", "description": "", "category": "", "uiHint": "checkbox" } ], "outputs": [], "outcomes": ["Done"],
          "customProperties": { "VariableTestValues": {}, "ours": { "deep": true } }, "options": { "autoUpdateConsumingWorkflows": false, "futureOption": "x" },
          "root": {
            "id": "flow", "type": "Elsa.Flowchart", "version": 1, "customProperties": {}, "metadata": {}, "variables": [], "futureMember": { "a": null },
            "activities": [
              { "id": "ask", "type": "Elsa.FlowDecision", "version": 1, "metadata": { "designer": { "position": { "x": 1, "y": 2 } } }, "customProperties": { "canStartWorkflow": false },
                "condition": { "typeName": null, "expression": { "type": "JavaScript", "value": "getInput('Loud')" }, "memoryReference": null }, "tomorrow": [ { "b": 1 } ] },
              { "id": "loud", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Liquid", "value": "HELLO {{ Variables.Who | upcase }}" } } },
              { "id": "quiet", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'hello ' + variables.Who" } } }
            ],
            "connections": [
              { "source": { "activity": "ask", "port": "True" }, "target": { "activity": "loud", "port": "In" }, "vertices": [ { "x": 5, "y": 6 } ] },
              { "source": "ask", "target": "quiet", "sourcePort": "False", "targetPort": "In" }
            ]
          }
        }
        """;

    [Theory]
    [InlineData(true, "HELLO WORLD")]
    [InlineData(false, "hello world")]
    public async Task A_chart_from_json_runs(bool loud, string expected)
    {
        await Save(Greeting, publish: true);

        var run = await _engine.Start("greeting", new WorkflowStart { Input = new Dictionary<string, object> { ["Loud"] = loud } });

        run.Instance!.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        _engine.Console.ToString().Trim().ShouldBe(expected);
    }

    [Fact]
    public async Task What_is_written_is_what_was_read_but_for_what_the_server_decides()
    {
        var saved = await Save(Greeting, publish: false);
        var written = await With<DefinitionModel, JsonObject>(model => model.Write(saved.Definition));

        var expected = JsonNode.Parse(Greeting)!.AsObject();
        ActivityJson.FillNodeIds(expected["root"]!.AsObject(), () => throw new InvalidOperationException());
        foreach (var (name, value) in expected)
            if (name is not ("id" or "version" or "isLatest"))
                JsonNode.DeepEquals(written[name], value).ShouldBeTrue($"{name}: {written[name]?.ToJsonString()}");
        written["id"]!.GetValue<string>().ShouldNotBe("echo");
        written["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Members_that_Studio_drops_are_carried_over_from_the_stored_version()
    {
        await Save(Greeting, publish: false);
        var fromStudio = JsonNode.Parse(Greeting)!.AsObject();
        fromStudio.Remove("someday");

        var saved = await Save(fromStudio.ToJsonString(), publish: false);

        (await With<DefinitionModel, JsonObject>(model => model.Write(saved.Definition)))["someday"]!["kept"]![1]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_is_saved_in_place_and_a_published_version_gets_a_successor()
    {
        var first = (await Save(Greeting, publish: false)).Definition;
        (await Save(Greeting, publish: false)).Definition.Id.ShouldBe(first.Id);
        var published = (await Save(Greeting, publish: true)).Definition;
        published.Id.ShouldBe(first.Id);

        var next = (await Save(Greeting.Replace("Greets", "Greets again"), publish: false)).Definition;

        next.Id.ShouldNotBe(first.Id);
        (next.Version, next.IsLatest, next.IsPublished).ShouldBe((2, true, false));
        var stored = await _engine.Store.FindDefinitionAsync("greeting", VersionOptions.Published);
        (stored!.Version, stored.IsLatest, stored.Description).ShouldBe((1, false, "Greets"));
    }

    [Fact]
    public async Task Publishing_the_next_version_takes_the_marks_from_the_one_before_and_reverting_makes_a_new_draft()
    {
        await Save(Greeting, publish: true);
        await Save(Greeting.Replace("Greets", "Greets again"), publish: true);
        var before = await _engine.Store.FindDefinitionAsync("greeting", VersionOptions.SpecificVersion(1));
        (before!.IsLatest, before.IsPublished).ShouldBe((false, false));

        var reverted = await _engine.With<IWorkflowDefinitionPublisher, WorkflowDefinition?>(publisher => publisher.RevertVersionAsync("greeting", 1));

        (reverted!.Version, reverted.Description, reverted.IsLatest, reverted.IsPublished).ShouldBe((3, "Greets", true, false));
        (await _engine.Store.FindDefinitionAsync("greeting", VersionOptions.Published))!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_running_instance_stays_on_its_version()
    {
        const string waiting = """
            { "definitionId": "w", "name": "W", "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [
              { "id": "e", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } },
              { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": "one" } ] } }
            """;
        await Save(waiting, publish: true);
        var instance = (await _engine.Start("w")).Instance!;
        await Save(waiting.Replace("\"one\"", "\"two\""), publish: true);

        await _engine.Resume(instance.Id, "e");
        await _engine.Start("w");

        _engine.Console.ToString().Trim().ShouldBe("one");
        _engine.Instance(instance.Id).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_retracted_version_is_not_changed_under_a_running_instance()
    {
        await Save(Greeting, publish: true);
        var used = (await _engine.Start("greeting")).Instance!;
        await _engine.With<IWorkflowDefinitionPublisher, WorkflowDefinition?>(publisher => publisher.RetractAsync("greeting"));

        (await Save(Greeting, publish: false)).Definition.Id.ShouldNotBe(used.DefinitionVersionId);
        (await _engine.Start("greeting")).Outcome.ShouldBe(RunOutcome.DefinitionNotFound);
    }

    [Fact]
    public async Task An_unknown_type_opens_unchanged_and_refuses_to_publish()
    {
        var text = Greeting.Replace("\"id\": \"quiet\", \"type\": \"Elsa.WriteLine\"", "\"id\": \"quiet\", \"type\": \"Acme.Gone\", \"secret\": 1");

        var saved = await Save(text, publish: true);

        saved.Publication!.Succeeded.ShouldBeFalse();
        saved.Publication.ValidationErrors.ShouldHaveSingleItem().ActivityId.ShouldBe("quiet");
        (await With<DefinitionModel, JsonObject>(model => model.Write(saved.Definition)))["root"]!["activities"]![2]!["secret"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Loose_connections_and_twice_used_ids_refuse_to_publish()
    {
        var loose = (await Save(Greeting.Replace("\"target\": \"quiet\"", "\"target\": \"nowhere\""), publish: true)).Publication!;
        var twice = (await Save(Greeting.Replace("\"id\": \"quiet\"", "\"id\": \"loud\"").Replace("\"target\": \"quiet\"", "\"target\": \"loud\""), publish: true)).Publication!;

        loose.ValidationErrors.ShouldHaveSingleItem().Message.ShouldContain("connection");
        twice.ValidationErrors.ShouldHaveSingleItem().Message.ShouldContain("loud");
    }

    [Fact]
    public async Task A_trigger_starts_an_instance_only_if_it_may()
    {
        const string onPaid = """
            { "definitionId": "paid", "name": "Paid", "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [
              { "id": "e", "type": "Elsa.Event", "version": 1, "customProperties": { "canStartWorkflow": true }, "eventName": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'pa' + 'id'" } } },
              { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": { "expression": { "type": "Literal", "value": "thanks" } } } ] } }
            """;
        await Save(onPaid, publish: true);
        await Publish("paid");
        _engine.Console.ToString().Trim().ShouldBe("thanks");

        await Save(onPaid.Replace("\"canStartWorkflow\": true", "\"canStartWorkflow\": false"), publish: true);
        await Publish("paid");
        _engine.Console.ToString().Trim().ShouldBe("thanks");
    }

    [Fact]
    public async Task A_folder_is_imported_once_and_a_malformed_file_is_left_out()
    {
        var folder = Directory.CreateTempSubdirectory("definitions");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "greeting.json"), Greeting);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broken.json"), "{ \"root\": {");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "x.form.json"), "{}");

            var first = await Import(folder.FullName);
            first.Select(file => (file.File, file.IsPublishedNow, file.Findings.Count)).ShouldBe([("broken.json", false, 1), ("greeting.json", true, 0)]);

            await Save(Greeting.Replace("Greets", "Changed by an administrator"), publish: true);
            (await Import(folder.FullName)).ShouldAllBe(file => !file.IsPublishedNow);
            (await _engine.Store.FindDefinitionAsync("greeting", VersionOptions.Published))!.Description.ShouldBe("Changed by an administrator");

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "greeting.json"), Greeting.Replace("Greets", "A new edition"));
            (await Import(folder.FullName)).Single(file => file.File == "greeting.json").IsPublishedNow.ShouldBeTrue();
            (await _engine.Store.FindDefinitionAsync("greeting", VersionOptions.Published))!.Version.ShouldBe(3);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private Task<SavedDefinition> Save(string text, bool publish)
    {
        var (json, findings) = DefinitionReader.Read(text);
        findings.ShouldBeEmpty();
        return _engine.With<SaveDefinition, SavedDefinition>(save => save.Run(json!, publish));
    }

    private Task<IReadOnlyList<ImportedFile>> Import(string folder) => _engine.With<ImportDefinitions, IReadOnlyList<ImportedFile>>(import => import.Run(folder));

    private async Task Publish(string eventName)
    {
        await _engine.With<IEventPublisher, int>(async publisher =>
        {
            await publisher.PublishAsync(eventName);
            return 0;
        });
        await _engine.WorkOff();
    }

    private Task<T> With<TService, T>(Func<TService, T> read) where TService : notnull => _engine.With<TService, T>(service => Task.FromResult(read(service)));
}
