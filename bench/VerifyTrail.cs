using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Host.Audit.Bundles;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>How many audit entries a second are made, and how many are proved when a whole database is checked.</summary>
internal static class VerifyTrail
{
    private const int Chains = 10_000, Each = 20, PerUnit = 250;

    public static async Task<IReadOnlyList<Measured>> Run(bool quick)
    {
        var (chains, runs) = quick ? (500, 1) : (Chains, 7);
        await using var application = await BenchedApplication.Run();
        var unit = application.Services.GetRequiredService<UnitOfWork>();
        var made = new List<double>();
        for (var first = 0; first < chains; first += PerUnit)
        {
            var from = first;
            _ = (await unit.Run<int>(application.Head.AsPerson, async (scope, token) =>
            {
                var audit = scope.GetRequiredService<AuditTrail>();
                await audit.Expect(Enumerable.Range(from, PerUnit).Select(i => Subject.Case(10_000_000 + i)), token);
                for (var i = from; i < from + PerUnit; i++) await audit.Write(Subject.Case(10_000_000 + i), "bench.begun", cancellation: token);
                var start = Stopwatch.GetTimestamp();
                for (var entry = 1; entry < Each; entry++)
                    for (var i = from; i < from + PerUnit; i++)
                        await audit.Write(Subject.Case(10_000_000 + i), "work-item.decided", new AuditDetail { Outcome = "Approve", Comment = "同意申报", Before = $"OpinionTask:{i}", Clause = "R24" }, token);
                made.Add(PerUnit * (Each - 1) / Stopwatch.GetElapsedTime(start).TotalSeconds);
                return 0;
            })).Value;
        }
        var proved = new List<double>();
        var entries = 0L;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var found = await unit.Read((scope, token) => scope.GetRequiredService<VerifyChains>().Run(token));
            if (found.Faults is [var fault, ..]) throw new InvalidOperationException($"Expected a genuine trail, found {fault.Code} at {fault.Where}. Look at what the benchmark wrote.");
            entries = found.Entries;
            proved.Add(entries / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        var over = string.Create(CultureInfo.InvariantCulture, $"{entries:#,0} entries of {chains:#,0} chains");
        return [Of("audit entries made, before they are written", over, made), Of("audit entries proved", over, proved)];
    }

    private static Measured Of(string what, string over, List<double> perSecond)
    {
        perSecond.Sort();
        return new Measured(what, over, perSecond[perSecond.Count / 2], perSecond[0], "entries/s");
    }
}
