using System.Runtime.CompilerServices;

namespace Workflows.Architecture.Tests.Rules;

/// <summary>A type of ours is named by what it is or does, not by an empty word at its end.</summary>
internal static class TypeNames
{
    private static readonly string[] Empty = ["Service", "Manager", "Helper", "Util", "Impl", "Base", "Info", "Data"];

    public static IEnumerable<string> Violations(IEnumerable<Type> types) => types
        .Where(x => x.Namespace?.StartsWith("Workflows.", StringComparison.Ordinal) == true && !x.IsDefined(typeof(CompilerGeneratedAttribute), false))
        .Where(x => Empty.Any(y => x.Name.Split('`')[0].EndsWith(y, StringComparison.Ordinal)))
        .Select(x => x.FullName!);
}
