namespace Elsa.Expressions.Extensions;

/// <summary>Shorter ways to ask an <see cref="IWellKnownTypeRegistry"/>.</summary>
public static class WellKnowTypeRegistryExtensions
{
    public static void RegisterType<T>(this IWellKnownTypeRegistry registry, string alias) => registry.RegisterType(typeof(T), alias);

    /// <summary>The short name, or <c>Namespace.Type, Assembly</c>, with the assembly an official server has the type in.</summary>
    public static string GetAliasOrDefault(this IWellKnownTypeRegistry registry, Type type) => registry.TryGetAlias(type, out var alias) ? alias : $"{type.FullName}, {OfficialAssembly(type)}";

    /// <summary>The registered type, or object.</summary>
    public static Type GetTypeOrDefault(this IWellKnownTypeRegistry registry, string alias) => registry.TryGetType(alias, out var type) ? type : typeof(object);

    /// <inheritdoc cref="IWellKnownTypeRegistry.TryGetType"/>
    public static bool TryGetTypeOrDefault(this IWellKnownTypeRegistry registry, string alias, out Type type) => registry.TryGetType(alias, out type);

    private static string OfficialAssembly(Type type) => type.Assembly != typeof(WellKnowTypeRegistryExtensions).Assembly ? type.Assembly.GetName().Name! : type.Namespace switch
    {
        { } x when x.StartsWith("Elsa.Workflows.Runtime", StringComparison.Ordinal) => "Elsa.Workflows.Runtime",
        { } x when x.StartsWith("Elsa.Workflows.Management", StringComparison.Ordinal) => "Elsa.Workflows.Management",
        { } x when x.StartsWith("Elsa.Workflows", StringComparison.Ordinal) => "Elsa.Workflows.Core",
        { } x when x.StartsWith("Elsa.Expressions", StringComparison.Ordinal) => "Elsa.Expressions",
        _ => type.Assembly.GetName().Name!
    };
}
