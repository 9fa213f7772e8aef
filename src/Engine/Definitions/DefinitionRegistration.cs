using Elsa.Workflows.Management.Services;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Definitions.Code;
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
        services.TryAddScoped<WorkflowReferences>();
        services.TryAddScoped<IWorkflowReferenceQuery>(provider => provider.GetRequiredService<WorkflowReferences>());
        services.TryAddScoped<IWorkflowReferenceGraphBuilder>(provider => provider.GetRequiredService<WorkflowReferences>());
        services.TryAddScoped<IWorkflowReferenceUpdater, UpdateReferences>();
        services.TryAddScoped<IWorkflowBuilderFactory, WorkflowBuilderFactory>();
        services.TryAddSingleton<IWorkflowSerializer, WorkflowSerializer>();
        return services
            .AddSingleton<WorkflowGraphs>()
            .AddSingleton<ValueReader>()
            .AddSingleton<ActivityReader>()
            .AddSingleton<ActivityWriter>()
            .AddSingleton<MissingActivities>()
            .AddSingleton<NewestVersions>()
            .AddSingleton<DefinitionModel>()
            .AddSingleton<DefinitionCheck>()
            .AddSingleton<WorkflowWriter>()
            .AddScoped<IWorkflowMaterializer, JsonMaterializer>()
            .AddScoped<IWorkflowMaterializer, CodeMaterializer>()
            .AddScoped<Materializers>()
            .AddScoped<CodeWorkflows>()
            .AddScoped<PublishCodeWorkflows>()
            .AddScoped<DefinitionActivities>()
            .AddScoped<IActivityProvider>(provider => provider.GetRequiredService<DefinitionActivities>())
            .AddScoped<ReferenceCheck>()
            .AddScoped<Subgraphs>()
            .AddScoped<TriggerIndexer>()
            .AddScoped<SaveDefinition>()
            .AddScoped<AskForName>()
            .AddScoped<ImportDefinitions>();
    }
}
