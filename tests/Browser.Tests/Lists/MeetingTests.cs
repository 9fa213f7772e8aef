using Microsoft.Playwright;
using Workflows.Host.Tests.Scenarios;

namespace Workflows.Browser.Tests.Lists;

public class MeetingTests(Site site)
{
    [Fact]
    public async Task The_organiser_names_the_day_of_the_meeting_within_the_window_of_the_call()
    {
        var scenario = ScenarioFiles.Read("batch-decision.scenario.json").Scenario!;
        await using var running = await site.OwnApplication(scenario.Start);
        await running.Settle();
        var filed = scenario.Steps.Select((step, at) => (step, at)).Last(s => s.step is Decide { Kind: "RecordFiling" }).at;
        await new ScenarioPlayer(running, scenario).Run([.. scenario.Steps.Take(filed + 1)]);
        await using var officer = await site.Visit(running, "pg-community.workGroupOfficer", new Device(390, 844));
        await officer.OpenWork("召开会议");
        var day = officer.Page.Locator("input[name=day]");
        (await day.GetAttributeAsync("min")).ShouldBe("2023-06-01");
        (await day.GetAttributeAsync("max")).ShouldBe("2023-06-30");
        (await officer.SeriousFindings()).ShouldBeEmpty();
        (await officer.Fits()).ShouldBeTrue();

        await officer.Press("会议公布");
        await Assertions.Expect(officer.Page.Locator(".action-panel .field-error")).ToContainTextAsync("请填写日期");
        await day.FillAsync("2023-07-01");
        await officer.Press("会议公布");
        await Assertions.Expect(officer.Page.Locator(".action-panel .refusal")).ToContainTextAsync("2023年6月30日");
        await day.FillAsync("2023-06-20");
        await officer.Press("会议公布");

        await officer.Decided();
    }
}
