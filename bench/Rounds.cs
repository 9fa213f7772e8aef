using System.Diagnostics;
using System.Globalization;

namespace Workflows.Bench;

/// <summary>What one act took, median of the rounds.</summary>
/// <param name="Cpu">Processor time of this process and of a PostgreSQL server on this machine, in microseconds.</param>
internal sealed record Side(double Microseconds, double Cpu, double AllocatedKb);

/// <param name="Ratio">Time of the product ÷ time of the baseline: median over the rounds, then the lowest and the highest round.</param>
/// <param name="CpuRatio">The same of processor time, which hardly moves on a busy machine.</param>
internal sealed record Compared(string Name, string Against, int Rounds, Side Product, Side Baseline, double Ratio, double Lowest, double Highest, double CpuRatio);

/// <summary>
/// Product and baseline in turns, so that what else the machine does falls on both: each round runs one, then the other, and the round after that in the
/// other order.
/// </summary>
internal static class Rounds
{
    public static async Task<Compared> Run(IPair pair, bool quick)
    {
        var (warmUp, rounds) = quick ? (1, 2) : (10, 9);
        await pair.Setup();
        try
        {
            for (var i = 0; i < warmUp; i++) await Round(pair, productFirst: i % 2 == 0);
            var measured = new List<(Side Product, Side Baseline)>();
            for (var i = 0; i < rounds; i++) measured.Add(await Round(pair, productFirst: i % 2 == 0));
            var ratios = measured.Select(m => m.Product.Microseconds / m.Baseline.Microseconds).Order().ToList();
            return new Compared(
                pair.Name, pair.Against, rounds, Middle(measured.Select(m => m.Product)), Middle(measured.Select(m => m.Baseline)),
                Median(ratios), ratios[0], ratios[^1], Median(measured.Select(m => m.Product.Cpu / m.Baseline.Cpu)));
        }
        finally
        {
            await pair.Cleanup();
        }
    }

    private static async Task<(Side Product, Side Baseline)> Round(IPair pair, bool productFirst)
    {
        if (productFirst) return (await Product(), await Baseline());
        var baseline = await Baseline();
        return (await Product(), baseline);

        Task<Side> Product() => Measure(pair, pair.PrepareProduct, pair.Product);
        Task<Side> Baseline() => Measure(pair, pair.PrepareBaseline, pair.Baseline);
    }

    private static async Task<Side> Measure(IPair pair, Action prepare, Func<Task> act)
    {
        prepare();
        GC.Collect();
        var (allocated, cpu, started) = (GC.GetTotalAllocatedBytes(precise: true), Cpu(), Stopwatch.GetTimestamp());
        for (var i = 0; i < pair.Calls; i++) await act();
        var elapsed = Stopwatch.GetElapsedTime(started);
        var acts = pair.Calls * pair.Operations;
        return new Side(elapsed.TotalMicroseconds / acts, (Cpu() - cpu).TotalMicroseconds / acts, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / acts);
    }

    /// <summary>Processor time so far of this process and of every PostgreSQL server on this machine.</summary>
    public static TimeSpan Cpu() => Environment.CpuUsage.TotalTime + (BenchDatabase.Server is null ? TimeSpan.Zero : Postgres());

    /// <summary>What every PostgreSQL process of this machine has used.</summary>
    private static TimeSpan Postgres()
    {
        const double TicksPerSecond = 100;
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(process, "stat"));
                if (!stat.Contains("(postgres)", StringComparison.Ordinal)) continue;
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static Side Middle(IEnumerable<Side> sides)
    {
        var all = sides.ToList();
        return new Side(Median(all.Select(s => s.Microseconds)), Median(all.Select(s => s.Cpu)), Median(all.Select(s => s.AllocatedKb)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
