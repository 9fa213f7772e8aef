using Elsa.Scheduling;
using Elsa.Workflows.ActivationValidators;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Services;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Alterations;
using Workflows.Engine.Definitions;
using Workflows.Engine.Descriptors;
using Workflows.Engine.Expressions;
using Workflows.Engine.Resilience;

namespace Workflows.Engine;

/// <summary>Registers the engine.</summary>
public static class WorkflowEngineServices
{
    /// <summary>
    /// Adds the engine. The host adds an <see cref="IWorkflowStore"/> (scoped: one per unit of work) and its activity types.
    /// </summary>
    public static IServiceCollection AddWorkflowEngine(this IServiceCollection services, Action<WorkflowEngineOptions>? configure = null)
    {
        services.AddOptions<WorkflowEngineOptions>();
        if (configure != null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISystemClock, SystemClock>();
        services.TryAddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>();
        services.TryAddSingleton<IStimulusHasher, StimulusHasher>();
        services.TryAddSingleton<IWorkflowStateSerializer, WorkflowStateSerializer>();
        services.TryAddSingleton<IStandardOutStreamProvider>(_ => new StandardOutStreamProvider(Console.Out));
        services.TryAddSingleton<IStorageDriverManager, StorageDrivers>();
        services.AddSingleton<IStorageDriver, WorkflowInstanceStorageDriver>();
        services.AddSingleton<IStorageDriver, WorkflowStorageDriver>();
        services.AddSingleton<IStorageDriver, MemoryStorageDriver>();
        services.AddSingleton<IIncidentStrategy, FaultStrategy>();
        services.AddSingleton<IIncidentStrategy, ContinueWithIncidentsStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, AllowAlwaysStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, SingletonStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, CorrelationStrategy>();
        services.AddScoped<IWorkflowActivationStrategy, CorrelatedSingletonStrategy>();
        services.TryAddScoped<IWorkflowGraphBuilder, WorkflowGraphBuilder>();
        services.TryAddScoped<WorkflowRunner>();
        services.TryAddScoped<IWorkflowRunner>(provider => provider.GetRequiredService<WorkflowRunner>());
        services.TryAddScoped<WorkflowRuntime>();
        services.TryAddSingleton<ICronParser, CronParser>();
        services.TryAddScoped<ITaskDispatcher, WaitingTasks>();
        services.TryAddScoped<ITaskReporter, TaskReporter>();
        services.TryAddScoped<HttpExchange>();
        services.TryAddScoped<HttpEndpoints>();
        services.TryAddScoped<IStimulusDispatcher, Bookmarks.StimulusDispatcher>();
        services.AddExpressions();
        services.TryAddScoped<IWorkflowRuntime, WorkflowClients>();
        services.TryAddScoped<IWorkflowStarter, WorkflowStarter>();
        services.TryAddScoped<IStimulusSender, StimulusSender>();
        services.TryAddScoped<IWorkflowResumer, WorkflowResumer>();
        services.TryAddScoped<IEventPublisher, EventPublisher>();
        services.TryAddScoped<IWorkflowCancellationService, WorkflowCancellation>();
        services.TryAddScoped<IWorkflowDispatcher, WorkflowDispatcher>();
        services.TryAddScoped<IActivityPropertyLogPersistenceEvaluator, LogPersistence>();
        services.AddSingleton<OutputConverters>();
        services.TryAddSingleton<IOutputConverterRegistry>(provider => provider.GetRequiredService<OutputConverters>());
        services.TryAddSingleton<IOutputConverterSettingsValidator>(provider => provider.GetRequiredService<OutputConverters>());
        services.TryAddSingleton<IOutputConverterInvoker>(provider => provider.GetRequiredService<OutputConverters>());
        services.AddOutputConverter<JsonTextConverter>(JsonTextConverter.Descriptor, ServiceLifetime.Singleton);
        services.AddOptions<ResilienceOptions>();
        services.AddScoped<Retries>();
        services.AddScoped<AlterInstance>();
        services.AddDefinitions();
        services.AddDescriptors();
        return services;
    }
}
