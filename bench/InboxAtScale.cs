using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Organisations;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// The first page of an inbox with its count, a million work items open and five million finished, for a person with five seats and about a thousand lines; eight clients on PostgreSQL, one on SQLite. At the database: the
/// product's own reading without the web. Through HTTP: the same signed in, as JSON, and the page itself with everything that stands on it.
/// </summary>
internal static class InboxAtScale
{
    /// <summary>As the gates ask: eight on PostgreSQL, one on SQLite.</summary>
    private static readonly int Clients = BenchDatabase.Server is null ? 1 : 8;

    private const int Mine = 1_000;
    private const int FinishedPerOpen = 5;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var (open, reads, pages) = (extent.Of(1_000_000, 2_000), extent.IsQuick ? 16 : 4_000, extent.IsQuick ? 8 : 800);
        await using var application = await BenchedApplication.Run(listens: true);
        var person = await Seat(application);
        await Fill(application, person, open);
        await WithHistory.Finish(application, open * FinishedPerOpen, person.PersonId);

        using var http = new HttpClient { BaseAddress = application.Address };
        using (var session = await http.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = "Demo-2023" }))
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>());
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = application.Address };
        browser.DefaultRequestHeaders.Add("Cookie", await Sessions.SignIn(application.Address, person.UserName));
        var unit = application.Services.GetRequiredService<UnitOfWork>();
        var found = await unit.Read((scope, token) => scope.GetRequiredService<Approvals.WorkItems.ReadInbox>().Run(person.PersonId, cancellation: token));
        if (found.Rows.Count == 0) throw new InvalidOperationException("Expected lines in the inbox, found none. Look at what the benchmark entered.");

        var sides = await Burst.InTurns(extent.Times(2), extent.Times(5),
            () => Burst.Run(Clients, new int[reads], (_, _) => unit.Read((scope, token) => scope.GetRequiredService<Approvals.WorkItems.ReadInbox>().Run(person.PersonId, cancellation: token))),
            () => Burst.Run(Clients, new int[reads], (_, _) => unit.Read((scope, token) => scope.GetRequiredService<CountInbox>().Run(person.PersonId, token))),
            () => Burst.Run(Clients, new int[reads], (_, _) => Get(http, "/api/work-items")),
            () => Burst.Run(Clients, new int[pages], (_, _) => Get(browser, "/inbox")));
        var over = string.Create(CultureInfo.InvariantCulture, $"{open:#,0} open, {open * FinishedPerOpen:#,0} finished, {found.Count} of them the person's, {Clients} at once");
        return
        [
            .. Report("first page with its count, at the database", sides[0], "≤ 5, ≤ 2"), .. Report("counts by kind, at the database", sides[1], ""),
            .. Report("first page with its count, through HTTP", sides[2], "≤ 20, ≤ 10"), .. Report("the page /inbox itself, through HTTP", sides[3], ""),
        ];

        IEnumerable<Measured> Report(string what, IReadOnlyList<Burst> bursts, string gate) => [bursts.Half(what, over), bursts.Most(what, over, gate), bursts.Speed(what, over), bursts.Cpu(what, over)];
    }

    private static async Task Get(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Expected {path} to be answered, found {(int)answer.StatusCode}. Look at the log of the application.");
    }

    /// <summary>The handler gets four seats more.</summary>
    private static async Task<Host.Caller> Seat(BenchedApplication application)
    {
        var handler = application.Handler;
        var others = await application.Read(db => db.Seats.Where(s => s.Role == SeatRole.Handler && s.OrganisationId != handler.Seats[0].OrganisationId).OrderBy(s => s.Id).Take(4).ToListAsync());
        foreach (var seat in others) _ = (await application.Services.GetRequiredService<FillSeat>().Appoint(application.Administrator, seat.OrganisationId, seat.Role, handler.PersonId)).Value;
        return await application.Caller(handler.UserName);
    }

    /// <summary>The person's lines wait evenly for each of the seats and for the person; everybody else's for one of 20,000 others.</summary>
    private static async Task Fill(BenchedApplication application, Host.Caller person, int open)
    {
        var rows = (await application.Written(application.Begin)).Where(row => row.Table.Name is "Inbox" or "WorkItems").ToList();
        await using var connection = await application.Database.Open();
        var every = Math.Max(1, open / Math.Min(Mine, open / 2));
        var mine = string.Join(' ', person.Principals.Select((principal, at) => string.Create(CultureInfo.InvariantCulture, $"WHEN {at} THEN {principal}")));
        var at = BenchDatabase.Server is null ? "strftime('%Y-%m-%d %H:%M:%S', '2023-05-01', '+' || i || ' seconds')" : "timestamptz '2023-05-01Z' + i * interval '1 second'";
        await Clones.Enter(connection, rows, open, others: new Dictionary<string, string>
        {
            ["Inbox.CreatedAt"] = at, ["WorkItems.CreatedAt"] = at,
            ["Inbox.Principal"] = string.Create(CultureInfo.InvariantCulture, $"CASE WHEN i % {every} <> 0 THEN 5000000000 + i % 20000 ELSE CASE (i / {every}) % {person.Principals.Length} {mine} END END"),
        });
    }
}
