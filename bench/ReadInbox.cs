using System.Data.Common;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Organisations;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// First page and count of the inbox of a person with five seats, among 100,000 open work items of 500 seats and 2,000 persons. Against the query that
/// comes to mind first: one table of open and finished work, an index per column, <c>status = open AND (assignee = me OR seat IN (mine))</c>.
/// </summary>
public class ReadInbox : IPair
{
    private const int Open = 100_000;
    private const int Chunk = 5_000;
    private const long FirstSeat = 1_000_000;
    private const long FirstPerson = 2_000_000;

    private BenchedApplication application = null!;
    private DbConnection connection = null!;
    private DbCommand page = null!;
    private DbCommand count = null!;
    private long person;
    private List<long> seats = [];

    /// <summary>How many of the open work items wait for the person: about as many as for anybody with five seats, or the inbox of a provincial centre.</summary>
    [Params(1_000, 20_000)]
    public int Mine { get; set; } = 1_000;

    string IPair.Name => string.Create(CultureInfo.InvariantCulture, $"First page of an inbox of {Mine:#,0}");
    string IPair.Against => "naive query on one table";
    int IPair.Calls => 50;
    int IPair.Operations => 1;

    [GlobalSetup]
    public async Task Setup()
    {
        application = await BenchedApplication.Run();
        await SeatPerson();
        await FillInbox();
        connection = await application.Database.Open();
        await FillNaiveTable();
        var mine = $"status = 0 AND (assignee = {Text(person)} OR seat IN ({string.Join(", ", seats.Select(Text))}))";
        page = Command($"SELECT id, kind, title_zh, title_en, case_id, case_number, unit, call_id, chain_id, priority, created_at, due_at FROM bench_work_items WHERE {mine} ORDER BY created_at DESC, id DESC LIMIT 20");
        count = Command($"SELECT count(*) FROM bench_work_items WHERE {mine}");
        await SameAnswer();
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await connection.DisposeAsync();
        await application.DisposeAsync();
    }

    public void PrepareProduct() { }

    public void PrepareBaseline() { }

    [Benchmark]
    public Task Product() => Read();

    [Benchmark(Baseline = true)]
    public Task Baseline() => ReadNaively();

    private Task<InboxPage> Read() =>
        application.Services.GetRequiredService<UnitOfWork>().Read((scope, token) => scope.GetRequiredService<Approvals.WorkItems.ReadInbox>().Run(person, cancellation: token));

    private async Task<(List<object[]> Rows, long Count)> ReadNaively()
    {
        var rows = new List<object[]>();
        await using (var reader = await page.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
        }
        return (rows, Convert.ToInt64(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }

    /// <summary>Enters a person who holds five seats.</summary>
    private async Task SeatPerson()
    {
        var administrator = application.Administrator;
        var organisations = (await application.Read(db => Task.FromResult(db.Seats.Where(s => s.Role == SeatRole.Handler).OrderBy(s => s.Id).Take(5).ToList()))).ToList();
        person = (await application.Services.GetRequiredService<EnterPerson>().Run(administrator, new NewPerson("兼任者", organisations[0].OrganisationId))).Value.Id;
        seats = [.. organisations.Select(s => s.Id)];
        foreach (var seat in organisations)
            _ = (await application.Services.GetRequiredService<FillSeat>().Appoint(administrator, seat.OrganisationId, seat.Role, person)).Value;
    }

    /// <summary>Four in five rows wait at a seat, one in five is held by a person; all others have about as many as the others of their sort.</summary>
    private async Task FillInbox()
    {
        var random = new Random(20230522);
        var start = new DateTimeOffset(2023, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var unit = application.Services.GetRequiredService<UnitOfWork>();
        for (var from = 0; from < Open; from += Chunk)
        {
            var first = from;
            _ = (await unit.Run<int>(Actor.System, (scope, _) =>
            {
                scope.GetRequiredService<ApprovalsDb>().Inbox.AddRange(Enumerable.Range(first, Chunk).Select(Row));
                return Task.FromResult<Result<int>>(Chunk);
            })).Value;
        }

        InboxRow Row(int i) => new()
        {
            Principal = Principal(random),
            CreatedAt = start.AddSeconds(i * 20),
            WorkItemId = 10_000_000 + i,
            Kind = (i % 3) switch { 0 => "OpinionTask", 1 => "ApplySeal", _ => "ReceiveMaterials" },
            CaseId = 20_000_000 + i,
            CallId = 1 + i % 7,
            ChainId = "pilot-site-application",
            Priority = 0,
            DueAt = start.AddDays(30),
            CaseNumber = string.Create(CultureInfo.InvariantCulture, $"PS3-LN-{i:000000}"),
            Title = new Label("对申请表出具意见", "Give an opinion on the application"),
            Unit = "辽阳县开放大学",
        };
    }

    private long Principal(Random random)
    {
        var isMine = random.Next(Open) < Mine;
        if (random.Next(5) > 0) return isMine ? seats[random.Next(seats.Count)] : FirstSeat + random.Next(500);
        return isMine ? person : FirstPerson + random.Next(2000);
    }

    /// <summary>The same rows in one table, and as many finished ones.</summary>
    private async Task FillNaiveTable()
    {
        var persons = $"\"Principal\" >= {Text(FirstPerson)} AND \"Principal\" < {Text(FirstPerson + 2000)} OR \"Principal\" = {Text(person)}";
        var time = BenchDatabase.Server is null ? "text" : "timestamptz";
        await connection.Execute(
            $"""
             CREATE TABLE bench_work_items (id bigint PRIMARY KEY, status int NOT NULL, assignee bigint, seat bigint, kind text NOT NULL, title_zh text NOT NULL, title_en text NOT NULL,
                 case_id bigint, case_number text, unit text NOT NULL, call_id bigint NOT NULL, chain_id text NOT NULL, priority int NOT NULL, created_at {time} NOT NULL, due_at {time});
             """);
        foreach (var status in (int[])[0, 1])
        {
            await connection.Execute(
                $"""
                 INSERT INTO bench_work_items
                 SELECT "WorkItemId" + {Text(status * Open)}, {status}, CASE WHEN {persons} THEN "Principal" END, CASE WHEN {persons} THEN NULL ELSE "Principal" END, "Kind", "Title_Zh", "Title_En",
                     "CaseId", "CaseNumber", "Unit", "CallId", "ChainId", "Priority", "CreatedAt", "DueAt"
                 FROM "Inbox";
                 """);
        }
        foreach (var column in (string[])["status", "assignee", "seat", "created_at"])
            await connection.Execute($"CREATE INDEX bench_work_items_{column} ON bench_work_items ({column});");
        await connection.Execute("ANALYZE;");
    }

    private async Task SameAnswer()
    {
        var (product, naive) = (await Read(), await ReadNaively());
        var (ours, theirs) = (product.Rows.Select(r => r.WorkItemId), naive.Rows.Select(r => (long)r[0]));
        if ((product.Count != naive.Count && !product.IsCapped) || !ours.SequenceEqual(theirs))
            throw new InvalidOperationException($"Expected both queries to find the same, found {product.Count} and {naive.Count} work items. Correct the naive query.");
    }

    private DbCommand Command(string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Prepare();
        return command;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
