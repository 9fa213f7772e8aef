namespace Elsa.Workflows
{
    /// <summary>What happens to an instance when one of its activities fails.</summary>
    public interface IIncidentStrategy
    {
        void HandleIncident(ActivityExecutionContext context);
    }
}

namespace Elsa.Workflows.IncidentStrategies
{
    /// <summary>The whole instance is faulted; the default.</summary>
    [System.ComponentModel.DisplayName("Fault")]
    [System.ComponentModel.Description("Fault the workflow")]
    public class FaultStrategy : IIncidentStrategy
    {
        public void HandleIncident(ActivityExecutionContext context) => context.WorkflowExecutionContext.TransitionTo(WorkflowSubStatus.Faulted);
    }

    /// <summary>Other branches go on; a flowchart with a faulted activity does not complete.</summary>
    [System.ComponentModel.DisplayName("Continue with incidents")]
    [System.ComponentModel.Description("Continue with other branches")]
    public class ContinueWithIncidentsStrategy : IIncidentStrategy
    {
        public void HandleIncident(ActivityExecutionContext context)
        {
        }
    }
}
