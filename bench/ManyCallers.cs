using System.Globalization;

namespace Workflows.Bench;

/// <summary>Starts and decisions per second with eight callers, each against the same rows written by hand by as many (SQLite has one writer: there by one).</summary>
internal static class ManyCallers
{
    private const int Callers = 8;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var acts = extent.Of(320, 16);
        await using var application = await BenchedApplication.Run();
        await application.Approve((await application.AtOpinion()).WorkItemId);
        await using var start = await Raw.Of(application, application.Begin);
        var (_, recorded) = await application.AtOpinion();
        await using var decision = await Raw.Of(application, () => application.Approve(recorded));

        var starts = await Burst.InTurns(extent.Times(4), extent.Times(7),
            () => Burst.Run(Callers, new int[acts], (_, _) => application.Begin()),
            () => start.Burst(acts));
        var decisions = await Burst.InTurns(extent.Times(4), extent.Times(7),
            async () => await Burst.Run(Callers, await application.ManyAtOpinion(acts), (_, item) => application.Approve(item)),
            () => decision.Burst(acts));
        var over = string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, rounds of {acts}");
        return
        [
            .. Report("starts", starts, over, "≥ 500, ≥ 1,000", ""),
            .. Report("decisions", decisions, over, "≥ 500, ≥ 1,000", BenchDatabase.Server is null ? "" : "≥ 0.25, ≥ 0.4"),
        ];
    }

    private static IEnumerable<Measured> Report(string what, IReadOnlyList<IReadOnlyList<Burst>> sides, string over, string speed, string share) =>
    [
        sides[0].Speed(what, over, speed), sides[0].Share(sides[1], $"{what}, as share of the raw batch", over, "÷ raw", share),
        sides[0].Half(what, over), sides[0].Most(what, over), sides[0].Cpu(what, over), sides[1].Speed($"{what}, raw batch", over), sides[1].Most($"{what}, raw batch", over), sides[1].Cpu($"{what}, raw batch", over),
    ];

    /// <summary>The raw batch of an act on as many connections as the database has writers for.</summary>
    private sealed class Raw(RawBatch first, IReadOnlyList<RawBatch> all) : IAsyncDisposable
    {
        public static async Task<Raw> Of(BenchedApplication application, Func<Task> act)
        {
            var first = await application.Recorded(act);
            var others = await Task.WhenAll(Enumerable.Range(1, BenchDatabase.Server is null ? 0 : Callers - 1).Select(_ => application.Again(first)));
            return new Raw(first, [first, .. others]);
        }

        public async Task<Burst> Burst(int acts) => await Bench.Burst.Run(all.Count, await first.Prepare(acts), (caller, copy) => all[caller].Run(copy));

        public async ValueTask DisposeAsync()
        {
            foreach (var each in all) await each.DisposeAsync();
        }
    }
}
