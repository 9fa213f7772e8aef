namespace Workflows.Architecture.Tests;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories).Where(x => !IsOutput(x)).Order(StringComparer.Ordinal);

    /// <summary>Folders below a folder, build output left out.</summary>
    public static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(Path(folder), "*", SearchOption.AllDirectories).Where(x => !IsOutput(x)).Order(StringComparer.Ordinal);

    private static bool IsOutput(string path) => System.IO.Path.GetRelativePath(Root, path).Split(System.IO.Path.DirectorySeparatorChar).Any(x => x is "bin" or "obj" or "node_modules");

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "Workflows.sln")) ? folder : Find(Directory.GetParent(folder)!.FullName);
}
