using System.Reflection;

namespace Elsa.Workflows;

/// <summary>Asks the handlers of an input what its editor offers.</summary>
public interface IPropertyUIHandlerResolver
{
    /// <param name="propertyInfo">The input.</param>
    /// <param name="context">The values of the other inputs, if an editor asks again after they changed.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
}
