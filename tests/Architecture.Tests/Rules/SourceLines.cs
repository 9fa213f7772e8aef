namespace Workflows.Architecture.Tests.Rules;

/// <summary>The activities name no engine: the project's global usings do, so that the same files compile against official Elsa.</summary>
internal static class SourceLines
{
    private static readonly string[] Engines = ["Elsa", "Workflows.Engine"];

    public static IEnumerable<string> Violations(string file, IEnumerable<string> lines) => lines
        .Select((line, index) => (Text: line.Trim(), Number: index + 1))
        .Where(x => Engines.Any(engine => Imports(x.Text, engine) || x.Text.Contains($"global::{engine}.", StringComparison.Ordinal)))
        .Select(x => $"{file}:{x.Number}: {x.Text}");

    private static bool Imports(string line, string engine)
    {
        if (line.StartsWith("global ", StringComparison.Ordinal)) line = line["global ".Length..];
        if (!line.StartsWith("using ", StringComparison.Ordinal)) return false;
        var imported = line["using ".Length..].Split('=')[^1].Replace("static ", "", StringComparison.Ordinal).Trim().TrimEnd(';');
        return imported == engine || imported.StartsWith($"{engine}.", StringComparison.Ordinal);
    }
}
