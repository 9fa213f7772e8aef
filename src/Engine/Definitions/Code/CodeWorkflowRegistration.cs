using System.Reflection;
using Elsa.Workflows.Runtime.Options;

namespace Elsa.Workflows.Runtime.Options
{
    /// <summary>What the runtime is told at start.</summary>
    public class RuntimeOptions
    {
        /// <summary>The workflows written in C#, by the name of their class.</summary>
        public IDictionary<string, Func<IServiceProvider, ValueTask<IWorkflow>>> Workflows { get; set; } = new Dictionary<string, Func<IServiceProvider, ValueTask<IWorkflow>>>(StringComparer.Ordinal);
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Adds workflows written in C#. They are published when the definitions are imported at start.</summary>
    public static class DependencyInjectionExtensions
    {
        public static IServiceCollection AddWorkflow<T>(this IServiceCollection services) where T : IWorkflow => services.AddWorkflow(typeof(T));

        public static IServiceCollection AddWorkflow(this IServiceCollection services, Type workflowType) => services.Configure<RuntimeOptions>(options =>
            options.Workflows[workflowType.FullName!] = provider => ValueTask.FromResult((IWorkflow)ActivatorUtilities.GetServiceOrCreateInstance(provider, workflowType)));

        /// <summary>Every public class of the assembly that is a workflow.</summary>
        public static IServiceCollection AddWorkflowsFrom<TMarker>(this IServiceCollection services) => services.AddWorkflowsFrom(typeof(TMarker).Assembly);

        /// <inheritdoc cref="AddWorkflowsFrom{TMarker}"/>
        public static IServiceCollection AddWorkflowsFrom(this IServiceCollection services, Assembly assembly)
        {
            foreach (var type in assembly.GetExportedTypes().Where(x => typeof(IWorkflow).IsAssignableFrom(x) && x is { IsAbstract: false, IsGenericTypeDefinition: false })) services.AddWorkflow(type);
            return services;
        }
    }
}
