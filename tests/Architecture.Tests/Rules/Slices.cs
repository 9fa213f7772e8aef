using System.Text.RegularExpressions;

namespace Workflows.Architecture.Tests.Rules;

/// <summary>
/// What people do stands in slices of Host, folders with pages of their own, and no slice uses another: what two of them need stands in <c>Parts</c> or in a folder without pages.
/// Who is calling (<c>Account</c>), what the program makes after a decision (<c>Jobs</c>) and the frame of every page (<c>Shell</c>) are for all.
/// </summary>
internal static partial class Slices
{
    private static readonly string[] ForAll = ["Account", "Jobs", "Shell"];

    /// <param name="lines">Slice, file and line of code.</param>
    /// <param name="slices">Names of the slices.</param>
    public static IEnumerable<string> Violations(IEnumerable<(string Slice, string File, string Line)> lines, IReadOnlyCollection<string> slices) =>
        from line in lines
        from used in Names().Matches(line.Line).Select(found => found.Groups[1].Value)
        where used != line.Slice && slices.Contains(used)
        select $"{line.File} uses {used}";

    public static IReadOnlyCollection<string> Read() =>
        [.. Repository.Files("src/Host", "*Page.razor").Select(SliceOf).Where(slice => !ForAll.Contains(slice, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];

    public static IEnumerable<(string Slice, string File, string Line)> Lines(IReadOnlyCollection<string> slices) =>
        from file in Repository.Files("src/Host", "*.cs").Concat(Repository.Files("src/Host", "*.razor"))
        let slice = SliceOf(file)
        where slices.Contains(slice)
        from line in File.ReadLines(file)
        select (slice, $"{slice}/{Path.GetFileName(file)}", line);

    private static string SliceOf(string file) => file.Replace('\\', '/').Split("/src/Host/")[1].Split('/')[0];

    [GeneratedRegex(@"\bWorkflows\.Host\.([A-Z]\w+)")]
    private static partial Regex Names();
}
