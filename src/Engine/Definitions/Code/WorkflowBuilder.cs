using Workflows.Engine.Descriptors;

namespace Workflows.Engine.Definitions.Code;

/// <inheritdoc />
internal sealed class WorkflowBuilder(IWorkflowGraphBuilder graphs, IActivityRegistry registry) : IWorkflowBuilder
{
    public string? DefinitionId { get; set; }
    public string? Id { get; set; }
    public string? TenantId { get; set; }
    public int Version { get; set; } = 1;
    public string? Name { get; set; }
    public string? Description { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public WorkflowOptions WorkflowOptions { get; } = new();
    public IActivity? Root { get; set; }
    public ICollection<Variable> Variables { get; set; } = new List<Variable>();
    public ICollection<InputDefinition> Inputs { get; set; } = new List<InputDefinition>();
    public ICollection<OutputDefinition> Outputs { get; set; } = new List<OutputDefinition>();
    public ICollection<string> Outcomes { get; set; } = new List<string>();
    public Variable? Result { get; set; }
    public IDictionary<string, object> CustomProperties { get; } = new Dictionary<string, object>();

    public IWorkflowBuilder WithDefinitionId(string definitionId) => Set(() => DefinitionId = definitionId);
    public IWorkflowBuilder WithId(string id) => Set(() => Id = id);
    public IWorkflowBuilder WithTenantId(string tenantId) => Set(() => TenantId = tenantId);

    public Variable<T> WithVariable<T>() => Add(new Variable<T>().WithWorkflowStorage());
    public Variable<T> WithVariable<T>(string name, T value) => Add(new Variable<T>(name, value));
    public Variable<T> WithVariable<T>(T value) => Add(new Variable<T>(value).WithWorkflowStorage());
    public IWorkflowBuilder WithVariable<T>(Variable<T> variable) => Set(() => Add(variable));
    public IWorkflowBuilder WithVariable(Variable variable) => Set(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariables(params Variable[] variables)
    {
        foreach (var variable in variables) Variables.Add(variable);
        return this;
    }

    public InputDefinition WithInput<T>(string name, string? description = null) => WithInput(name, typeof(T), description);
    public InputDefinition WithInput(string name, Type type, string? description = null) => WithInput(input => (input.Name, input.Type, input.Description) = (name, type, description ?? ""));

    public InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = null) => WithInput(input =>
    {
        (input.Name, input.Type) = (name, type);
        setup?.Invoke(input);
    });

    public InputDefinition WithInput(Action<InputDefinition> setup)
    {
        var input = new InputDefinition();
        setup(input);
        Inputs.Add(input);
        return input;
    }

    public IWorkflowBuilder WithInput(InputDefinition inputDefinition) => Set(() => Inputs.Add(inputDefinition));

    public OutputDefinition WithOutput<T>(string name, string? description = null) => WithOutput(name, typeof(T), description);
    public OutputDefinition WithOutput(string name, Type type, string? description = null) => WithOutput(output => (output.Name, output.Type, output.Description) = (name, type, description ?? ""));

    public OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = null) => WithOutput(output =>
    {
        (output.Name, output.Type) = (name, type);
        setup?.Invoke(output);
    });

    public OutputDefinition WithOutput(Action<OutputDefinition> setup)
    {
        var output = new OutputDefinition();
        setup(output);
        return WithOutput(output);
    }

    public OutputDefinition WithOutput(OutputDefinition outputDefinition)
    {
        Outputs.Add(outputDefinition);
        return outputDefinition;
    }

    public IWorkflowBuilder WithCustomProperty(string name, object value) => Set(() => CustomProperties[name] = value);
    public IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy => Set(() => WorkflowOptions.ActivationStrategyType = typeof(T));
    public IWorkflowBuilder AsReadonly() => Set(() => IsReadonly = true);
    public IWorkflowBuilder AsSystemWorkflow() => Set(() => IsSystem = true);

    public async Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default)
    {
        var name = workflowDefinition.GetType().Name;
        DefinitionId = name;
        await workflowDefinition.BuildAsync(this, cancellationToken);
        if (string.IsNullOrEmpty(Id)) Id = $"{name}:v{Version}";
        return await BuildWorkflowAsync(cancellationToken);
    }

    /// <summary>Builds the workflow. Activity classes it uses that nobody has registered are registered: editors must be able to show them.</summary>
    public async Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default)
    {
        var definitionId = DefinitionId ?? "";
        var number = 0;
        foreach (var variable in Variables.Where(x => string.IsNullOrWhiteSpace(x.Name))) variable.Name = $"Variable_{number++}";
        var workflow = new Workflow(
            new WorkflowIdentity(definitionId, Version, Id ?? "", TenantId), WorkflowPublication.LatestAndPublished, new WorkflowMetadata(string.IsNullOrEmpty(Name) ? definitionId : Name, Description),
            WorkflowOptions, Root ?? new Sequence(), Variables, Inputs, Outputs, Outcomes, CustomProperties, IsReadonly, IsSystem);
        if (Result != null)
        {
            workflow.ResultVariable = Result;
            workflow.Result = new Output<object>(Result);
        }

        var graph = await graphs.BuildAsync(workflow, cancellationToken);
        foreach (var type in graph.Nodes.Select(x => x.Activity.GetType()).Distinct())
            if (registry.Find(ActivityShape.TypeNameOf(type), ActivityShape.VersionOf(type)) is null)
                registry.Register(ActivityDescriber.Describe(type));
        return workflow;
    }

    private WorkflowBuilder Set(Action set)
    {
        set();
        return this;
    }

    private Variable<T> Add<T>(Variable<T> variable)
    {
        Variables.Add(variable);
        return variable;
    }
}

/// <inheritdoc />
internal sealed class WorkflowBuilderFactory(IServiceProvider services) : IWorkflowBuilderFactory
{
    public IWorkflowBuilder CreateBuilder() => ActivatorUtilities.CreateInstance<WorkflowBuilder>(services);
}
