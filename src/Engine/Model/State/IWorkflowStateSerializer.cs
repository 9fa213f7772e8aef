namespace Elsa.Workflows;

/// <summary>Writes an instance's state as JSON and reads it back.</summary>
public interface IWorkflowStateSerializer
{
    string Serialize(WorkflowState workflowState);
    byte[] SerializeToUtfBytes(WorkflowState workflowState);
    JsonElement SerializeToElement(WorkflowState workflowState);
    WorkflowState Deserialize(string serializedState);
    WorkflowState Deserialize(JsonElement serializedState);
}
