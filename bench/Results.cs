using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflows.Bench;

/// <summary>One line of BenchmarkDotNet's summary.</summary>
internal sealed record Summarised(string Benchmark, bool IsBaseline, double MeanMicroseconds, double ErrorMicroseconds, double AllocatedKb);

/// <summary>A run, written as a page for people and as JSON for programs.</summary>
/// <param name="Only">What of the suite was run; empty: all of it.</param>
internal sealed record Results(Machine Machine, bool IsQuick, string Only, IReadOnlyList<Counted> Counters, IReadOnlyList<Compared> Rounds, IReadOnlyList<Summarised> Summaries, IReadOnlyList<Measured> Measured)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Repository { get; } = Above(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory();

    /// <summary>Writes both files; those of a quick run stay out of the repository.</summary>
    /// <returns>Path of the page.</returns>
    public async Task<string> Write()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository, "bench", "results", IsQuick ? "local" : ""));
        var name = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{Machine.At:yyyy-MM-dd}-{Machine.Commit}-{BenchDatabase.Kind}{(Only.Length == 0 ? "" : $"-{Only}")}"));
        await File.WriteAllTextAsync($"{name}.json", JsonSerializer.Serialize(this, Indented) + "\n");
        await File.WriteAllTextAsync($"{name}.md", Page());
        return $"{name}.md";
    }

    public string Page()
    {
        var page = new StringBuilder();
        Line(page, $"# {Machine.At:yyyy-MM-dd HH:mm} UTC, commit {Machine.Commit}, {BenchDatabase.Kind}");
        Line(page, $"");
        Line(page, $"{Machine.Cores} cores of {Machine.Processor}, {Machine.MemoryGb:0} GB, {Machine.System}, {Machine.Runtime}; {Machine.Database}.");
        if (Machine.LoadBefore is { } load)
        {
            var noise = load > Machine.Cores / 2.0 ? "The machine was busy with other work: trust counters and ratios, not times." : "The machine was quiet.";
            Line(page, $"Load before the run: {load:0.0}. {noise}");
        }
        if (IsQuick) Line(page, $"A quick run, to see that it runs: the figures mean nothing.");
        if (Counters.Count > 0)
        {
            Line(page, $"");
            Line(page, $"## Counters, per act");
            Line(page, $"");
            Line(page, $"| act | transactions | commands | round trips on PostgreSQL | rows written | allocated KB | rows by table (+ new, ~ changed, − removed) |");
            Line(page, $"| --- | ---: | ---: | ---: | ---: | ---: | --- |");
            foreach (var c in Counters) Line(page, $"| {c.Act} | {c.Transactions:0.##} | {c.Commands:0.##} | {c.RoundTrips:0.##} | {c.Rows} | {c.AllocatedKb:0} | {c.ByTable} |");
        }
        if (Rounds.Count > 0)
        {
            Line(page, $"");
            Line(page, $"## In turns with the baseline, one caller, medians");
            Line(page, $"");
            Line(page, $"| what | against | rounds | time ÷ baseline (lowest – highest) | CPU ÷ baseline | µs | CPU µs | KB | baseline µs | CPU µs | KB |");
            Line(page, $"| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var r in Rounds)
                Line(page, $"| {r.Name} | {r.Against} | {r.Rounds} | **{r.Ratio:0.00}** ({r.Lowest:0.00} – {r.Highest:0.00}) | {r.CpuRatio:0.00} | {r.Product.Microseconds:0} | {r.Product.Cpu:0} | {r.Product.AllocatedKb:0.#} | {r.Baseline.Microseconds:0} | {r.Baseline.Cpu:0} | {r.Baseline.AllocatedKb:0.#} |");
        }
        if (Measured.Count > 0)
        {
            Line(page, $"");
            Line(page, $"## By themselves");
            Line(page, $"");
            Line(page, $"| what | over | median | worst | | first gate, target |");
            Line(page, $"| --- | --- | ---: | ---: | --- | --- |");
            foreach (var m in Measured) Line(page, $"| {m.What} | {m.Over} | {Figure(m.Median)} | {Figure(m.Worst)} | {m.Unit} | {m.Gate} |");
        }
        if (Summaries.Count > 0)
        {
            Line(page, $"");
            Line(page, $"## BenchmarkDotNet, one after the other");
            Line(page, $"");
            Line(page, $"| benchmark | baseline | mean µs | error µs | allocated KB |");
            Line(page, $"| --- | --- | ---: | ---: | ---: |");
            foreach (var s in Summaries) Line(page, $"| {s.Benchmark} | {(s.IsBaseline ? "yes" : "")} | {s.MeanMicroseconds:0} | {s.ErrorMicroseconds:0} | {s.AllocatedKb:0.#} |");
        }
        return page.ToString();
    }

    /// <summary>With as many places as say something.</summary>
    private static string Figure(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : Math.Abs(value) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder page, FormattableString text) => page.Append(FormattableString.Invariant(text)).Append('\n');

    private static string? Above(string? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder, "Workflows.sln")) ? folder : Above(Path.GetDirectoryName(folder));
}
