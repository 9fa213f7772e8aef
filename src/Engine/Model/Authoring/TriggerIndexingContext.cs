namespace Elsa.Workflows;

/// <summary>The workflow whose triggers are being indexed.</summary>
public class WorkflowIndexingContext(Workflow workflow, CancellationToken cancellationToken)
{
    public Workflow Workflow { get; } = workflow;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public IDictionary<ITrigger, MemoryRegister> Registers { get; } = new Dictionary<ITrigger, MemoryRegister>();

    public MemoryRegister GetOrCreateRegister(ITrigger activity)
    {
        if (!Registers.TryGetValue(activity, out var register)) Registers[activity] = register = new MemoryRegister();
        return register;
    }
}

/// <summary>What a trigger may use to say what it listens for. <see cref="TriggerName"/> defaults to the activity's type.</summary>
public class TriggerIndexingContext(WorkflowIndexingContext workflowIndexingContext, ExpressionExecutionContext expressionExecutionContext, ITrigger trigger, CancellationToken cancellationToken)
{
    public WorkflowIndexingContext WorkflowIndexingContext { get; } = workflowIndexingContext;
    public ExpressionExecutionContext ExpressionExecutionContext { get; } = expressionExecutionContext;
    public ITrigger Trigger { get; } = trigger;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public string TriggerName { get; set; } = trigger.Type;

    public T? Get<T>(Input<T>? input) => input == null ? default : ExpressionExecutionContext.Get(input);
}
