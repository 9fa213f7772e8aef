namespace Elsa.Extensions;

/// <summary>What expressions and activities find in a scope.</summary>
public static class ExpressionExecutionContextExtensions
{
    public static readonly object WorkflowExecutionContextKey = new();
    public static readonly object ActivityExecutionContextKey = new();
    public static readonly object InputKey = new();
    public static readonly object WorkflowKey = new();
    public static readonly object ActivityKey = new();

    /// <summary>The properties of a scope in which a trigger's inputs are evaluated: there is a workflow, but no instance yet.</summary>
    public static IDictionary<object, object> CreateTriggerIndexingPropertiesFrom(Workflow workflow, IDictionary<string, object> input) =>
        new Dictionary<object, object> { [WorkflowKey] = workflow, [InputKey] = input };

    public static bool TryGetWorkflowExecutionContext(this ExpressionExecutionContext context, out WorkflowExecutionContext workflowExecutionContext) =>
        TryFind(context, WorkflowExecutionContextKey, out workflowExecutionContext);

    public static WorkflowExecutionContext GetWorkflowExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var found) ? found : throw new InvalidOperationException("Expected a running workflow around this expression, found none.");

    public static bool TryGetActivityExecutionContext(this ExpressionExecutionContext context, out ActivityExecutionContext activityExecutionContext) =>
        TryFind(context, ActivityExecutionContextKey, out activityExecutionContext);

    public static ActivityExecutionContext GetActivityExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var found) ? found : throw new InvalidOperationException("Expected a running activity around this expression, found none.");

    public static IActivity GetActivity(this ExpressionExecutionContext context) => (IActivity)context.TransientProperties[ActivityKey];

    public static ExpressionExecutionContext? FindParent(this ExpressionExecutionContext context, Func<ExpressionExecutionContext, bool> predicate)
    {
        for (var scope = context.ParentContext; scope != null; scope = scope.ParentContext)
            if (predicate(scope))
                return scope;
        return null;
    }

    public static ExpressionExecutionContext? FindContextContainingBlock(this ExpressionExecutionContext context, string blockId) =>
        context.Memory.HasBlock(blockId) ? context : context.FindParent(x => x.Memory.HasBlock(blockId));

    /// <summary>The input's value; default if it has not been evaluated.</summary>
    public static T? Get<T>(this ExpressionExecutionContext context, Input<T>? input)
    {
        if (input == null) return default;
        var reference = input.MemoryBlockReference();
        if (reference.Id != null! && context.TryGet(reference, out var value)) return value.ConvertTo<T>();
        return reference is Literal literal ? literal.Value.ConvertTo<T>() : default;
    }

    public static object? Get(this ExpressionExecutionContext context, Output output) => context.Get(output.MemoryBlockReference());
    public static T? Get<T>(this ExpressionExecutionContext context, Output output) => context.Get<T>(output.MemoryBlockReference());

    public static void Set(this ExpressionExecutionContext context, Output? output, object? value, Action<MemoryBlock>? configure = null)
    {
        if (output?.MemoryBlockReference?.Invoke() is { Id: not null } reference) context.Set(reference, value, configure);
    }

    /// <summary>The variables of this scope, then those of outer scopes.</summary>
    public static IEnumerable<Variable> EnumerateVariablesInScope(this ExpressionExecutionContext context)
    {
        for (var scope = context; scope != null; scope = scope.ParentContext)
            foreach (var block in scope.Memory.Blocks.Values)
                if (block.Metadata is VariableBlockMetadata { Variable: var variable })
                    yield return variable;
    }

    public static IEnumerable<Variable> GetVariablesInScope(this ExpressionExecutionContext context) => context.EnumerateVariablesInScope().DistinctBy(x => x.Name);

    public static IEnumerable<string> GetVariableNamesInScope(this ExpressionExecutionContext context) =>
        context.EnumerateVariablesInScope().Select(x => x.Name).Where(x => !string.IsNullOrWhiteSpace(x)).Distinct();

    public static Variable? GetVariable(this ExpressionExecutionContext context, string name, bool localScopeOnly = false) =>
        FindVariable(context, name, localScopeOnly)?.Metadata is VariableBlockMetadata { Variable: var variable } ? variable : null;

    public static T? GetVariable<T>(this ExpressionExecutionContext context, string name) => FindVariable(context, name, false) is { } block ? block.Value.ConvertTo<T>() : default;

    public static object? GetVariableInScope(this ExpressionExecutionContext context, string variableName) => FindVariable(context, variableName, false)?.Value;

    public static void SetVariableInScope(this ExpressionExecutionContext context, string variableName, object? value) => context.SetVariable(variableName, value);

    public static Variable CreateVariable<T>(this ExpressionExecutionContext context, string name, T? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null)
    {
        if (FindVariable(context, name, true) != null)
            throw new InvalidOperationException($"Expected no variable \"{name}\" in this scope yet, found one. Set it instead.");
        var owner = context.GetVariableContainerContext();
        var variable = new Variable(name, value) { StorageDriverType = storageDriverType ?? typeof(WorkflowInstanceStorageDriver) };
        if (owner.TryGetActivityExecutionContext(out var activity)) activity.DynamicVariables.Add(variable);
        var block = owner.Memory.Declare(variable);
        block.Value = value;
        configure?.Invoke(block);
        return variable;
    }

    public static Variable SetVariable<T>(this ExpressionExecutionContext context, string name, T? value, Action<MemoryBlock>? configure = null)
    {
        if (FindVariable(context, name, false) is not { Metadata: VariableBlockMetadata { Variable: var variable } } block) return context.CreateVariable(name, value, configure: configure);
        block.Value = variable.ParseValue(value);
        configure?.Invoke(block);
        return variable;
    }

    /// <summary>The nearest scope that may own variables.</summary>
    public static ExpressionExecutionContext GetVariableContainerContext(this ExpressionExecutionContext context)
    {
        for (var scope = context; ; scope = scope.ParentContext)
        {
            if (scope.ParentContext == null) return scope;
            if (scope.TransientProperties.TryGetValue(ActivityKey, out var activity) && activity is IVariableContainer) return scope;
        }
    }

    /// <summary>The workflow's input of that name; inside a workflow that runs as an activity its own inputs come first.</summary>
    public static object? GetInput(this ExpressionExecutionContext context, string name)
    {
        if (context.TryGetActivityExecutionContext(out var activity) && FindArgument(activity, name) is { } argument) return argument.Value;
        if (context.TryGetWorkflowExecutionContext(out var workflow)) return workflow.Input.TryGetValue(name, out var value) ? value : null;
        return TryFind<IDictionary<string, object>>(context, InputKey, out var input) && input.TryGetValue(name, out var found) ? found : null;
    }

    public static T? GetInput<T>(this ExpressionExecutionContext context, string name) => context.GetInput(name).ConvertTo<T>();

    public static T? GetInput<T>(this ExpressionExecutionContext context, InputDefinition inputDefinition) => context.GetInput<T>(inputDefinition.Name);

    public static IEnumerable<WorkflowInput> GetWorkflowInputs(this ExpressionExecutionContext context) => context.GetWorkflowExecutionContext().Input.Select(x => new WorkflowInput(x.Key, x.Value));

    /// <summary>What an activity yielded since the instance was last resumed; null if nothing.</summary>
    public static object? GetOutput(this ExpressionExecutionContext context, string activityIdOrName, string? outputName = null)
    {
        var workflow = context.GetWorkflowExecutionContext();
        var activity = context.TryGetActivityExecutionContext(out var current) ? current.FindActivityByIdOrName(activityIdOrName) : workflow.FindActivityById(activityIdOrName);
        return activity == null ? null : workflow.GetActivityOutputRegister().FindOutputByActivityId(activity.Id, outputName);
    }

    /// <summary>Sets what the output is captured in.</summary>
    public static void SetBoundValue(this ExpressionExecutionContext context, Output output, object? value) => context.Set(output, value);

    /// <summary>Does it stand inside a composite, other than the workflow of the instance?</summary>
    public static bool IsContainedWithinCompositeActivity(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var activity) && activity.GetAncestors().Any(x => x.Activity is Composite && x.ParentActivityExecutionContext != null);

    /// <summary>All memory in scope by id; an inner block hides an outer one of the same id.</summary>
    public static IDictionary<string, MemoryBlock> FlattenMemoryBlocks(this ExpressionExecutionContext context)
    {
        var blocks = new Dictionary<string, MemoryBlock>(StringComparer.Ordinal);
        for (var scope = context; scope != null; scope = scope.ParentContext)
            foreach (var (id, block) in scope.Memory.Blocks)
                blocks.TryAdd(id, block);
        return blocks;
    }

    /// <summary>The values of <see cref="FlattenMemoryBlocks"/>.</summary>
    public static IDictionary<string, object> ReadAndFlattenMemoryBlocks(this ExpressionExecutionContext context) => context.FlattenMemoryBlocks().ToDictionary(x => x.Key, x => x.Value.Value!);

    /// <summary>The activities of the graph that have outputs, with the names of those.</summary>
    public static async IAsyncEnumerable<ActivityOutputs> GetActivityOutputs(this ExpressionExecutionContext context)
    {
        await Task.CompletedTask;
        foreach (var activity in context.GetWorkflowExecutionContext().Nodes.Select(x => x.Activity))
            if (ActivityShape.Of(activity.GetType()).Outputs.Select(x => x.Name).Concat(activity.SyntheticProperties.Where(x => x.Value is Output).Select(x => x.Key)).ToList() is { Count: > 0 } names)
                yield return new ActivityOutputs(activity.Id, activity.Name ?? activity.Id, names);
    }

    public static object? GetLastResult(this ExpressionExecutionContext context) => context.GetWorkflowExecutionContext().GetLastActivityResult();

    internal static IDictionary<string, object> ReadVariables(this ExpressionExecutionContext context)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var scope = context; scope != null; scope = scope.ParentContext)
            foreach (var block in scope.Memory.Blocks.Values)
                if (block.Metadata is VariableBlockMetadata { Variable: { Name: { } name } })
                    values.TryAdd(name, block.Value!);
        return values;
    }

    /// <summary>The inputs that an expression finds by name.</summary>
    internal static IDictionary<string, object> ReadInputs(this ExpressionExecutionContext context)
    {
        if (!context.TryGetWorkflowExecutionContext(out var workflow)) return new Dictionary<string, object>();
        if (!context.TryGetActivityExecutionContext(out var activity) || Inside(activity) is not { Activity: Workflow inner } composed) return workflow.Input;
        var values = new Dictionary<string, object>(workflow.Input);
        foreach (var input in inner.Inputs)
            if (composed.ExpressionExecutionContext.Memory.TryGetBlock(input.Name, out var block))
                values[input.Name] = block.Value!;
        return values;
    }

    private static MemoryBlock? FindArgument(ActivityExecutionContext activity, string name) =>
        Inside(activity) is { Activity: Workflow inner } composed && inner.Inputs.Any(x => x.Name == name) && composed.ExpressionExecutionContext.Memory.TryGetBlock(name, out var block) ? block : null;

    private static ActivityExecutionContext? Inside(ActivityExecutionContext activity) =>
        activity.Activity is Workflow && activity.ParentActivityExecutionContext != null ? activity : activity.ComposedWorkflow;

    private static MemoryBlock? FindVariable(ExpressionExecutionContext context, string name, bool localScopeOnly)
    {
        for (var scope = context; scope != null; scope = localScopeOnly ? null : scope.ParentContext)
            foreach (var block in scope.Memory.Blocks.Values)
                if (block.Metadata is VariableBlockMetadata { Variable: var variable } && variable.Name == name)
                    return block;
        return null;
    }

    private static bool TryFind<T>(ExpressionExecutionContext context, object key, out T found)
    {
        for (var scope = context; scope != null; scope = scope.ParentContext)
            if (scope.TransientProperties.TryGetValue(key, out var value))
            {
                found = (T)value;
                return true;
            }

        found = default!;
        return false;
    }
}
