using Microsoft.Playwright;
using Workflows.Host.Tests;
using Workflows.Host.Tests.Scenarios;
using Workflows.TestSupport;

namespace Workflows.Browser.Tests.Courses;

public class CourseTests(Site site)
{
    [Fact]
    public async Task A_lesson_is_uploaded_and_the_form_says_what_its_film_is_and_what_is_wrong_with_it()
    {
        var running = await site.Demo();
        var folder = Directory.CreateTempSubdirectory("workflows-course");
        async Task<string> Film(string name, Mp4Maker film)
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(path, film.Make(), TestContext.Current.CancellationToken);
            return path;
        }
        try
        {
            await using var me = await site.Visit(running, "liaoyang-college.handler", new Device(1280));
            await me.OpenWork("填写品牌课程");
            var page = me.Page;
            await page.GetByText("添加一行").ClickAsync();
            var lesson = page.Locator(".form-row").First;
            await lesson.GetByLabel("微课名称").FillAsync("手机挂号");
            await lesson.GetByLabel("知识点（技能点）").FillAsync("线上挂号");
            await lesson.GetByLabel("视频").CheckAsync();

            await lesson.Locator("input[type=file]").SetInputFilesAsync(await Film("错误.mp4", new Mp4Maker { Width = 1920, Height = 1080, Seconds = 961 }));
            await Assertions.Expect(lesson).ToContainTextAsync("错误.mp4", new() { Timeout = 60_000 });
            await Assertions.Expect(lesson).ToContainTextAsync("1920×1080");
            (await me.SeriousFindings()).ShouldBeEmpty();

            await lesson.Locator(".form-files button").First.ClickAsync();
            await lesson.Locator("input[type=file]").SetInputFilesAsync(await Film("手机挂号.mp4", new Mp4Maker { Seconds = 300 }));
            await Assertions.Expect(lesson).ToContainTextAsync("手机挂号.mp4", new() { Timeout = 60_000 });
            await Assertions.Expect(lesson).Not.ToContainTextAsync("1920×1080");
            await me.Press("Submitted");
            await Assertions.Expect(page.Locator(".form-summary")).ToContainTextAsync("10");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_course_goes_from_its_ten_lessons_to_the_promotion_by_the_ministry_each_step_by_the_person_whose_step_it_is()
    {
        var scenario = ScenarioFiles.Read("brand-provincial-submission.scenario.json").Scenario!;
        await using var running = await site.OwnApplication(scenario.Start);
        var folder = Directory.CreateTempSubdirectory("workflows-course");
        try
        {
            await As(running, "liaoyang-college.handler", me => FillCourse(me, folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        await Approve(running, "liaoyang-edu.reviewer", "县级审核");
        await Approve(running, "ly-edu.reviewer", "市级审核");
        await Approve(running, "ln-edu.reviewer", "省级教育行政部门审核");

        // The table of institutions is the story of another test.
        await new ScenarioPlayer(running, scenario).Run([.. scenario.Parts["statistics"], .. scenario.Parts["begin"].Select(Of)]);
        await As(running, "ln-edu.head", async me =>
        {
            await me.OpenWork("推荐顺序");
            await me.Page.FillAsync("input[name=move-reason]", "全省示范课程");
            await me.Page.Locator("ul.rank-list.waiting li").GetByText("排入").ClickAsync();
            await Assertions.Expect(me.Page.Locator("ol.rank-list li[data-case]")).ToContainTextAsync("智慧助老十课");
            await me.Press("Ranked");
            await me.Confirm();
            await me.Decided();
        });
        await Approve(running, "ln-edu.head", "审定汇总表");
        await Seal(running);
        await Approve(running, "ln-edu.head", "审定机构统计表");
        await Seal(running);
        await As(running, "ln-edu.handler", async me =>
        {
            await me.OpenWork("扫描成PDF并上传");
            await me.Page.SetInputFilesAsync("#package-scan-file", new FilePayload { Name = "盖章材料.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF\n"u8.ToArray() });
            await Assertions.Expect(me.Page.Locator(".upload-scans label", new() { HasTextString = "盖章材料.pdf" }).Locator("input")).ToBeCheckedAsync();
            await me.Press("Uploaded");
            await me.Confirm();
            await me.Decided();
        });

        await As(running, "moe.ministryReviewer", async me =>
        {
            await me.OpenWork("教育部收件");
            await me.Press("Accepted");
            await me.Decided();
            await me.OpenWork("教育部审核把关");
            await Assertions.Expect(me.Page.Locator(".decide-rows")).ToContainTextAsync("智慧助老十课");
            await me.Page.Locator(".decide-rows input[type=checkbox]").CheckAsync();
            await me.Press("Decided");
            await me.Confirm();
            await me.Decided();
        });
        // What was decided a moment ago is in the national count.
        await As(running, "ln-edu.handler", async me =>
        {
            await me.Open("/cases?q=CLC2023-LN-0");
            await me.Page.Locator(".row-link").First.ClickAsync();
            await Assertions.Expect(me.Page.Locator("main")).ToContainTextAsync("社区教育品牌课程（辽宁，2023年） 1/≈300");
        });
        await As(running, "moe.ministryPublisher", async me =>
        {
            await me.OpenWork("公布并宣传推广");
            await me.Press("Published");
            await me.Confirm();
            await me.Decided();
        });

        await As(running, "liaoyang-college.handler", async me =>
        {
            await me.Open("/cases?q=CLC2023-LN-C");
            await me.Page.Locator(".row-link").First.ClickAsync();
            await Assertions.Expect(me.Page.Locator(".case-facts")).ToContainTextAsync("推介");
            await Assertions.Expect(me.Page.Locator("[data-field=lessonCount]")).ToContainTextAsync("10");
            await Assertions.Expect(me.Page.Locator("[data-field=longestLesson]")).ToContainTextAsync("5:00");
        });
        await As(running, null, async me =>
        {
            await me.Page.GotoAsync("/lists");
            await me.Page.Locator("td a").First.ClickAsync();
            await Assertions.Expect(me.Page.Locator(".official")).ToContainTextAsync("辽阳县社区学院");
        });
    }

    private static Step Of(Step step) => step switch
    {
        StartCase start => start with { Call = "CLC2023-LN" },
        _ => step,
    };

    private static async Task FillCourse(Visitor me, DirectoryInfo folder)
    {
        var page = me.Page;
        await me.StartByClicking("CLC2023-LN-C");
        await page.GetByLabel("课程名称").FillAsync("智慧助老十课");
        await page.Locator("[data-field=intro] textarea").First.FillAsync("一课一个技能，学了就能用。");
        await page.GetByLabel("授课人简介").FillAsync("社区教育专职教师。");
        var cover = Path.Combine(folder.FullName, "首页.png");
        await File.WriteAllBytesAsync(cover, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], TestContext.Current.CancellationToken);
        await page.Locator("[data-field=coverImage] input[type=file]").SetInputFilesAsync(cover);
        await Assertions.Expect(page.Locator("[data-field=coverImage] .form-files li")).ToContainTextAsync("首页.png");
        await page.GetByLabel("老年智慧生活").CheckAsync();
        await page.GetByLabel("建设日期").FillAsync("2023-03-01");
        await page.GetByLabel("联系人").FillAsync("课程联系人");
        await page.GetByLabel("联系电话").FillAsync("13000000000");
        foreach (var field in new[] { "publicWelfare", "noCopyrightDispute", "openSharingPledge" }) await page.Locator($"[data-field={field}] input").First.CheckAsync();
        for (var number = 1; number <= 10; number++)
        {
            await page.GetByText("添加一行").ClickAsync();
            var lesson = page.Locator(".form-row").Nth(number - 1);
            await lesson.GetByLabel("微课名称").FillAsync($"第{number}课");
            await lesson.GetByLabel("知识点（技能点）").FillAsync($"技能{number}");
            await lesson.GetByLabel("视频").CheckAsync();
            var film = Path.Combine(folder.FullName, $"第{number}课.mp4");
            await File.WriteAllBytesAsync(film, new Mp4Maker { Seconds = 300, MediaBytes = 64 + number }.Make(), TestContext.Current.CancellationToken);
            await lesson.Locator("input[type=file]").SetInputFilesAsync(film);
            // It is whole, not only on its way.
            await Assertions.Expect(lesson.Locator(".form-files li")).ToContainTextAsync($"第{number}课.mp4", new() { Timeout = 60_000 });
        }
        await me.Press("Submitted");
        await me.Decided();
    }

    private async Task As(RunningApplication running, string? userName, Func<Visitor, Task> act)
    {
        await using var visitor = await site.Visit(running, userName, new Device(1280));
        await act(visitor);
    }

    private Task Approve(RunningApplication running, string userName, string title) => As(running, userName, async me =>
    {
        await me.OpenWork(title);
        await me.Page.FillAsync("#comment", "同意。");
        await me.Press("Approve");
        await me.Decided();
    });

    private Task Seal(RunningApplication running) => As(running, "ln-edu.sealCustodian", async me =>
    {
        await me.Open("/inbox?tab=seals");
        await me.Page.Locator(".row-link").First.ClickAsync();
        await me.Page.WaitForSelectorAsync(".seal-choice img");
        await me.Press("Sealed");
        await me.Confirm();
        await me.Decided();
    });
}
