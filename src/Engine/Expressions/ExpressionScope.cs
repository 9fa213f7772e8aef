namespace Workflows.Engine.Expressions;

/// <summary>What an expression can name: variables (inner scopes first), inputs, outputs, and the instance it belongs to.</summary>
internal sealed class ExpressionScope(ExpressionExecutionContext context)
{
    private readonly WorkflowExecutionContext? _workflow = context.TryGetWorkflowExecutionContext(out var workflow) ? workflow : null;
    private Dictionary<string, Variable>? _variables;

    /// <summary>Null while triggers are indexed: there is no instance yet.</summary>
    public WorkflowExecutionContext? Workflow => _workflow;

    public IReadOnlyDictionary<string, Variable> Variables => _variables ??= FindVariables();

    public object? Variable(string name) => Variables.TryGetValue(name, out var variable) && context.TryGet(variable, out var value) ? value : null;

    /// <summary>Sets the variable where it is declared, converted to its type; declares it in the current scope if there is none.</summary>
    public void SetVariable(string name, object? value)
    {
        if (Variables.TryGetValue(name, out var variable)) context.Set(variable, variable.ParseValue(value));
        else _variables![name] = context.SetVariable(name, value);
    }

    public IDictionary<string, object> Inputs => context.ReadInputs();

    public object? Input(string name) => context.GetInput(name);

    public object? Output(string activity, string? output) => context.GetOutput(activity, output);

    public object? LastResult => context.GetLastResult();

    /// <summary>The activity's id or name and the input the expression belongs to, for messages.</summary>
    public string Place(Expression expression)
    {
        if (!context.TryGetActivityExecutionContext(out var activity)) return "an expression";
        var owner = activity.Activity;
        var input = ActivityShape.Of(owner.GetType()).Inputs.FirstOrDefault(x => x.Get(owner) is Input found && ReferenceEquals(found.Expression, expression));
        var name = owner.Name is { Length: > 0 } ? $"{owner.Name} ({owner.Id})" : owner.Id;
        return input is null ? $"an expression of activity {name}" : $"the input {input.Name} of activity {name}";
    }

    private Dictionary<string, Variable> FindVariables()
    {
        var found = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var variable in context.EnumerateVariablesInScope())
            if (variable.Name is { Length: > 0 } name)
                found.TryAdd(name, variable);
        return found;
    }
}
