namespace Workflows.Host.Tests.Security;

/// <summary>Who may enter an address, as <c>docs/access.md</c> says.</summary>
/// <param name="Who"><c>public</c>, <c>signed in</c>, or the roles one of which it needs.</param>
/// <param name="What">What the address names: the kind of object that others may not know of; empty where there is none.</param>
internal sealed record Access(string Method, string Pattern, string Who, string What)
{
    public const string Public = "public", SignedIn = "signed in";

    /// <summary>Seats one of which the caller needs.</summary>
    public IReadOnlyList<string> Roles => Who is Public or SignedIn ? [] : Who.Split(", ");

    /// <summary>It names something that only some may know of.</summary>
    public bool IsIsolated => What.Length > 0;

    /// <summary>The table, by method and address.</summary>
    public static IReadOnlyDictionary<(string Method, string Pattern), Access> Table { get; } =
        File.ReadLines(Path.Combine(SourceFiles.Root, "docs", "access.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split(" | ", StringSplitOptions.TrimEntries))
            .Select(cells => new Access(cells[0], cells[1].Trim('`').Replace("\\|", "|", StringComparison.Ordinal), cells[2], cells.ElementAtOrDefault(3) ?? "")).ToDictionary(each => (each.Method, each.Pattern));
}
