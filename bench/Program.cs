using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Workflows.Bench;

// dotnet run -c Release --project bench -- [--quick] [--trace] [--only counters,rounds,summary] [name of a benchmark …]
var quick = args.Contains("--quick");
var parts = args.SkipWhile(a => a != "--only").ElementAtOrDefault(1)?.Split(',') ?? ["counters", "rounds", "summary"];
var names = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--only")).ToHashSet(StringComparer.OrdinalIgnoreCase);
var chosen = new[] { typeof(StartChain), typeof(DecideWorkItem), typeof(ReadInbox), typeof(LoadDefinition) }.Where(t => names.Count == 0 || names.Contains(t.Name)).ToList();
if (chosen.Count == 0) throw new ArgumentException($"Expected a benchmark of {nameof(StartChain)}, {nameof(DecideWorkItem)}, {nameof(ReadInbox)}, {nameof(LoadDefinition)}; found {string.Join(", ", names)}.");

var machine = await Machine.Here();
var counters = parts.Contains("counters") ? await Counters.Run(quick, args.Contains("--trace") ? Console.Out : null) : [];
var rounds = new List<Compared>();
if (parts.Contains("rounds"))
{
    IPair[] pairs = [new StartChain(), new DecideWorkItem(), new ReadInbox { Mine = 1_000 }, new ReadInbox { Mine = 20_000 }, new LoadDefinition()];
    foreach (var pair in pairs.Where(pair => chosen.Contains(pair.GetType())))
    {
        rounds.Add(await Rounds.Run(pair, quick));
        Console.WriteLine($"{rounds[^1].Name}: {rounds[^1].Ratio:0.00} × {rounds[^1].Against}");
    }
}
var summaries = parts.Contains("summary") ? chosen.SelectMany(Summarise).ToList() : [];
var results = new Results(machine, quick, counters, rounds, summaries);
Console.WriteLine(results.Page());
Console.WriteLine(await results.Write());

IEnumerable<Summarised> Summarise(Type type)
{
    var job = Job.Default.WithToolchain(new InProcessEmitToolchain(timeout: TimeSpan.FromMinutes(15), logOutput: false))
        .WithWarmupCount(quick ? 1 : 4).WithIterationCount(quick ? 2 : 8).WithIterationTime(TimeInterval.FromMilliseconds(quick ? 50 : 250));
    var artifacts = Directory.CreateTempSubdirectory("workflows-bench-log");
    var summary = BenchmarkRunner.Run(type, ManualConfig.CreateEmpty()
        .AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default).WithArtifactsPath(artifacts.FullName));
    var lines = summary.Reports
        .Where(report => report.ResultStatistics is not null)
        .Select(report => new Summarised(
            report.BenchmarkCase.Descriptor.GetFilterName()["Workflows.Bench.".Length..] + (report.BenchmarkCase.HasParameters ? $" {report.BenchmarkCase.Parameters.DisplayInfo}" : ""), report.BenchmarkCase.Descriptor.Baseline,
            report.ResultStatistics!.Mean / 1000, report.ResultStatistics.StandardError / 1000, (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / 1024.0))
        .ToList();
    artifacts.Delete(recursive: true);
    return lines.Count > 0 ? lines : throw new InvalidOperationException($"Expected figures of {type.Name}, found none. Read what BenchmarkDotNet wrote above.");
}
