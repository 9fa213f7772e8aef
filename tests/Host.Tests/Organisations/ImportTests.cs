using System.Text;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Organisations;

public class ImportTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Table = """
        单位,姓名,用户名,岗位,邮箱
        辽阳县社区教育中心,王一,wang.one,审核人、经办人,wang@example.org
        没有这个单位,李二,li.two,经办人,
        辽阳县社区教育中心,张三,wang.one,经办人,
        辽阳县社区教育中心,赵四,zhao.four,没有这个岗位,
        辽阳县社区教育中心,"孙五",,,

        辽阳县社区教育中心,周六,zhou.six,handler,not-an-address
        """;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task A_dry_run_says_line_by_line_what_would_happen_and_keeps_nothing_then_it_is_done(string encoding)
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Encoding.GetEncoding(encoding).GetBytes(Table.Replace("审核人", Workflows.Host.Shell.Words.InChinese(Workflows.Approvals.Organisations.SeatRole.Reviewer), StringComparison.Ordinal)
            .Replace("经办人", Workflows.Host.Shell.Words.InChinese(Workflows.Approvals.Organisations.SeatRole.Handler), StringComparison.Ordinal));
        var administrator = app.As("platform.flowAdministrator");
        (await app.As("liaoyang-centre.handler").Upload("/api/people/import", "people.csv", file)).Refused("import.not-allowed");

        var dry = (await administrator.Upload("/api/people/import", "people.csv", file)).Value;
        dry["isApplied"]!.GetValue<bool>().ShouldBeFalse();
        dry["lines"]!.AsArray().Select(l => (l!["line"]!.GetValue<int>(), l["code"]?.GetValue<string>())).ShouldBe([(2, null), (3, "import.organisation"), (4, "import.twice"), (5, "import.seat"), (6, null), (8, "mail.address")]);
        dry["lines"]!.AsArray().ShouldAllBe(l => l!["firstPassword"] == null);
        (await administrator.Get("/api/people?text=王一")).Value.AsArray().ShouldBeEmpty();

        var done = (await administrator.Upload("/api/people/import?apply=true", "people.csv", file)).Value;
        done["entered"]!.GetValue<int>().ShouldBe(2);
        done["refused"]!.GetValue<int>().ShouldBe(4);
        var password = done["lines"]![0]!["firstPassword"]!.GetValue<string>();
        using var first = new ApiClient(new HttpClient { BaseAddress = app.Address }, app.Clock, "wang.one", password);
        (await first.Get("/api/me")).Value["seats"]!.AsArray().Count.ShouldBe(2);
        (await first.Get("/api/work-items")).Refused("password.must-change");
        (await administrator.Upload("/api/people/import", "people.csv", file)).Value["lines"]![0]!["code"]!.GetValue<string>().ShouldBe("account.already-exists");
    }

    [Fact]
    public async Task A_spreadsheet_is_imported_like_a_text_and_everybody_checks_mail_addresses_alike()
    {
        var app = await shared.Get();
        var administrator = app.As("platform.flowAdministrator");
        var book = Workbooks.Of(
            ["姓名", "单位", "用户名", "岗位", "邮箱"],
            ["吴七", "沈阳市教育局", "wu.seven", "handler", "wu@example.org"],
            [],
            ["郑八", "沈阳市教育局", "zheng.eight", "handler", "郑八 <zheng@example.org>"],
            ["钱九", "沈阳市教育局", "qian.nine", null, "qian@exa mple.org"]);
        var lines = (await administrator.Upload("/api/people/import?apply=true", "people.xlsx", book)).Value["lines"]!.AsArray();
        lines.Select(l => (l!["line"]!.GetValue<int>(), l["code"]?.GetValue<string>())).ShouldBe([(2, null), (4, "mail.address"), (5, "mail.address")]);
        var password = lines[0]!["firstPassword"]!.GetValue<string>();
        using var first = new ApiClient(new HttpClient { BaseAddress = app.Address }, app.Clock, "wu.seven", password);
        (await first.Post("/api/me/password", new { current = password, password = "Demo-2023" })).Succeeded();
        var person = app.As("wu.seven");
        (await person.Get("/api/me")).Value["seats"]![0]!["organisation"]!.GetValue<string>().ShouldBe("沈阳市教育局");
        foreach (var wrong in new[] { "郑八 <zheng@example.org>", "qian@exa mple.org", "nobody", new string('a', 252) + "@b.cn" })
            (await person.Put("/api/me/notification-choices", new { email = wrong })).Refused("mail.address");
        (await person.Put("/api/me/notification-choices", new { email = " wu.new@example.org " })).Succeeded();
        (await person.Get("/api/me/notification-choices")).Value["email"]!.GetValue<string>().ShouldBe("wu.new@example.org");
    }

    [Fact]
    public async Task What_is_no_table_or_lacks_its_columns_is_refused_whole()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var administrator = app.As("platform.flowAdministrator");
        (await administrator.Upload("/api/people/import", "people.csv", "a,b\n1,2"u8.ToArray())).Refused("import.columns");
        (await administrator.Upload("/api/people/import", "people.xlsx", "PK not a zip"u8.ToArray())).Refused("import.no-table");
        (await administrator.Upload("/api/people/import", "people.csv", ""u8.ToArray())).Code.ShouldNotBeNull();
    }
}
