namespace Workflows.Bench;

/// <summary>What is measured by itself, against a gate.</summary>
/// <param name="Over">On how much.</param>
/// <param name="Median">Of the runs.</param>
/// <param name="Worst">Of the runs.</param>
/// <param name="Unit">E.g. <c>ms</c>, <c>entries/s</c>, or <c>÷ raw</c> for a share of a baseline in the same run.</param>
/// <param name="Gate">What it has to reach, first gate and target, e.g. <c>≥ 500, ≥ 1,000</c>; empty where nothing is asked.</param>
internal sealed record Measured(string What, string Over, double Median, double Worst, string Unit, string Gate = "")
{
    /// <summary>Something exact, which is the same in every run.</summary>
    public static Measured Exact(string what, string over, double value, string unit, string gate = "") => new(what, over, value, value, unit, gate);

    /// <summary>Of several runs; worst is the smallest, as with acts per second.</summary>
    public static Measured MoreIsBetter(string what, string over, IEnumerable<double> runs, string unit, string gate = "") => Of(what, over, [.. runs.OrderDescending()], unit, gate);

    /// <summary>Of several runs; worst is the largest, as with times.</summary>
    public static Measured LessIsBetter(string what, string over, IEnumerable<double> runs, string unit, string gate = "") => Of(what, over, [.. runs.Order()], unit, gate);

    private static Measured Of(string what, string over, IReadOnlyList<double> bestFirst, string unit, string gate) => new(what, over, bestFirst[bestFirst.Count / 2], bestFirst[^1], unit, gate);
}
