using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// A gapless number drawn within the transaction that needs it, eight callers on the same series. The decision that puts a seal on a form, against the same rows with the same series
/// written by hand; and a number alone through the door of every change, against the one statement in a transaction of its own.
/// </summary>
internal static class GaplessNumber
{
    private const int Callers = 8;
    private const string Alone = "bench:alone", ByHand = "bench:by-hand";

    private const string Draw =
        """INSERT INTO "Counters" ("Series", "Last") VALUES ('bench:by-hand', 1) ON CONFLICT ("Series") DO UPDATE SET "Last" = "Counters"."Last" + 1 RETURNING "Last" """;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var acts = extent.Of(200, 10);
        await using var application = await BenchedApplication.Run();
        var custodian = await application.Caller("liaoyang-ou.sealCustodian");
        var sealId = await application.Read(db => db.Seals.Where(s => s.OwnerId == custodian.Seats[0].OrganisationId).Select(s => s.Id).FirstAsync());
        await Seal(await AtSeal());
        var recorded = await AtSeal();
        await using var raw = await application.Recorded(() => Seal(recorded));
        var writers = BenchDatabase.Server is null ? 1 : Callers;
        IReadOnlyList<RawBatch> raws = [raw, .. await Task.WhenAll(Enumerable.Range(1, writers - 1).Select(_ => application.Again(raw)))];
        var connections = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => application.Database.Open()));

        var seals = await Burst.InTurns(extent.Times(3), extent.Times(7),
            async () => await Burst.Run(Callers, await Many(acts), (_, item) => Seal(item)),
            async () => await Burst.Run(raws.Count, await raw.Prepare(acts), (caller, copy) => raws[caller].Run(copy)));
        var unit = application.Services.GetRequiredService<UnitOfWork>();
        var numbers = await Burst.InTurns(extent.Times(3), extent.Times(7),
            () => Burst.Run(Callers, new int[acts * 5], async (_, _) => _ = (await unit.Run<long>(Actor.System, async (scope, token) => await scope.GetRequiredService<Numbers>().Next(Alone, token))).Value),
            () => Burst.Run(writers, new int[acts * 5], (caller, _) => connections[caller].Number(Draw)));
        foreach (var connection in connections.AsEnumerable()) await connection.DisposeAsync();
        foreach (var each in raws.Skip(1)) await each.DisposeAsync();

        // The raw batch's uses have numbers of their own, far above.
        var uses = await application.Read(db => db.SealUses.Where(u => u.SealId == sealId && u.Number < long.MaxValue / 2).Select(u => u.Number).ToListAsync());
        var (drawn, last) = (uses.Distinct().LongCount(), uses.Max());
        var expected = (extent.Times(3) + extent.Times(7)) * acts * 5;
        var aloneLast = await application.Read(db => db.Counters.Where(c => c.Series == Alone).Select(c => c.Last).SingleAsync());
        var over = string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, one series, rounds of {acts}");
        return
        [
            seals[0].Share(seals[1], "a seal's number within the decision, as share of the raw batch", over, "÷ raw", "≥ 0.4, ≥ 0.6"),
            seals[0].Speed("decisions that draw a number", over), seals[0].Most("decisions that draw a number", over), seals[0].Cpu("decisions that draw a number", over), seals[1].Speed("raw batch that draws one", over),
            Measured.Exact("gaps and repetitions", string.Create(CultureInfo.InvariantCulture, $"{drawn:#,0} numbers of the seal"), last - drawn, "", "0, 0"),
            numbers[0].Share(numbers[1], "a number alone, as share of the raw statement", over, "÷ raw"), numbers[0].Speed("a number alone", over), numbers[1].Speed("the raw statement", over),
            Measured.Exact("gaps and repetitions of numbers alone", string.Create(CultureInfo.InvariantCulture, $"{expected:#,0} numbers"), aloneLast - expected, "", "0, 0"),
        ];

        async Task<long> AtSeal()
        {
            var (caseId, item) = await application.AtOpinion();
            await application.Approve(item);
            return await application.Open(caseId, "ApplySeal");
        }

        async Task<IReadOnlyList<long>> Many(int count)
        {
            var items = new long[count];
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => items[i] = await AtSeal());
            return items;
        }

        Task Seal(long item) => application.Decide(custodian, item, "Sealed", data: new JsonObject { ["sealId"] = sealId.ToString(CultureInfo.InvariantCulture) });
    }
}
