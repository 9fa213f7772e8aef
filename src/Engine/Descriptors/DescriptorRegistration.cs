using Elsa.Workflows.LogPersistence.Strategies;

namespace Workflows.Engine.Descriptors;

internal static class DescriptorRegistration
{
    /// <summary>The activity registry and the lists an editor asks for.</summary>
    public static IServiceCollection AddDescriptors(this IServiceCollection services) => services
        .AddSingleton<IActivityRegistry, ActivityRegistry>()
        .AddScoped<IPropertyUIHandlerResolver, PropertyUIHandlerResolver>()
        .AddSingleton<ILogPersistenceStrategy, Inherit>()
        .AddSingleton<ILogPersistenceStrategy, Include>()
        .AddSingleton<ILogPersistenceStrategy, Exclude>()
        .AddSingleton<ILogPersistenceStrategy, Configuration>()
        .AddSingleton<ILogPersistenceStrategyService, DefaultLogPersistenceStrategyService>()
        .AddSingleton<DescriptorJson>()
        .AddSingleton<EditorChoices>();
}
