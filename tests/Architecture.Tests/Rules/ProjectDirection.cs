using System.Xml.Linq;

namespace Workflows.Architecture.Tests.Rules;

/// <summary>A project references only those it may: Host uses all, the engine and the domain use none of ours.</summary>
internal static class ProjectDirection
{
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Host"] = ["Persistence", "Activities", "Paper", "Approvals", "Engine"],
        ["Persistence"] = ["Engine", "Approvals"],
        ["Activities"] = ["Approvals", "Engine"],
        ["Paper"] = ["Approvals"],
        ["Engine"] = [],
        ["Approvals"] = []
    };

    public static IEnumerable<string> Violations(IEnumerable<(string Project, string Reference)> references) => references
        .Where(x => !May.TryGetValue(x.Project, out var may) || !may.Contains(x.Reference, StringComparer.Ordinal))
        .Select(x => $"{x.Project} references {x.Reference}");

    public static IEnumerable<(string Project, string Reference)> Read() =>
        from file in Repository.Files("src", "*.csproj")
        from reference in XDocument.Load(file).Descendants("ProjectReference")
        select (Path.GetFileNameWithoutExtension(file), Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
}
