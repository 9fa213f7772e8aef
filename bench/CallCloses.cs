using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Rankings;
using Workflows.Host.Timers;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// A national call with 100,000 received cases closes: the gate by the clock with the completeness table behind it, the list drafted, the ranking drafted, each in the transaction that the
/// chain does it in. How long, and how much more memory the process holds at most meanwhile.
/// </summary>
internal static class CallCloses
{
    private const string National = "PS3";

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var cases = extent.Of(100_000, 200);
        await using var application = await BenchedApplication.Run();
        var call = await application.Read(db => db.Calls.Where(c => c.Code == National).Select(c => new { c.Id, c.AssessById }).SingleAsync());
        await Enter(application, cases, call.AssessById!.Value);
        var unit = application.Services.GetRequiredService<UnitOfWork>();

        var gate = await Watch(async () =>
        {
            application.Clock.SetUtcNow(new DateTimeOffset(2023, 6, 1, 0, 1, 0, TimeSpan.FromHours(8)).ToUniversalTime());
            while (await application.Services.GetRequiredService<FireDueTimers>().Run() > 0) { }
        });
        if (await application.Read(db => db.Calls.Where(c => c.Id == call.Id).Select(c => c.Status).SingleAsync()) != CallStatus.Closed)
            throw new InvalidOperationException($"Expected the call {National} to be closed, but it is not. Look at the log of the application.");
        var list = await Watch(async () => _ = (await unit.Run<int>(Actor.System, async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var received = await db.Cases.Where(c => c.NationalCallId == call.Id && c.Status == CaseStatus.Received && c.Receipts.Any(r => r.ReceiverId == call.AssessById)).OrderBy(c => c.Number).ToListAsync(token);
            var drafted = await scope.GetRequiredService<DraftList>().Run(await db.Calls.SingleAsync(c => c.Id == call.Id, token), received, token);
            return drafted.Refusal is { } refusal ? refusal : drafted.Value.Entries.Count;
        })).Value);
        await using (var connection = await application.Database.Open())
            await connection.Execute("""UPDATE "Cases" SET "Status" = 'Shortlisted' WHERE "Id" >= 7000000000000000000""");
        var ranking = await Watch(async () => _ = (await unit.Run<int>(Actor.System, async (scope, token) =>
            (await scope.GetRequiredService<DraftRanking>().Run(await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Id == call.Id, token), token)).Entries.Count)).Value);

        var over = string.Create(CultureInfo.InvariantCulture, $"{cases:#,0} cases");
        (string What, Watched Watched)[] parts = [("gate and completeness table", gate), ("list drafted", list), ("ranking drafted", ranking)];
        return
        [
            Measured.Exact("a call closes: everything below", over, parts.Sum(p => p.Watched.Seconds), "s", "< 60, < 20"),
            Measured.Exact("memory growth at most", over, parts.Max(p => p.Watched.Growth), "MB", "< 200, < 200"),
            .. parts.SelectMany(p => new[] { Measured.Exact(p.What, over, p.Watched.Seconds, "s"), Measured.Exact($"{p.What}, memory growth", over, p.Watched.Growth, "MB") }),
        ];
    }

    /// <summary>Cases with a filled form, received by whoever assesses.</summary>
    private static async Task Enter(BenchedApplication application, int cases, long receiver)
    {
        var rows = (await application.Written(() => application.AtOpinion())).Where(row => row.Table.Name is "Cases" or "CaseForms").ToList();
        await using var connection = await application.Database.Open();
        await Clones.Enter(connection, rows, cases, others: new Dictionary<string, string> { ["Cases.Status"] = "'Received'" });
        await connection.Execute(string.Create(CultureInfo.InvariantCulture,
            $"""
             INSERT INTO "MaterialReceipts" ("Id", "CaseId", "ReceiverId", "ReceiptNumber", "RegisteredAt")
             SELECT "Id", "Id", {receiver}, 'BENCH-' || "Id", "CreatedAt" FROM "Cases" WHERE "Id" >= 7000000000000000000
             """));
        await connection.Execute("ANALYZE");
    }

    /// <param name="Growth">MB that the process held at most beyond what it held before.</param>
    private sealed record Watched(double Seconds, double Growth);

    private static async Task<Watched> Watch(Func<Task> act)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var done = new CancellationTokenSource();
        var (before, most, start) = (Environment.WorkingSet, 0L, Stopwatch.GetTimestamp());
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, Environment.WorkingSet);
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        });
        await act();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        await watch;
        return new Watched(elapsed, Math.Max(0, most - before) / 1024.0 / 1024);
    }
}
