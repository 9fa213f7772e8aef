using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.WorkItems;

namespace Workflows.Bench;

/// <summary>32 callers decide the same work item at once, one half the one way, the other half the other. Exactly one wins, every time; the others are told that it is decided.</summary>
internal static class OneWorkItem
{
    private const int Callers = 32;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var storms = extent.Of(100, 3);
        await using var application = await BenchedApplication.Run();
        var decide = application.Services.GetRequiredService<Host.Inbox.DecideWorkItem>();
        for (var i = 0; i < extent.Times(20); i++) await application.Approve((await application.AtOpinion()).WorkItemId);
        var (winners, tails, last) = (new List<int>(), new List<double>(), new List<double>());
        var refusals = new ConcurrentDictionary<string, int>();
        for (var storm = 0; storm < storms; storm++)
        {
            var (_, item) = await application.AtOpinion();
            var won = 0;
            var burst = await Burst.Run(Callers, Enumerable.Range(0, Callers).ToList(), async (_, i) =>
            {
                var result = await decide.Run(application.Head, item, i % 2 == 0 ? new Decision("Approve", "同意申报", null) : new Decision("Reject", "材料不全", null));
                if (result.Refusal is { } refusal) refusals.AddOrUpdate(refusal.Code, 1, (_, count) => count + 1);
                else Interlocked.Increment(ref won);
            });
            winners.Add(won);
            tails.Add(burst.P99);
            last.Add(Callers / burst.PerSecond * 1000);
        }
        if (winners.Exists(won => won != 1)) throw new InvalidOperationException($"Expected exactly one winner of every storm, found {string.Join(", ", winners.Distinct())}. Refusals: {Refusals()}.");
        var over = string.Create(CultureInfo.InvariantCulture, $"{storms} storms of {Callers} callers on one work item; refused: {Refusals()}");
        return
        [
            Measured.Exact("winners of a storm", over, 1, "", "1, 1"),
            new Measured("answer in a storm, p99", over, Burst.Percentile(tails, 50), tails.Max(), "ms", "≤ 200, ≤ 50"),
            Measured.LessIsBetter("until all are answered", over, last, "ms"),
        ];

        string Refusals() => string.Join(", ", refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}"));
    }
}
