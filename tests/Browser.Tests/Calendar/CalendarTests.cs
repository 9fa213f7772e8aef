using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Calendar;

public class CalendarTests(Site site)
{
    [Theory]
    [InlineData(1440, 2028)]
    [InlineData(390, 2029)]
    public async Task A_year_is_entered_by_pressing_days_and_from_a_table_and_kept_after_what_it_changes_was_shown(int width, int year)
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "platform.flowAdministrator", new Device(width));
        (await running.As("platform.flowAdministrator").Put($"/api/calendar/{year}", new { days = Array.Empty<object>(), apply = true })).Succeeded();
        await me.Open($"/calendar/{year}");
        await me.Page.SetInputFilesAsync("#calendar-file", new FilePayload
        {
            Name = "holidays.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"日期,类型,名称\n{year}-05-01 至 {year}-05-03,休,劳动节\n{year}-13-01,休,\n"),
        });
        await Assertions.Expect(me.Page.Locator("[data-unread] li")).ToHaveCountAsync(1);
        await Assertions.Expect(me.Page.Locator(".month-day.free")).ToHaveCountAsync(3);

        // A weekday is pressed free, a Saturday worked: twice, because the first press makes it a holiday.
        await me.Page.ClickAsync($"[data-day='{year}-10-02']");
        await Assertions.Expect(me.Page.Locator(".month-day.free")).ToHaveCountAsync(4);
        var saturday = me.Page.Locator(".month-day.weekend").First;
        var day = await saturday.GetAttributeAsync("data-day");
        await me.Page.ClickAsync($"[data-day='{day}']");
        await Assertions.Expect(me.Page.Locator($"[data-day='{day}']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("free"));
        await me.Page.ClickAsync($"[data-day='{day}']");
        await Assertions.Expect(me.Page.Locator(".month-day.worked")).ToHaveCountAsync(1);
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();

        await me.Page.FillAsync("[data-source]", "国办发明电〔2027〕1号");
        await me.Page.ClickAsync("[data-preview]");
        await Assertions.Expect(me.Page.Locator("[data-change=preview]")).ToContainTextAsync("没有待办事项的时限受影响");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Page.ClickAsync("[data-keep]");
        await Assertions.Expect(me.Page.Locator("[data-change=done]")).ToBeVisibleAsync();

        await me.Open($"/calendar/{year}");
        await Assertions.Expect(me.Page.Locator(".month-day.free")).ToHaveCountAsync(4);
        await Assertions.Expect(me.Page.Locator(".case-facts")).ToContainTextAsync("国办发明电〔2027〕1号");
    }
}
