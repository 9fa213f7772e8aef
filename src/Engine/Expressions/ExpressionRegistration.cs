using Elsa.Expressions;
using Elsa.Expressions.Services;
using Elsa.Workflows.Expressions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Expressions.JavaScript;
using Workflows.Engine.Expressions.Liquid;

namespace Workflows.Engine.Expressions;

internal static class ExpressionRegistration
{
    /// <summary>Everything that evaluates expressions. Set <see cref="ExpressionLimits"/> with <c>services.Configure</c>.</summary>
    public static IServiceCollection AddExpressions(this IServiceCollection services)
    {
        services.AddOptions<ExpressionLimits>();
        services.TryAddScoped<IExpressionEvaluator, ExpressionEvaluator>();
        return services
            .AddSingleton<IWellKnownTypeRegistry, WellKnownTypeRegistry>()
            .AddSingleton<IExpressionDescriptorRegistry, ExpressionLanguages>()
            .AddSingleton<PreparedScripts>()
            .AddSingleton<PreparedTemplates>()
            .AddSingleton<LiteralExpressionHandler>()
            .AddSingleton<ObjectExpressionHandler>()
            .AddSingleton<DelegateExpressionHandler>()
            .AddSingleton<OutputExpressionHandler>()
            .AddSingleton<VariableExpressionHandler>()
            .AddSingleton<InputExpressionHandler>()
            .AddSingleton<JavaScriptExpressionHandler>()
            .AddSingleton<LiquidExpressionHandler>();
    }
}
