using System.Reflection;

namespace Workflows.Engine.Descriptors;

/// <summary>The handlers an input names in its attribute, in the order of their priority; later ones add to earlier ones.</summary>
internal sealed class PropertyUIHandlerResolver(IServiceProvider serviceProvider) : IPropertyUIHandlerResolver
{
    public async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
    {
        var result = new Dictionary<string, object>();
        foreach (var handler in HandlerTypes(propertyInfo).Select(x => (IPropertyUIHandler)ActivatorUtilities.GetServiceOrCreateInstance(serviceProvider, x)).OrderBy(x => x.Priority).ToList())
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(propertyInfo, context, cancellationToken))
                result[key] = value;
        return result;
    }

    internal static IEnumerable<Type> HandlerTypes(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>();
        return (attribute?.UIHandlers ?? []).Append(attribute?.UIHandler).OfType<Type>().Distinct();
    }
}
