namespace Elsa.Workflows.Expressions;

/// <summary>Reads an input of the workflow; the expression's value is the input's definition.</summary>
public class InputExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        ValueTask.FromResult(expression.Value is InputDefinition input ? context.GetInput(input.Name) : null);
}
