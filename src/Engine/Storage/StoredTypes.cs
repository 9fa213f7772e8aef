using System.Reflection;

namespace Workflows.Engine.Storage;

/// <summary>
/// Types by the names that stored and imported state uses: "Namespace.Type, Assembly". A name never loads an assembly, and finds only types that hold plain values,
/// those of the engine, and those of assemblies that are written against the engine; anything else is read as <see cref="object"/>.
/// </summary>
internal static class StoredTypes
{
    private static readonly Assembly Engine = typeof(StoredTypes).Assembly;

    private static readonly HashSet<string> PlainNamespaces = new(StringComparer.Ordinal)
    {
        "System", "System.Collections.Generic", "System.Collections.ObjectModel", "System.Dynamic", "System.Text.Json", "System.Text.Json.Nodes",
    };

    public static string NameOf(Type type) => type.IsGenericType ? type.AssemblyQualifiedName! : $"{type.FullName}, {type.Assembly.GetName().Name}";

    public static Type Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return typeof(object);
        try
        {
            var type = Type.GetType(name, Loaded, typeResolver: null, throwOnError: false);
            return type is not null && MayBeStored(type) ? type : typeof(object);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FileLoadException or BadImageFormatException or TypeLoadException)
        {
            return typeof(object);
        }
    }

    private static Assembly? Loaded(AssemblyName name) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => string.Equals(assembly.GetName().Name, name.Name, StringComparison.OrdinalIgnoreCase));

    private static bool MayBeStored(Type type)
    {
        if (type.HasElementType) return type.IsArray && MayBeStored(type.GetElementType()!);
        if (type.IsGenericType && !type.GetGenericArguments().All(MayBeStored)) return false;
        if (type.Assembly == Engine || IsWrittenForEngine(type.Assembly)) return true;
        return IsFramework(type.Assembly) && PlainNamespaces.Contains(type.Namespace ?? "") && !typeof(Delegate).IsAssignableFrom(type) && !typeof(MemberInfo).IsAssignableFrom(type);
    }

    private static bool IsWrittenForEngine(Assembly assembly) => Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == Engine.GetName().Name);

    private static bool IsFramework(Assembly assembly) => assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal);
}
