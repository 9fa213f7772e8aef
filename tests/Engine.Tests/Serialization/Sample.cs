using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Serialization;

/// <summary>Definitions in the shape an official server exports, and the services that read them.</summary>
internal static class Sample
{
    public static ServiceProvider Services { get; } = new ServiceCollection().AddWorkflowEngine().AddSingleton<IWorkflowStore, InMemoryStore>().BuildServiceProvider();

    public static DefinitionModel Model => Services.GetRequiredService<DefinitionModel>();

    public static JsonObject OrderApproval([CallerFilePath] string here = "") =>
        DefinitionReader.Read(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Samples", "order-approval.json"))).Model!;

    /// <summary>Reads the definition as a row and gives it back.</summary>
    public static JsonObject ThereAndBack(JsonObject json)
    {
        var definition = new WorkflowDefinition { Id = "v1", DefinitionId = "order-approval", Version = 1, IsLatest = true };
        Model.Apply(json, definition);
        return Model.Write(definition);
    }

    public static Workflow Read(JsonObject json)
    {
        var definition = new WorkflowDefinition { Id = "v1", DefinitionId = "order-approval", Version = 1, IsLatest = true };
        Model.Apply(json, definition);
        return Model.Materialize(definition);
    }
}
