using System.Globalization;
using System.Reflection;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>How much of a namespace of official Elsa our engine has: types and their members, each counted once.</summary>
internal sealed record SurfaceShare(string Namespace, int Covered, int Total)
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Written by the compiler for every record; nobody writes a call to them.</summary>
    private static readonly string[] MadeByTheCompiler = ["get_EqualityContract"];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Namespace} {Covered}/{Total} {100.0 * Covered / Total:0}%");

    public static IReadOnlyList<SurfaceShare> Of(Assembly engine, ElsaSurface surface) =>
        [.. surface.Types.Where(x => !x.Name.Contains(".<", StringComparison.Ordinal)).GroupBy(x => Space(x.Name), StringComparer.Ordinal).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => Of(x.Key, x, engine))];

    /// <summary>What of a type is missing; the type itself if all of it is.</summary>
    public static IEnumerable<string> Missing(SurfaceType type, Assembly engine)
    {
        if (Find(type, engine) is not { } ours) return [type.Name];
        var shown = Shown(ours);
        return Counted(type).Where(x => !shown.Contains(x)).Select(x => $"{type.Name}: {x}");
    }

    private static SurfaceShare Of(string space, IEnumerable<SurfaceType> types, Assembly engine)
    {
        var (covered, total) = (0, 0);
        foreach (var type in types)
        {
            var members = Counted(type).ToList();
            total += members.Count + 1;
            if (Find(type, engine) is not { } ours) continue;
            var shown = Shown(ours);
            covered += members.Count(shown.Contains) + 1;
        }

        return new SurfaceShare(space, covered, total);
    }

    private static Type? Find(SurfaceType type, Assembly engine) => engine.GetType(type.Name) is { IsVisible: true } found ? found : null;

    private static IEnumerable<string> Counted(SurfaceType type) =>
        type.Kind == "delegate" ? [] : type.Members.Where(x => !MadeByTheCompiler.Any(y => x.StartsWith(y, StringComparison.Ordinal)) && !IsCopy(type, x));

    private static bool IsCopy(SurfaceType type, string member) => member.StartsWith($".ctor({Signature.Plain(type.Name[(type.Name.LastIndexOf('.') + 1)..])}", StringComparison.Ordinal) && type.Bases.Any(x => x.StartsWith("IEquatable", StringComparison.Ordinal));

    private static HashSet<string> Shown(Type type)
    {
        var types = type.IsInterface ? type.GetInterfaces().Prepend(type) : [type];
        if (type.IsEnum) return [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(x => $"{x.Name}={Convert.ToInt64(x.GetRawConstantValue(), CultureInfo.InvariantCulture)}")];
        return
        [
            .. type.GetConstructors(Visible & ~BindingFlags.Static).Where(IsVisible).Select(x => Signature.Of(x)),
            .. types.SelectMany(x => x.GetMethods(Visible)).Where(IsVisible).Select(x => Signature.Of(x)),
            .. types.SelectMany(x => x.GetFields(Visible)).Where(x => x.IsPublic || x.IsFamily).Select(Signature.Of)
        ];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Space(string name) => name[..name.LastIndexOf('.')];
}
