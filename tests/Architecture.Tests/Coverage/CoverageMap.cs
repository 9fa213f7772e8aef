using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Architecture.Tests.Coverage;

/// <summary>A clause of a document: which chains and rules carry it, and which acceptance scenarios show it. Without a chain it is kept as text.</summary>
internal sealed record Clause(string Document, string Name, string Where, IReadOnlyList<string> Chains, IReadOnlyList<string> Rules, IReadOnlyList<int> Scenarios)
{
    public string Key => $"{Document} {Name}";

    public bool IsText => Chains.Count == 0;
}

/// <summary>An acceptance scenario of the specification.</summary>
internal sealed record AcceptanceScenario(int Number, string Title, IReadOnlyList<string> Rules);

/// <summary>A rule of the specification (R1–R90).</summary>
internal sealed record Rule(string Number, string Text);

/// <summary>
/// docs/coverage.json held against the files in workflows/: a clause is covered when each of its chains is there with a scenario file and each of its
/// scenarios is played by a file; a scenario when a file plays it, or, where it is about no chain, when its test is there; a rule when one of its scenarios is covered.
/// </summary>
internal sealed class CoverageMap
{
    public required IReadOnlyList<Clause> Clauses { get; init; }
    public required IReadOnlyList<AcceptanceScenario> Scenarios { get; init; }
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Tests of scenarios that no file can play, by number.</summary>
    public required IReadOnlyDictionary<int, string> Tests { get; init; }
    public required IReadOnlySet<string> OpenClauses { get; init; }
    public required IReadOnlySet<int> OpenScenarios { get; init; }

    /// <summary>Files of scenarios by the number that they play.</summary>
    public required ILookup<int, string> Files { get; init; }

    /// <summary>Ids of the chains, and the names of all scenario files.</summary>
    public required IReadOnlySet<string> Chains { get; init; }
    public required IReadOnlyList<string> ScenarioFiles { get; init; }

    public static CoverageMap Read(string? json = null)
    {
        var map = JsonNode.Parse(json ?? File.ReadAllText(Repository.Path("docs", "coverage.json")))!;
        var files = Directory.EnumerateFiles(Repository.Path("workflows"), "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        var scenarios = files.Where(f => f.EndsWith(".scenario.json", StringComparison.Ordinal)).ToList();
        return new CoverageMap
        {
            Clauses = [.. map["clauses"]!.AsArray().Select(c => new Clause(Text(c!, "document"), Text(c!, "clause"), Text(c!, "where"), Texts(c!, "chains"), Texts(c!, "rules"), Numbers(c!["scenarios"])))],
            Scenarios = [.. map["scenarios"]!.AsArray().Select(s => new AcceptanceScenario((int)s!["number"]!, Text(s!, "title"), Texts(s!, "rules")))],
            Rules = [.. (map["rules"] as JsonArray ?? []).Select(r => new Rule(Text(r!, "number"), Text(r!, "text")))],
            Tests = (map["tests"] as JsonObject ?? []).ToDictionary(t => int.Parse(t.Key, System.Globalization.CultureInfo.InvariantCulture), t => t.Value!.ToString()),
            OpenClauses = Texts(map["open"]!, "clauses").ToHashSet(),
            OpenScenarios = Numbers(map["open"]!["scenarios"]).ToHashSet(),
            Files = scenarios.SelectMany(f => Numbers(JsonNode.Parse(File.ReadAllText(Repository.Path("workflows", f)))!["scenarios"]).Select(n => (Number: n, File: f))).ToLookup(p => p.Number, p => p.File),
            Chains = files.Where(f => f.Count(c => c == '.') == 1).Select(f => f[..^5]).ToHashSet(),
            ScenarioFiles = scenarios,
        };
    }

    public bool IsCovered(AcceptanceScenario scenario) => Files.Contains(scenario.Number) || (Tests.TryGetValue(scenario.Number, out var test) && IsTestOf(test, scenario.Number));

    public bool IsCovered(Rule rule) => Of(rule).Any(IsCovered);

    /// <summary>The scenarios that prove a rule.</summary>
    public IEnumerable<AcceptanceScenario> Of(Rule rule) => Scenarios.Where(s => s.Rules.Contains(rule.Number));

    /// <summary>The file holds a test and says that it is that scenario.</summary>
    private static bool IsTestOf(string path, int number) =>
        Repository.Path(path.Split('/')) is var file && File.Exists(file) && File.ReadAllText(file) is var text
        && System.Text.RegularExpressions.Regex.IsMatch(text, $@"scenario {number}\b") && System.Text.RegularExpressions.Regex.IsMatch(text, @"\[(Fact|Theory)\]");

    public bool IsCovered(Clause clause) => Missing(clause).Count == 0;

    /// <summary>What a clause still lacks.</summary>
    public IReadOnlyList<string> Missing(Clause clause) =>
    [
        .. clause.Chains.Where(c => !Chains.Contains(c)).Select(c => $"chain {c}"),
        .. clause.Chains.Where(c => Chains.Contains(c) && !ScenarioFiles.Any(f => f.StartsWith($"{c}.", StringComparison.Ordinal))).Select(c => $"a scenario file of {c}"),
        .. clause.Rules.Where(r => !Rules.Any(rule => rule.Number == r && IsCovered(rule))).Select(r => $"rule {r}"),
        .. clause.Scenarios.Where(n => !Files.Contains(n)).Select(n => $"scenario {n}"),
    ];

    /// <summary>The page docs/coverage.md.</summary>
    public string Page()
    {
        var page = new StringBuilder();
        page.AppendLine("# Coverage").AppendLine();
        page.AppendLine("Written by a test from `docs/coverage.json` and the files in `workflows/`. A clause is covered when each of its chains is there with a scenario file and each of its scenarios is played.");
        page.AppendLine("Scenarios are played against the running application on SQLite and on PostgreSQL.").AppendLine();
        page.AppendLine($"{Clauses.Count} clauses: {Clauses.Count(c => !c.IsText && IsCovered(c))} covered, {Clauses.Count(c => c.IsText)} kept as text or parameters, {OpenClauses.Count} open. {Scenarios.Count} scenarios: {Scenarios.Count(IsCovered)} played, {OpenScenarios.Count} open. {Rules.Count} rules: {Rules.Count(IsCovered)} proved.").AppendLine();
        page.AppendLine("## Clauses").AppendLine();
        page.AppendLine("| document | clause | chain | rules | scenarios |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var clause in Clauses)
            page.AppendLine($"| {clause.Document} | {clause.Name} | {(clause.IsText ? $"text: {clause.Where}" : string.Join(", ", clause.Chains.Select(Chain)))} | {string.Join(", ", clause.Rules)} | {Played(clause)} |");
        page.AppendLine().AppendLine("## Scenarios").AppendLine();
        page.AppendLine("| no. | scenario | rules | file |").AppendLine("| --- | --- | --- | --- |");
        foreach (var scenario in Scenarios)
            page.AppendLine($"| {scenario.Number} | {scenario.Title} | {string.Join(", ", scenario.Rules)} | {Proof(scenario)} |");
        page.AppendLine().AppendLine("## Rules").AppendLine();
        page.AppendLine("| rule | what it says | clauses | scenarios |").AppendLine("| --- | --- | --- | --- |");
        foreach (var rule in Rules)
            page.AppendLine($"| {rule.Number} | {rule.Text.Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join("; ", Clauses.Where(c => c.Rules.Contains(rule.Number)).Select(c => $"{c.Document} {c.Name}"))} | {string.Join(", ", Of(rule).Select(s => $"{s.Number} ({Proof(s)})"))} |");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private string Proof(AcceptanceScenario scenario) =>
        !IsCovered(scenario) ? "open" : Files.Contains(scenario.Number) ? string.Join(", ", Files[scenario.Number].Select(Link)) : $"[{Path.GetFileNameWithoutExtension(Tests[scenario.Number])}](../{Tests[scenario.Number]})";

    private string Chain(string id) => Chains.Contains(id) ? $"[{id}](../workflows/{id}.json)" : $"{id} (open)";

    private string Played(Clause clause) =>
        clause.IsText ? ""
        : clause.Scenarios.Count > 0 ? string.Join(", ", clause.Scenarios.Select(n => Files.Contains(n) ? $"{n}" : $"{n} (open)"))
        : string.Join(", ", clause.Chains.SelectMany(c => ScenarioFiles.Where(f => f.StartsWith($"{c}.", StringComparison.Ordinal))).Select(Link)) is { Length: > 0 } files ? files : "open";

    private static string Link(string file) => $"[{file[..^".scenario.json".Length]}](../workflows/{file})";

    private static string Text(JsonNode of, string name) => of[name]!.ToString();

    private static List<string> Texts(JsonNode of, string name) => [.. (of[name] as JsonArray ?? []).Select(t => t!.ToString())];

    private static List<int> Numbers(JsonNode? of) => [.. (of as JsonArray ?? []).Select(n => (int)n!)];
}
