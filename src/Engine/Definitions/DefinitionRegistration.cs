using Elsa.Workflows.Management.Services;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

internal static class DefinitionRegistration
{
    /// <summary>Everything that reads, stores, checks and compiles definitions.</summary>
    public static IServiceCollection AddDefinitions(this IServiceCollection services)
    {
        services.TryAddScoped<IWorkflowDefinitionService, WorkflowDefinitionService>();
        services.TryAddScoped<IWorkflowDefinitionPublisher, WorkflowDefinitionPublisher>();
        services.TryAddScoped<IWorkflowDefinitionManager, DeleteDefinitions>();
        return services
            .AddSingleton<WorkflowGraphs>()
            .AddSingleton<ValueReader>()
            .AddSingleton<ActivityReader>()
            .AddSingleton<ActivityWriter>()
            .AddSingleton<MissingActivities>()
            .AddSingleton<DefinitionModel>()
            .AddSingleton<DefinitionCheck>()
            .AddScoped<TriggerIndexer>()
            .AddScoped<SaveDefinition>()
            .AddScoped<AskForName>()
            .AddScoped<ImportDefinitions>();
    }
}
