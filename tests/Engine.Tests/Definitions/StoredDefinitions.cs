using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Definitions;

/// <summary>An engine whose flows are stored definitions, and the JSON to write them in few words.</summary>
internal static class StoredDefinitions
{
    public static TestEngine NewEngine(Action<IServiceCollection>? configure = null, InMemoryStore? store = null) => new(services =>
    {
        services.AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>();
        configure?.Invoke(services);
    }, store is null ? 1 : 2, store);

    public static Task<SavedDefinition> Save(this TestEngine engine, string json, bool publish = true)
    {
        var (model, findings) = DefinitionReader.Read(json);
        findings.ShouldBeEmpty();
        return engine.With<SaveDefinition, SavedDefinition>(save => save.Run(model!, publish));
    }

    /// <summary>Saves, publishes, and expects that to succeed.</summary>
    public static async Task<WorkflowDefinition> Published(this TestEngine engine, string json)
    {
        var saved = await engine.Save(json);
        saved.Publication!.ValidationErrors.ShouldBeEmpty();
        return (await engine.Store.FindDefinitionVersionAsync(saved.Definition.Id))!;
    }

    public static Task<PublishWorkflowDefinitionResult> Publication(this TestEngine engine, string json) => engine.Save(json).ContinueWith(x => x.Result.Publication!, TaskScheduler.Default);

    /// <summary>The latest version as an editor gets it.</summary>
    public static async Task<JsonObject> Opened(this TestEngine engine, string definitionId)
    {
        var latest = (await engine.Store.FindDefinitionAsync(definitionId, VersionOptions.Latest))!;
        return await engine.With<DefinitionModel, JsonObject>(model => Task.FromResult(model.WriteForEditor(latest)));
    }

    public static async Task<WorkflowDefinition> Latest(this TestEngine engine, string definitionId) => (await engine.Store.FindDefinitionAsync(definitionId, VersionOptions.Latest))!;

    /// <summary>What the console showed, one line after the other.</summary>
    public static string Said(this TestEngine engine) => string.Join(' ', engine.Console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A definition with a sequence as its root.</summary>
    public static string Definition(string id, string name, string members, params string[] activities) =>
        $$"""{ "definitionId": "{{id}}", "name": "{{name}}", {{members}} "root": {{Sequence("s", activities)}} }""";

    public static string Usable(string more = "") => $$""" "options": { "usableAsActivity": true {{more}} }, """;

    public static string Sequence(string id, params string[] activities) => $$"""{ "id": "{{id}}", "type": "Elsa.Sequence", "version": 1, "activities": [ {{string.Join(", ", activities)}} ] }""";

    public static string Say(string id, string text) => $$"""{ "id": "{{id}}", "type": "Elsa.WriteLine", "version": 1, "text": {{Js(text)}} }""";

    public static string Await(string id) => $$"""{ "id": "{{id}}", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "{{id}}" } } }""";

    public static string End(string id, string outcome) => $$"""{ "id": "{{id}}", "type": "Elsa.Complete", "version": 1, "outcomes": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"{{outcome}}\"]" } } }""";

    public static string Set(string id, string variable, string script) => $$"""{ "id": "{{id}}", "type": "Elsa.SetVariable", "version": 1, "variable": { "id": "{{variable}}", "name": "{{variable}}", "typeName": "Object" }, "value": {{Js(script)}} }""";

    public static string Js(string script) => $$"""{ "typeName": "Object", "expression": { "type": "JavaScript", "value": {{JsonValue.Create(script).ToJsonString()}} } }""";

    public static string To(string id) => $$"""{ "typeName": "Object", "memoryReference": { "id": "{{id}}" } }""";

    /// <summary>An activity that stands for a version of a definition.</summary>
    public static string Runs(string id, WorkflowDefinition version, string members = "") =>
        $$"""{ "id": "{{id}}", "name": "{{id}}", "type": "{{Naming.Pascalize(version.Name!)}}", "version": {{version.Version}}, "workflowDefinitionId": "{{version.DefinitionId}}", "workflowDefinitionVersionId": "{{version.Id}}" {{(members.Length == 0 ? "" : ", " + members)}} }""";

    public static string Variable(string name, string type = "Object") =>
        $$"""{ "id": "{{name}}", "name": "{{name}}", "typeName": "{{type}}", "isArray": false, "storageDriverTypeName": "WorkflowInstanceStorageDriver" }""";
}
