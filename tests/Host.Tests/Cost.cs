using System.Diagnostics;
using System.Globalization;

namespace Workflows.Host.Tests;

/// <summary>
/// What work costs: the time on the clock, and the processor time of this program. Other programs on the machine make the clock run on without us; how much of the machine they took
/// is told by the system, and <see cref="Undisturbed"/> leaves it out.
/// </summary>
public sealed class Cost
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan own = Own();
    private readonly TimeSpan machine = Machine();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

    /// <summary>Of all its threads together.</summary>
    public TimeSpan Processor => Own() - own;

    /// <summary>The share of the machine that other programs took, 0 to 1; 0 where the system does not tell.</summary>
    public double Others => Math.Clamp((Machine() - machine - Processor) / (Elapsed * Environment.ProcessorCount), 0, 1);

    /// <summary>The time on the clock, less the share of others.</summary>
    public TimeSpan Undisturbed => Elapsed * (1 - Others);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s on the clock, {Processor.TotalSeconds:0.0} s of processor, {Others:0%} of the machine taken by others");

    private static TimeSpan Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Processor time that the machine has spent since it started, in hundredths of a second: user, nice and system, interrupts.</summary>
    private static TimeSpan Machine()
    {
        const string file = "/proc/stat";
        if (!File.Exists(file)) return default;
        var spent = File.ReadLines(file).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return TimeSpan.FromMilliseconds(10 * (spent.Take(3).Sum() + spent.Skip(5).Take(3).Sum()));
    }
}
