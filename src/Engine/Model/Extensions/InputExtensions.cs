namespace Elsa.Extensions;

/// <summary>Reads inputs.</summary>
public static class InputExtensions
{
    /// <summary>The input's value.</summary>
    /// <exception cref="InvalidOperationException">The input is not set.</exception>
    public static T Get<T>(this Input<T>? input, ActivityExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = null) =>
        input.Get(context.ExpressionExecutionContext, inputName);

    /// <inheritdoc cref="Get{T}(Input{T}?,ActivityExecutionContext,string?)"/>
    public static T Get<T>(this Input<T>? input, ExpressionExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = null) =>
        input == null ? throw new InvalidOperationException($"Expected the input \"{inputName}\" to be set, found none. Give it a value, or read it with GetOrDefault.") : context.Get(input)!;

    /// <summary>The input's value; the default if the input is not set.</summary>
    public static T? GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context, Func<T>? defaultValue = null) => input.GetOrDefault(context.ExpressionExecutionContext, defaultValue);

    /// <inheritdoc cref="GetOrDefault{T}(Input{T}?,ActivityExecutionContext,Func{T}?)"/>
    public static T? GetOrDefault<T>(this Input<T>? input, ExpressionExecutionContext context, Func<T>? defaultValue = null)
    {
        var value = input == null ? default : context.Get(input);
        return value is null && defaultValue != null ? defaultValue() : value;
    }
}
