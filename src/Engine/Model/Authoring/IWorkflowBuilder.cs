namespace Elsa.Workflows;

/// <summary>Collects what a workflow written in C# consists of.</summary>
public interface IWorkflowBuilder
{
    /// <summary>The same for all versions. Default: the name of the class.</summary>
    string? DefinitionId { get; set; }

    /// <summary>The id of the version. Default: <c>{class}:v{version}</c>.</summary>
    string? Id { get; set; }

    string? TenantId { get; set; }

    /// <summary>
    /// Range 1 and up, default 1. Raise it with every change to the graph while instances of the version before may still run, and keep the class of that
    /// version under another name.
    /// </summary>
    int Version { get; set; }

    /// <summary>Default: the definition id.</summary>
    string? Name { get; set; }

    string? Description { get; set; }
    bool IsReadonly { get; set; }
    bool IsSystem { get; set; }
    WorkflowOptions WorkflowOptions { get; }
    IActivity? Root { get; set; }
    ICollection<Variable> Variables { get; set; }
    ICollection<InputDefinition> Inputs { get; set; }
    ICollection<OutputDefinition> Outputs { get; set; }
    ICollection<string> Outcomes { get; set; }

    /// <summary>The variable whose value becomes the result.</summary>
    Variable? Result { get; set; }

    IDictionary<string, object> CustomProperties { get; }

    IWorkflowBuilder WithDefinitionId(string definitionId);
    IWorkflowBuilder WithId(string id);
    IWorkflowBuilder WithTenantId(string tenantId);

    /// <summary>A variable without a name of its own, kept with the instance.</summary>
    Variable<T> WithVariable<T>();

    Variable<T> WithVariable<T>(string name, T value);

    /// <inheritdoc cref="WithVariable{T}()"/>
    Variable<T> WithVariable<T>(T value);

    IWorkflowBuilder WithVariable<T>(Variable<T> variable);
    IWorkflowBuilder WithVariable(Variable variable);
    IWorkflowBuilder WithVariables(params Variable[] variables);
    InputDefinition WithInput<T>(string name, string? description = null);
    InputDefinition WithInput(string name, Type type, string? description = null);
    InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = null);
    InputDefinition WithInput(Action<InputDefinition> setup);
    IWorkflowBuilder WithInput(InputDefinition inputDefinition);
    OutputDefinition WithOutput<T>(string name, string? description = null);
    OutputDefinition WithOutput(string name, Type type, string? description = null);
    OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = null);
    OutputDefinition WithOutput(Action<OutputDefinition> setup);
    OutputDefinition WithOutput(OutputDefinition outputDefinition);
    IWorkflowBuilder WithCustomProperty(string name, object value);
    IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy;

    /// <summary>Editors show it, and let nobody change it.</summary>
    IWorkflowBuilder AsReadonly();

    /// <summary>It is not listed unless system workflows are asked for.</summary>
    IWorkflowBuilder AsSystemWorkflow();

    Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default);
    Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default);
}

/// <summary>Makes builders, one for each workflow.</summary>
public interface IWorkflowBuilderFactory
{
    IWorkflowBuilder CreateBuilder();
}
