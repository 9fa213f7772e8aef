using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>
/// Renders Liquid. A template sees <c>Variables.X</c>, <c>Input.X</c>, <c>CorrelationId</c>, <c>WorkflowDefinitionId</c>, <c>WorkflowDefinitionVersionId</c>,
/// <c>WorkflowDefinitionVersion</c> and <c>WorkflowInstanceId</c>, as plain data.
/// </summary>
internal sealed class LiquidExpressionHandler(PreparedTemplates templates, IOptions<ExpressionLimits> options) : IExpressionHandler
{
    private readonly ExpressionLimits _limits = options.Value;

    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        var source = expression.Value?.ToString();
        if (string.IsNullOrEmpty(source)) return ValueTask.FromResult<object?>("");
        var scope = new ExpressionScope(context);
        try
        {
            if (source.Length > _limits.SourceLength) throw new System.ArgumentException($"it has {source.Length:N0} characters; {_limits.SourceLength:N0} are allowed");
            using var text = new BoundedText(_limits.TextLength);
            using var time = new CancellationTokenSource(_limits.Time);
            var reading = new Context([Roots(scope, options)], [], BoundedText.RegistersFor(_limits.TextLength), ErrorsOutputMode.Rethrow, _limits.Iterations, CultureInfo.InvariantCulture, time.Token)
            {
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a
            };
            reading.AddFilters(typeof(LiquidFilters));
            templates.Find(source).Render(text, new RenderParameters(CultureInfo.InvariantCulture) { Context = reading });
            return ValueTask.FromResult<object?>(text.ToString());
        }
        catch (Exception e) when (Explain(e, scope.Place(expression)) is { } explained)
        {
            throw explained;
        }
    }

    private static Hash Roots(ExpressionScope scope, ExpressionEvaluatorOptions options)
    {
        var roots = new Hash
        {
            ["Variables"] = new Names(scope.Variable),
            ["Input"] = new Names(scope.Input),
            ["CorrelationId"] = scope.Workflow?.CorrelationId,
            ["WorkflowDefinitionId"] = scope.Workflow?.Workflow.Identity.DefinitionId,
            ["WorkflowDefinitionVersionId"] = scope.Workflow?.Workflow.Identity.Id,
            ["WorkflowDefinitionVersion"] = scope.Workflow?.Workflow.Identity.Version,
            ["WorkflowInstanceId"] = scope.Workflow?.Id
        };
        foreach (var (name, value) in options.Arguments) roots[name] = PlainValue.From(value);
        return roots;
    }

    private ExpressionFailedException? Explain(Exception e, string place)
    {
        return e switch
        {
            MaximumIterationsExceededException => Limit($"to go through at most {_limits.Iterations:N0} items, but there were more"),
            OperationCanceledException or RegexMatchTimeoutException => Limit($"to end within {_limits.Time.TotalSeconds:0.###} s, but it went on"),
            TextLengthException or OutOfMemoryException => Limit($"to make no text longer than {_limits.TextLength:N0} characters, but it did"),
            StackLevelException => Limit("to nest its blocks less than 100 deep, but it did"),
            SyntaxException or FilterNotFoundException => Failure($"to be a template, but: {e.Message}. Correct its spelling."),
            LiquidException or System.Reflection.TargetInvocationException or OverflowException or DivideByZeroException or FormatException or System.ArgumentException or InvalidCastException => Failure($"to yield a text, but: {e.Message}. Correct the template or what it reads."),
            _ => null
        };

        ExpressionFailedException Failure(string what) => new($"Expected the Liquid of {place} {what}", e);
        ExpressionLimitException Limit(string what) => new($"Expected the Liquid of {place} {what}. Make it shorter, or do the work in an activity of its own.", e);
    }

    /// <summary>Members that are looked up when they are named.</summary>
    private sealed class Names(Func<string, object?> find) : Drop
    {
        public override object? BeforeMethod(string method) => PlainValue.From(find(method));
    }
}
