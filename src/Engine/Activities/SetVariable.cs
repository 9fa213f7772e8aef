namespace Elsa.Workflows.Activities;

/// <summary>Sets a variable.</summary>
[Activity("Elsa", "Primitives", "Assign a value to a workflow variable.")]
public class SetVariable : CodeActivity
{
    public SetVariable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The variable to assign the value to.")] public Variable? Variable { get; set; }
    [Input(Description = "The value to assign.")] public Input<object?> Value { get; set; } = new(new Literal<object?>());

    protected override void Execute(ActivityExecutionContext context) => context.Assign(Variable, Value.GetOrDefault(context));
}

/// <summary>Sets a variable of a known type.</summary>
[Activity("Elsa", "Primitives", "Assign value to a workflow variable.")]
[System.ComponentModel.Browsable(false)]
public class SetVariable<T> : CodeActivity
{
    public SetVariable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public SetVariable(Variable<T> variable, Input<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
        Variable = variable;
        Value = value;
    }

    public SetVariable(Variable<T> variable, Variable<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(variable, new Input<T>(value), source, line)
    {
    }

    public SetVariable(Variable<T> variable, Func<ExpressionExecutionContext, T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(variable, new Input<T>(value), source, line)
    {
    }

    public SetVariable(Variable<T> variable, Func<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(variable, new Input<T>(value), source, line)
    {
    }

    public SetVariable(Variable<T> variable, T value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(variable, new Input<T>(value), source, line)
    {
    }

    [Input(Description = "The variable to assign the value to.")] public Variable<T> Variable { get; set; } = null!;
    [Input(Description = "The value to assign.")] public Input<T> Value { get; set; } = new(new Literal<T>());

    protected override void Execute(ActivityExecutionContext context) => context.Assign(Variable, Value.GetOrDefault(context));
}

internal static class VariableAssignment
{
    // A definition names the variable by id; one written by hand may have only its name right.
    public static void Assign(this ActivityExecutionContext context, Variable? variable, object? value)
    {
        if (variable == null) throw new InvalidOperationException("Expected a variable to set, found none. Choose one in the activity's settings.");
        if (variable.Id != null! && context.ExpressionExecutionContext.TryGetBlock(variable, out var block))
            block.Value = block.Metadata is VariableBlockMetadata { Variable: var declared } ? declared.ParseValue(value) : value;
        else
            context.SetVariable(variable.Name, value);
    }
}
