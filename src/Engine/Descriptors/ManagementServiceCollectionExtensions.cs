using System.Reflection;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Options;
using Workflows.Engine.Descriptors;

namespace Elsa.Workflows.Management.Extensions;

/// <summary>Adds activity types and variable types at start.</summary>
public static class ManagementServiceCollectionExtensions
{
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services) where TActivity : IActivity => services.AddActivities([typeof(TActivity)]);

    public static IServiceCollection AddActivities(this IServiceCollection services, IEnumerable<Type> types) =>
        services.Configure<ManagementOptions>(x => x.ActivityTypes.UnionWith(types));

    /// <summary>Adds every public activity class of the assembly that can be made without arguments.</summary>
    public static IServiceCollection AddActivitiesFrom(this IServiceCollection services, Assembly assembly) => services.AddActivities(assembly.GetExportedTypes().Where(ActivityMaker.CanMake));

    public static IServiceCollection AddActivitiesFrom<TMarker>(this IServiceCollection services) => services.AddActivitiesFrom(typeof(TMarker).Assembly);

    public static IServiceCollection AddVariableDescriptor<T>(this IServiceCollection services, string category, string? description = null) =>
        services.AddVariableDescriptor(new VariableDescriptor(typeof(T), category, description));

    public static IServiceCollection AddVariableDescriptor(this IServiceCollection services, VariableDescriptor descriptor) => services.AddVariableDescriptors([descriptor]);

    public static IServiceCollection AddVariableDescriptors(this IServiceCollection services, IEnumerable<VariableDescriptor> descriptors) =>
        services.Configure<ManagementOptions>(x => x.VariableDescriptors.UnionWith(descriptors));
}
