namespace Workflows.Engine.Serialization;

/// <summary>
/// Drivers and strategies by the names that definitions use: <c>Namespace.Type, Assembly</c>, <c>Namespace.Type</c> or <c>Type</c>. Only types of
/// the engine are found; a name never loads an assembly.
/// </summary>
public static class KnownTypes
{
    private static readonly Type[] Types =
        [.. typeof(KnownTypes).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false }
            && (typeof(IStorageDriver).IsAssignableFrom(type) || typeof(IIncidentStrategy).IsAssignableFrom(type) || typeof(IWorkflowActivationStrategy).IsAssignableFrom(type)))];

    /// <summary>The type of that name, or null.</summary>
    public static Type? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var full = (comma < 0 ? name : name[..comma]).Trim();
        return Array.Find(Types, type => type.FullName == full) ?? (full.Contains('.', StringComparison.Ordinal) ? null : Array.Find(Types, type => type.Name == full));
    }
}
