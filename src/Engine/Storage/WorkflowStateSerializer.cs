namespace Workflows.Engine.Storage;

/// <summary>Writes states with <see cref="EngineJson"/>.</summary>
public sealed class WorkflowStateSerializer : IWorkflowStateSerializer
{
    public string Serialize(WorkflowState workflowState) => EngineJson.Serialize(workflowState);
    public byte[] SerializeToUtfBytes(WorkflowState workflowState) => JsonSerializer.SerializeToUtf8Bytes(workflowState, EngineJson.Options);
    public JsonElement SerializeToElement(WorkflowState workflowState) => JsonSerializer.SerializeToElement(workflowState, EngineJson.Options);
    public WorkflowState Deserialize(string serializedState) => EngineJson.Deserialize<WorkflowState>(serializedState)!;
    public WorkflowState Deserialize(JsonElement serializedState) => serializedState.Deserialize<WorkflowState>(EngineJson.Options)!;
}
