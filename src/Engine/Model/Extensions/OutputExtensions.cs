namespace Elsa.Extensions;

/// <summary>Sets outputs.</summary>
public static class OutputExtensions
{
    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        context.Set(output, value, outputName);

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, T? value) => context.Set((Output?)output, value);

    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, Variable<T> value) => output.Set(context, value.Get(context));

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, Variable<T> value) => output.Set(context, value.Get(context));

    /// <summary>Is the output captured anywhere?</summary>
    public static bool HasTarget(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference?.Invoke() is { Id: { } id } reference && (context.ExpressionExecutionContext.TryGetBlock(reference, out _) || context.SurroundingWorkflow.Outputs.Any(x => x.Name == id));

    /// <summary>The type of what the output is captured in.</summary>
    public static Type? GetTargetType(this Output? output, ActivityExecutionContext context)
    {
        if (output?.MemoryBlockReference?.Invoke() is not { Id: { } id } reference) return null;
        if (context.ExpressionExecutionContext.TryGetBlock(reference, out var block) && block.Metadata is VariableBlockMetadata { Variable: var variable }) return variable.GetVariableType();
        return context.SurroundingWorkflow.Outputs.FirstOrDefault(x => x.Name == id)?.Type;
    }

    /// <summary>Converts a value to the output's type.</summary>
    public static object? ParseValue(this Output output, object? value) => VariableExtensions.ParseValue(output.GetType() is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object), value);

    /// <summary>An input that reads what the output was captured in.</summary>
    public static Input<T> CreateInput<T>(this Output output) => new(output);
}
