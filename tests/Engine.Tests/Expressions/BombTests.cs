using System.Diagnostics;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

/// <summary>
/// Several hundred expressions that are meant to do harm (<see cref="Bombs"/>), each under the limits of an installation, with a quarter of a second instead of five: it ends, within its time and memory, by a refusal
/// or a value, and whoever is evaluated next finds everything as it was. A thread that ran out of stack would end this process, and so this test.
/// </summary>
[Collection(nameof(BombTests)), CollectionDefinition(nameof(BombTests), DisableParallelization = true)]
public class BombTests
{
    /// <summary>However busy the machine is: only what hangs takes longer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>By how much the memory in use may grow meanwhile, with what is let go and not yet collected.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    [Fact]
    public void There_are_more_than_two_hundred_and_no_two_are_the_same()
    {
        Bombs.All.Count.ShouldBeGreaterThan(200);
        Bombs.All.Distinct().Count().ShouldBe(Bombs.All.Count);
    }

    public static TheoryData<string> Families => [.. Bombs.All.Select(bomb => $"{bomb.Language} {bomb.Family}").Distinct()];

    [Theory, MemberData(nameof(Families))]
    public async Task A_bomb_ends_in_time_and_memory_and_what_comes_after_it_is_untouched(string family)
    {
        using var watched = new Timer(_ => Note(GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
        var slowest = (Took: TimeSpan.Zero, Grown: 0L, Bomb: (Bomb?)null);
        foreach (var bomb in Bombs.All.Where(each => $"{each.Language} {each.Family}" == family))
        {
            // As in an installation: on a thread of the pool, whose stack is small.
            var (took, grown, value) = await Task.Run(() => SetOff(bomb), TestContext.Current.CancellationToken).WaitAsync(Soon * 2, TestContext.Current.CancellationToken);
            took.ShouldBeLessThan(Soon, bomb.ToString());
            grown.ShouldBeLessThan(MostBytes, bomb.ToString());
            if (bomb.Family == "escape") value.ShouldNotContain("4711", customMessage: bomb.ToString());
            if (bomb.Family == "escape") value.ShouldNotContain("root:", customMessage: bomb.ToString());
            if (took > slowest.Took) slowest = (took, grown, bomb);
        }

        TestContext.Current.SendDiagnosticMessage($"{family}: the slowest took {slowest.Took.TotalMilliseconds:N0} ms and {slowest.Grown / 1_000_000} MB: {slowest.Bomb}");
    }

    private static long peak;

    private static void Note(long used)
    {
        for (var seen = Interlocked.Read(ref peak); used > seen; seen = Interlocked.Read(ref peak))
            if (Interlocked.CompareExchange(ref peak, used, seen) == seen) return;
    }

    private static (TimeSpan Took, long Grown, string Value) SetOff(Bomb bomb)
    {
        var bench = NewBench(limits => limits.Time = TimeSpan.FromMilliseconds(250));
        var (watch, before) = (Stopwatch.StartNew(), GC.GetTotalMemory(forceFullCollection: false));
        peak = 0;
        var value = "";
        try
        {
            value = $"{(bomb.Language == "Liquid" ? bench.Liquid(bomb.Source) : bench.JavaScript(bomb.Source))}";
        }
        catch (ExpressionFailedException)
        {
            // Refused with a sentence: what it should be.
        }

        var spent = (watch.Elapsed, Math.Max(0, Interlocked.Read(ref peak) - before), value);
        var next = NewBench(_ => { });
        next.JavaScript("[1, 2].map(x => x + ({}.polluted ?? 1)).join() + String(1) + `${'a'}`").ShouldBe("2,31a", bomb.ToString());
        next.Liquid("{{ 'a' | append: 'b' }}").ShouldBe("ab", bomb.ToString());
        return spent;
    }

    /// <summary>With variables that hold more of the host than a chart should: what a script sees of them are copies.</summary>
    private static Bench NewBench(Action<ExpressionLimits> configure) => new(
        configure, new Variable<object>("Stream", new MemoryStream([1, 2, 3])), new Variable<object>("Broken", new InvalidOperationException("x")), new Variable<object>("Kind", typeof(string)), new Variable<object>("Text", "a"));
}
