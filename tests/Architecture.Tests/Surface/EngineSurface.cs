using System.Reflection;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>What a class shows that the list does not have.</summary>
internal static class EngineSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly string[] MadeByTheCompiler = ["Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "<Clone>$", "op_Equality", "op_Inequality", "get_EqualityContract"];

    public static IEnumerable<string> Foreign(Type type) => Foreign(type, ElsaSurface.Official);

    public static IEnumerable<string> Foreign(Type type, ElsaSurface surface)
    {
        var name = type.FullName!.Replace('+', '.');
        if (surface.Find(name) is not { } official) return [name];
        if (official.Kind == "delegate") return [];
        var members = type.IsEnum ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(x => $"{x.Name}={Convert.ToInt64(x.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}") : Members(type);
        return members.Where(x => !surface.Has(name, x)).Select(x => $"{name}: {x}");
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible))
            if (constructor.GetParameters() is not [var only] || only.ParameterType != type)
                yield return Signature.Of(constructor);
        foreach (var method in type.GetMethods(Declared).Where(IsVisible))
            if (!MadeByTheCompiler.Contains(method.Name) && !IsOverride(method))
                yield return Signature.Of(method);
        foreach (var field in type.GetFields(Declared).Where(x => x.IsPublic || x.IsFamily))
            yield return Signature.Of(field);
    }

    /// <summary>An override shows nothing new.</summary>
    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
