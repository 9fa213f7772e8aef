namespace Elsa.Workflows
{
    /// <summary>May a new instance start?</summary>
    public interface IWorkflowActivationStrategy
    {
        ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context);
    }

    /// <summary>The workflow that is to start, and its correlation id.</summary>
    public record WorkflowInstantiationStrategyContext(Workflow Workflow, string? CorrelationId, CancellationToken CancellationToken);
}

namespace Elsa.Workflows.ActivationValidators
{
    /// <summary>Always.</summary>
    [System.ComponentModel.DisplayName("Always")]
    [System.ComponentModel.Description("Always allow the creation of a new instance")]
    public class AllowAlwaysStrategy : IWorkflowActivationStrategy
    {
        public ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) => ValueTask.FromResult(true);
    }
}

namespace Elsa.Workflows.Runtime.ActivationValidators
{
    /// <summary>Only while no instance of the definition runs.</summary>
    [System.ComponentModel.DisplayName("Singleton")]
    [System.ComponentModel.Description("Only allow one running instance of the definition")]
    public class SingletonStrategy(IWorkflowStore store) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            !await store.AnyInstanceAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, DefinitionId = context.Workflow.Identity.DefinitionId }, context.CancellationToken);
    }

    /// <summary>Only while no instance of any definition runs with the correlation id.</summary>
    [System.ComponentModel.DisplayName("Correlation")]
    [System.ComponentModel.Description("Only allow one running instance with the correlation id, whatever the definition")]
    public class CorrelationStrategy(IWorkflowStore store) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            string.IsNullOrEmpty(context.CorrelationId)
            || !await store.AnyInstanceAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, CorrelationId = context.CorrelationId }, context.CancellationToken);
    }

    /// <summary>Only while no instance of the definition runs with the correlation id.</summary>
    [System.ComponentModel.DisplayName("Correlated singleton")]
    [System.ComponentModel.Description("Only allow one running instance of the definition with the correlation id")]
    public class CorrelatedSingletonStrategy(IWorkflowStore store) : IWorkflowActivationStrategy
    {
        public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
            !await store.AnyInstanceAsync(
                new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, DefinitionId = context.Workflow.Identity.DefinitionId, CorrelationId = context.CorrelationId }, context.CancellationToken);
    }
}
