using Microsoft.Playwright;
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
}
