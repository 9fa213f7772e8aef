namespace Workflows.Engine.Serialization;

/// <inheritdoc />
internal sealed class WorkflowSerializer(WorkflowWriter writer, DefinitionModel model) : IWorkflowSerializer
{
    public string Serialize(Workflow workflow)
    {
        var json = writer.Write(workflow);
        json["id"] = workflow.Identity.Id;
        json["version"] = workflow.Identity.Version;
        json["isReadonly"] = workflow.IsReadonly;
        json["isSystem"] = workflow.IsSystem;
        return json.ToJsonString(Json.Relaxed);
    }

    public Workflow Deserialize(string serializedWorkflow)
    {
        var (json, findings) = DefinitionReader.Read(serializedWorkflow);
        if (json is null) throw new JsonException($"Expected the JSON of a workflow, found: {string.Join(" ", findings)}");
        var definition = new WorkflowDefinition
        {
            Id = ActivityJson.Text(json["id"]) ?? "",
            DefinitionId = ActivityJson.Text(json["definitionId"]) ?? "",
            Version = ActivityJson.Number(json["version"]) is > 0 and var version ? version : 1,
            IsReadonly = json["isReadonly"]?.GetValueKind() == JsonValueKind.True,
            IsSystem = json["isSystem"]?.GetValueKind() == JsonValueKind.True
        };
        model.Apply(json, definition);
        return model.Materialize(definition);
    }
}
