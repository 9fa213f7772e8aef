using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Calendar;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Notifications;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Calendar;

/// <summary>节假日与调休: kept by a flow administrator, counted with everywhere, and what stands already changes only where that is asked for.</summary>
public class CalendarTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Head = "liaoyang-edu.head";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_new_holiday_moves_due_times_only_where_that_is_asked_for_and_whoever_has_the_work_is_told(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var item = await app.As(Head).WorkOn(id, "OpinionTask");
        var due = await Due(app, item);
        var year = await Year(app, 2023);
        (year["isKept"]!.GetValue<bool>(), year["ships"]!.GetValue<bool>(), year["version"]!.GetValue<string>()).ShouldBe((false, true, "0"));

        // The first working day after today is free from now on.
        var free = new DateOnly(2023, 5, 23);
        var days = year["days"]!.DeepClone().AsArray();
        days.Add(new JsonObject { ["day"] = "2023-05-23", ["kind"] = "holiday", ["name"] = "测试假" });
        (await Put(app, "platform.auditor", days)).Refused("calendar.not-allowed", HttpStatusCode.Forbidden);
        var preview = (await Put(app, Administrator, days)).Value;
        preview["added"]!.AsArray().ShouldHaveSingleItem()!["day"]!.GetValue<string>().ShouldBe("2023-05-23");
        var affected = preview["due"]!.AsArray().Single(line => line!["workItemId"]!.GetValue<string>() == item)!;
        (affected["from"]!.GetValue<string>(), affected["to"]!.GetValue<string>()).ShouldBe((Day(due), Day(due.AddDays(1))));
        app.Services.GetRequiredService<WorkingDays>().IsWorkingDay(free).ShouldBeTrue("a preview keeps nothing");

        (await Put(app, Administrator, days, apply: true)).Succeeded();
        app.Services.GetRequiredService<WorkingDays>().IsWorkingDay(free).ShouldBeFalse();
        (await Due(app, item)).ShouldBe(due, "nobody asked for it to move");
        await app.Tell();
        (await app.News(Head)).ShouldNotContain(n => n.Kind == "dueMoved");
        (await Put(app, Administrator, days, apply: true, version: 0)).Refused("calendar.changed-meanwhile", HttpStatusCode.Conflict);

        // Without the holiday it would be due a day before; then with it again, and moved.
        (await Put(app, Administrator, year["days"]!.DeepClone().AsArray(), apply: true)).Value["removed"]!.AsArray().Count.ShouldBe(1);
        (await Put(app, Administrator, days, apply: true, move: true)).Value["isMoved"]!.GetValue<bool>().ShouldBeTrue();
        (await Due(app, item)).ShouldBe(due.AddDays(1));
        (await app.As(Head).Get("/api/work-items")).Value["items"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == item)!["dueAt"]!.GetValue<DateTimeOffset>().ShouldBe(due.AddDays(1));
        await app.Tell();
        (await app.News(Head)).ShouldContain(n => n.Kind == "dueMoved" && n.Link == $"/work-items/{item}");
        (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value["entries"]!.AsArray().Single(e => e!["action"]!.GetValue<string>() == "work-item.due-moved")!["after"]!.GetValue<string>().ShouldBe($"{Day(due)} → {Day(due.AddDays(1))}");
        var trail = (await app.As("platform.auditor").Get("/api/audit/calendar/2023")).Value;
        trail["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        trail["entries"]!.AsArray().Count(e => e!["action"]!.GetValue<string>() == "calendar.changed").ShouldBe(3);

        // It counts for what is asked from now on.
        (await app.As(Head).Post($"/api/work-items/{item}/decision", new { outcome = "Approve", comment = "同意" })).Succeeded();
        await app.Settle();
        var custody = await app.As("liaoyang-edu.sealCustodian").WorkOn(id, "ApplySeal");
        (await Due(app, custody, "liaoyang-edu.sealCustodian")).ShouldBe(due.AddDays(1));
    }

    [Fact]
    public async Task The_other_nodes_count_with_it_too()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var other = await app.Beside();
        await other.Services.GetRequiredService<Workflows.Host.Nodes.HearNodes>().Listening.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Services.GetRequiredService<UnitOfWork>().Committed += committed =>
        {
            if (committed.Subjects.Contains("Calendar:2027")) heard.TrySetResult();
        };
        (await Put(app, Administrator, [new JsonObject { ["day"] = "2027-02-08", ["kind"] = "holiday", ["name"] = "春节" }], 2027, apply: true)).Succeeded();
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        var calendar = other.Services.GetRequiredService<WorkingDays>();
        await Soon.Holds(TimeSpan.FromSeconds(30), () => Task.FromResult(!calendar.IsWorkingDay(new DateOnly(2027, 2, 8))), "2027-02-08 is no working day on the other node");
    }

    [Fact]
    public async Task A_list_is_read_from_a_table_line_by_line_and_nothing_is_kept_by_reading_it()
    {
        var administrator = (await shared.Get()).As(Administrator);
        const string table = """
            日期,类型,名称
            2027-01-01 至 2027-01-03,休,元旦
            2027/2/20,班,
            2027年2月6日,休,春节
            2027-02-30,休,没有这一天
            2027-03-01,什么,
            2027-01-02,休,又一次
            2027-03-01,班,是星期一
            2026-06-01,休,别的年份
            2027-05-03 至 2027-05-01,休,倒过来
            """;
        var read = (await administrator.Upload("/api/calendar/2027/import", "holidays.csv", Encoding.UTF8.GetBytes(table))).Value;
        read["days"]!.AsArray().Select(d => (d!["day"]!.GetValue<string>(), d["kind"]!.GetValue<string>())).ShouldBe(
            [("2027-01-01", "holiday"), ("2027-01-02", "holiday"), ("2027-01-03", "holiday"), ("2027-02-06", "holiday"), ("2027-02-20", "worked")]);
        read["unread"]!.AsArray().Select(l => (l!["line"]!.GetValue<int>(), l["code"]!.GetValue<string>())).ShouldBe(
            [(5, "calendar.date"), (6, "calendar.kind"), (7, "calendar.day-twice"), (8, "calendar.worked-on-weekday"), (9, "calendar.day-outside"), (10, "calendar.date")]);
        (await Year(await shared.Get(), 2023))["isKept"]!.GetValue<bool>().ShouldBeFalse();

        // A spreadsheet keeps a date as a number.
        var book = Workbooks.Of(["date", "kind", "name"], [new DateOnly(2027, 10, 1), "holiday", "国庆节"], ["2027-10-09", "worked", null]);
        (await administrator.Upload("/api/calendar/2027/import", "holidays.xlsx", book)).Value["days"]!.AsArray().Select(d => d!["day"]!.GetValue<string>()).ShouldBe(["2027-10-01", "2027-10-09"]);
        (await administrator.Upload("/api/calendar/2027/import", "x.csv", "a,b\n1,2"u8.ToArray())).Refused("calendar.columns");
        (await administrator.Upload("/api/calendar/2027/import", "x.xlsx", "PK not a zip"u8.ToArray())).Refused("calendar.no-table");
        (await (await shared.Get()).As(Head).Upload("/api/calendar/2027/import", "holidays.xlsx", book)).Refused("calendar.not-allowed");
    }

    private static async Task<JsonNode> Year(RunningApplication app, int year) => (await app.As(Head).Get("/api/calendar")).Value.AsArray().Single(y => y!["year"]!.GetValue<int>() == year)!;

    private static Task<ApiAnswer> Put(RunningApplication app, string userName, JsonArray days, int year = 2023, bool apply = false, bool move = false, long? version = null) =>
        app.As(userName).Put($"/api/calendar/{year}", new { days, source = "国办发明电〔2022〕16号", apply, moveDue = move, version });

    private static async Task<DateTimeOffset> Due(RunningApplication app, string item, string userName = Head) => (await app.As(userName).Get($"/api/work-items/{item}")).Value["dueAt"]!.GetValue<DateTimeOffset>();

    /// <summary>The last day for it: it is due when that day ends in Shanghai.</summary>
    private static string Day(DateTimeOffset due) => ShanghaiTime.DayOf(due.AddTicks(-1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
