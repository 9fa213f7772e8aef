namespace Workflows.Architecture.Tests.Rules;

/// <summary>A folder is named by a word of the domain, not by a kind of class.</summary>
internal static class FolderNames
{
    private static readonly string[] Kinds = ["Services", "Models", "Helpers", "Interfaces"];

    public static IEnumerable<string> Violations(IEnumerable<string> folders) => folders.Where(x => Kinds.Contains(Path.GetFileName(x), StringComparer.OrdinalIgnoreCase));
}
