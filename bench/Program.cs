using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Workflows.Bench;

// dotnet run -c Release --project bench -- [--quick] [--trace] [--size how much] [--only counters,rounds,summary,scale or names of Alone.All] [name of a benchmark …]
if (args is [IdleCircuits.Client, var address, var userName, var count])
{
    await IdleCircuits.Open(new Uri(address), userName, int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

var quick = args.Contains("--quick");
var only = After("--only");
var parts = only?.Split(',') ?? ["counters", "rounds", "summary", "scale"];
var extent = new Extent(quick, After("--size") is { } size ? int.Parse(size, CultureInfo.InvariantCulture) : null);
if (parts.FirstOrDefault(part => part is not ("counters" or "rounds" or "summary" or "scale") && !Alone.All.ContainsKey(part)) is { } unknown)
    throw new ArgumentException($"Expected --only with counters, rounds, summary, scale or one of {string.Join(", ", Alone.All.Keys)}; found {unknown}.");
var names = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] is not ("--only" or "--size"))).ToHashSet(StringComparer.OrdinalIgnoreCase);
var chosen = new[] { typeof(StartChain), typeof(DecideWorkItem), typeof(ReadInbox), typeof(LoadDefinition), typeof(AppendAudit) }.Where(t => names.Count == 0 || names.Contains(t.Name)).ToList();
if (chosen.Count == 0) throw new ArgumentException($"Expected a benchmark of {nameof(StartChain)}, {nameof(DecideWorkItem)}, {nameof(ReadInbox)}, {nameof(LoadDefinition)}, {nameof(AppendAudit)}; found {string.Join(", ", names)}.");

var machine = await Machine.Here();
var counters = parts.Contains("counters") ? await Counters.Run(quick, args.Contains("--trace") ? Console.Out : null) : [];
var rounds = new List<Compared>();
if (parts.Contains("rounds"))
{
    IPair[] pairs = [new StartChain(), new DecideWorkItem(), new DecideWorkItem { Callers = 8 }, new ReadInbox { Mine = 1_000 }, new ReadInbox { Mine = 20_000 }, new LoadDefinition(), new AppendAudit(), new AppendAudit { Callers = 16 }];
    foreach (var pair in pairs.Where(pair => chosen.Contains(pair.GetType())))
    {
        rounds.Add(await Rounds.Run(pair, quick));
        Console.WriteLine($"{rounds[^1].Name}: {rounds[^1].Ratio:0.00} × {rounds[^1].Against}");
    }
}
var measured = new List<Measured>();
foreach (var (name, run) in Alone.All.Where(each => parts.Contains("scale") || parts.Contains(each.Key)))
{
    Console.WriteLine($"{name} …");
    measured.AddRange(await run(extent));
}
var summaries = parts.Contains("summary") ? chosen.SelectMany(Summarise).ToList() : [];
var results = new Results(machine, quick, only ?? "", counters, rounds, summaries, measured);
Console.WriteLine(results.Page());
Console.WriteLine(await results.Write());

string? After(string option) => args.SkipWhile(a => a != option).ElementAtOrDefault(1);

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
