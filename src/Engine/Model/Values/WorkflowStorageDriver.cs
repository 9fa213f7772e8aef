namespace Elsa.Workflows.Services;

/// <summary>The older name of <see cref="WorkflowInstanceStorageDriver"/>; definitions still carry it.</summary>
[System.ComponentModel.DisplayName("Workflow")]
public class WorkflowStorageDriver : WorkflowInstanceStorageDriver, IStorageDriver
{
    public new double Priority => 4;
}
