using System.Diagnostics;

namespace Workflows.Bench;

/// <summary>Many acts by many callers at once.</summary>
/// <param name="P50">Half of the acts took no longer, in milliseconds.</param>
/// <param name="P99">99 of 100 took no longer, in milliseconds.</param>
/// <param name="Cpu">Processor time per act, of this process and of a PostgreSQL server on this machine, in milliseconds.</param>
internal sealed record Burst(double PerSecond, double P50, double P99, double Cpu)
{
    /// <summary>Each caller takes the next when it is done with one.</summary>
    /// <param name="act">Number of the caller from 0, and what is to be done.</param>
    public static async Task<Burst> Run<T>(int callers, IReadOnlyList<T> all, Func<int, T, Task> act)
    {
        GC.Collect();
        var (took, taken) = (new double[all.Count], -1);
        var (cpu, start) = (Rounds.Cpu(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref taken) is var next && next < all.Count)
            {
                var begun = Stopwatch.GetTimestamp();
                await act(caller, all[next]);
                took[next] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Burst(all.Count / elapsed.TotalSeconds, Percentile(took, 50), Percentile(took, 99), (Rounds.Cpu() - cpu).TotalMilliseconds / all.Count);
    }

    /// <summary>The sides in turns, so that what else the machine does falls on all: each round begins with another one. The first rounds warm up and do not count.</summary>
    /// <param name="sides">What runs and gives one burst; what has to be prepared is prepared in it beforehand.</param>
    /// <returns>The bursts of each side, round by round.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<Burst>>> InTurns(int warmUp, int rounds, params Func<Task<Burst>>[] sides)
    {
        var all = sides.Select(_ => new List<Burst>()).ToList();
        for (var round = 0; round < warmUp + rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                var side = (round + i) % sides.Length;
                var burst = await sides[side]();
                if (round >= warmUp) all[side].Add(burst);
            }
        }
        return all;
    }

    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}

/// <summary>What a report says of bursts.</summary>
internal static class Bursts
{
    public static Measured Speed(this IEnumerable<Burst> bursts, string what, string over, string gate = "") => Measured.MoreIsBetter($"{what}, per second", over, bursts.Select(b => b.PerSecond), "/s", gate);

    public static Measured Half(this IEnumerable<Burst> bursts, string what, string over) => Measured.LessIsBetter($"{what}, p50", over, bursts.Select(b => b.P50), "ms");

    public static Measured Most(this IEnumerable<Burst> bursts, string what, string over, string gate = "") => Measured.LessIsBetter($"{what}, p99", over, bursts.Select(b => b.P99), "ms", gate);

    public static Measured Cpu(this IEnumerable<Burst> bursts, string what, string over) => Measured.LessIsBetter($"{what}, processor time each", over, bursts.Select(b => b.Cpu), "ms");

    /// <summary>Acts per second ÷ those of the other side, round by round.</summary>
    public static Measured Share(this IEnumerable<Burst> bursts, IEnumerable<Burst> of, string what, string over, string unit, string gate = "") =>
        Measured.MoreIsBetter(what, over, bursts.Zip(of, (one, other) => one.PerSecond / other.PerSecond), unit, gate);
}
