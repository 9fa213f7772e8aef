using System.Text.RegularExpressions;
using Workflows.Approvals.DataFiles;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>The scenario files beside the chains.</summary>
internal static class ScenarioFiles
{
    private static readonly string Folder = Path.Combine(SourceFiles.Root, "workflows");

    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*" + ScenarioReader.FileEnding).Select(f => Path.GetFileName(f)).Where(Chosen).Order(StringComparer.Ordinal)];

    /// <summary>While a scenario is being written, <c>WORKFLOWS_SCENARIOS</c> (a regular expression over file names) plays only some; the test for completeness then fails.</summary>
    private static bool Chosen(string file) => Environment.GetEnvironmentVariable("WORKFLOWS_SCENARIOS") is not { } pattern || Regex.IsMatch(file, pattern);

    public static (Scenario? Scenario, IReadOnlyList<FileFinding> Findings) Read(string file) => ScenarioReader.Read(file, Bytes(file)!, Bytes);

    private static byte[]? Bytes(string file) => File.Exists(Path.Combine(Folder, file)) ? File.ReadAllBytes(Path.Combine(Folder, file)) : null;
}
