using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Cases;
using Workflows.Host.Figures;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>The page of figures on a million work items: the first reading, and every filter afterwards.</summary>
internal static class FiguresAtScale
{
    private const int Cases = 125_000, Finished = 900_000, Open = 100_000;
    private const int Steps = 8, Reasons = 200;
    private const long First = 1_000_000_000;

    public static async Task<IReadOnlyList<Measured>> Run(bool quick)
    {
        var share = quick ? 100 : 1;
        await using var application = await BenchedApplication.Run();
        await Fill(application, share);
        var over = string.Create(CultureInfo.InvariantCulture, $"{(Finished + Open) / share:#,0} work items, {Cases / share:#,0} cases");
        var results = new List<Measured> { await Measure("figures, first reading after the start", over, 1, () => Read(application, new FiguresQuery())) };
        (string What, FiguresQuery Query)[] queries =
        [
            ("figures, everything", new()), ("figures of a chain", new(Chain: "bench-chain-1")), ("figures of a call", new(Call: "BENCH-LN")), ("figures of a province", new(Region: "21")),
            ("figures of a quarter", new(From: new DateOnly(2022, 4, 1), To: new DateOnly(2022, 6, 30))), ("figures of a chain, a province and a year", new("bench-chain-2", null, "21", new DateOnly(2022, 1, 1), new DateOnly(2022, 12, 31))),
        ];
        foreach (var (what, query) in queries) results.Add(await Measure(what, over, quick ? 2 : 11, () => Read(application, query)));
        return results;
    }

    private static async Task<Measured> Measure(string what, string over, int runs, Func<Task> act)
    {
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return new Measured(what, over, times[times.Count / 2], times[^1], "ms");
    }

    private static Task<FiguresView> Read(BenchedApplication application, FiguresQuery query) => application.Services.GetRequiredService<UnitOfWork>().Read(async (scope, token) =>
    {
        var figures = (await scope.GetRequiredService<ReadFigures>().Run(application.Administrator, query, token)).Value;
        scope.GetRequiredService<FigureTables>().All(figures);
        await scope.GetRequiredService<DrawBottlenecks>().Run(figures, token);
        return figures;
    });

    /// <summary>Two years of work of every body of the demo data, by rule instead of by chance: number i takes the i-th of everything, each with another step.</summary>
    private static async Task Fill(BenchedApplication application, int share)
    {
        await using var connection = await application.Database.Open();
        var isSqlite = BenchDatabase.Server is null;
        string At(string seconds) => isSqlite ? $"strftime('%Y-%m-%d %H:%M:%S', '2022-01-01', '+' || ({seconds}) || ' seconds')" : $"timestamptz '2022-01-01Z' + ({seconds}) * interval '1 second'";
        string Numbers(int count) => string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE g(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM g WHERE i < {count / share} - 1)");
        var (person, model) = (Text(application.Head.PersonId), "(SELECT \"Id\" FROM \"Calls\" WHERE \"Code\" = 'BENCH-LN')");
        await connection.Execute(
            $"""
             CREATE TABLE bench_seats AS SELECT ROW_NUMBER() OVER (ORDER BY "Id") - 1 AS n, "Id" AS seat, "OrganisationId" AS body, (SELECT COUNT(*) FROM "Seats") AS total FROM "Seats";
             CREATE UNIQUE INDEX bench_seats_n ON bench_seats (n);
             CREATE TABLE bench_calls AS SELECT ROW_NUMBER() OVER (ORDER BY "Id") - 1 AS n, "Id" AS call, (SELECT COUNT(*) FROM "Calls") AS total FROM "Calls";
             CREATE TABLE bench_units AS SELECT ROW_NUMBER() OVER (ORDER BY "Id") - 1 AS n, "Id" AS unit, (SELECT COUNT(*) FROM "Organisations") AS total FROM "Organisations";
             """);
        var statuses = string.Join(' ', Enum.GetNames<CaseStatus>().Select((name, at) => $"WHEN {Text(at)} THEN '{name}'"));
        await connection.Execute(
            $"""
             {Numbers(Cases)}
             INSERT INTO "Cases" ("Id", "ApplicantId", "CallId", "ChainId", "CreatedAt", "DueAt", "NationalCallId", "Number", "Parameters", "Route", "Status", "Title", "Version")
             SELECT {First} + i, u.unit, c.call, 'bench-chain-' || (i % 4), {At("i * 500")}, {At("i * 500 + 2000000")}, {model}, 'BENCH-' || i, '{"{}"}', 'Direct', CASE i % {Text(Enum.GetValues<CaseStatus>().Length)} {statuses} END, '', 1
             FROM g JOIN bench_units u ON u.n = i % u.total JOIN bench_calls c ON c.n = i % c.total;
             """);
        await connection.Execute(
            $"""
             {Numbers(Finished)}
             INSERT INTO "FinishedWorkItems" ("Id", "Kind", "CaseId", "CallId", "ChainId", "ActivityId", "OrganisationId", "SeatId", "Title_Zh", "Title_En", "Request", "Priority", "CreatedAt", "DueAt", "Unit", "Allows", "Outcome", "Comment", "DecidedById", "FinishedAt")
             SELECT {First} + i, 'OpinionTask', {First} + i % {Text(Cases / share)}, c.call, 'bench-chain-' || (i % 4), 'step-' || (i / 4 % {Steps}), s.body, s.seat, '环节', 'Step', '{"{}"}', 0, {At("i * 60")}, {At("i * 60 + 604800")}, '辽阳县开放大学', 0,
                 CASE i % 17 WHEN 0 THEN 'Return' ELSE 'Approve' END, CASE i % 17 WHEN 0 THEN '材料不全 ' || (i % {Reasons}) ELSE '同意' END, {person}, {At("i * 60 + 60 + CAST(i AS bigint) * 7919 % 900000")}
             FROM g JOIN bench_seats s ON s.n = i % s.total JOIN bench_calls c ON c.n = i % c.total;
             """);
        await connection.Execute(
            $"""
             {Numbers(Open)}
             INSERT INTO "WorkItems" ("Id", "Kind", "CaseId", "CallId", "ChainId", "ActivityId", "OrganisationId", "SeatId", "Title_Zh", "Title_En", "Request", "Outcomes", "Priority", "CreatedAt", "DueAt", "Unit", "UnitId", "UnitLevel", "Allows", "Awaits", "OpenCompanions", "EscalatesTo", "IsRecallable", "Version")
             SELECT {First} + {Finished} + i, 'OpinionTask', {First} + i, c.call, 'bench-chain-' || (i % 4), 'step-' || (i / 4 % {Steps}), s.body, s.seat, '环节', 'Step', '{"{}"}', '[]', 0, {At("i * 500")}, {At("i * 500 + 604800")}, '辽阳县开放大学', u.unit, 'County', 0, 0, 0, 'Nobody', {(isSqlite ? "0" : "false")}, 1
             FROM g JOIN bench_seats s ON s.n = i % s.total JOIN bench_calls c ON c.n = i % c.total JOIN bench_units u ON u.n = i % u.total;
             """);
        await connection.Execute(isSqlite ? "ANALYZE;" : "VACUUM ANALYZE;");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
