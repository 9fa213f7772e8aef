using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests;

/// <summary>
/// Somebody at a browser. When the visit ends, nothing may have been asked of another site and the console may hold no error.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> wrong = [];
    private readonly IBrowserContext context;
    private readonly RunningApplication running;
    private readonly ConcurrentDictionary<IRequest, bool> asked = [];

    private Visitor(IBrowserContext context, IPage page, RunningApplication running)
    {
        (this.context, Page, this.running) = (context, page, running);
        page.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        page.Request += (_, request) =>
        {
            asked.TryAdd(request, true);
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Authority != running.Address.Authority) wrong.Add($"asked another site for {request.Url}");
        };
        page.RequestFinished += (sender, request) => asked.TryRemove(request, out _);
        page.RequestFailed += (sender, request) => asked.TryRemove(request, out _);
        page.FrameNavigated += (_, _) => asked.Clear();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") wrong.Add($"console: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => wrong.Add($"script: {error}");
    }

    public IPage Page { get; }

    /// <summary>Something that the page asked for has not come yet.</summary>
    public bool Waits => !asked.IsEmpty;

    public static async Task<Visitor> Come(IBrowser browser, RunningApplication running, string? userName, Device device)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = running.Address.ToString(),
            Locale = device.Language,
            ViewportSize = new() { Width = device.Width, Height = device.Height },
        });
        var site = running.Address.GetLeftPart(UriPartial.Authority);
        if (device.Dark || device.Large) await context.AddCookiesAsync([new Cookie { Name = "look", Value = $"{(device.Dark ? "dark" : "light")}-{(device.Large ? "large" : "normal")}", Url = site }]);
        if (device.Language != "zh-CN") await context.AddCookiesAsync([new Cookie { Name = ".AspNetCore.Culture", Value = $"c%3D{device.Language}%7Cuic%3D{device.Language}", Url = site }]);
        var visitor = new Visitor(context, await context.NewPageAsync(), running);
        if (userName is not null) await visitor.SignIn(userName, "Demo-2023");
        return visitor;
    }

    public async Task SignIn(string userName, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("input[name='Form.UserName']", userName);
        await Page.FillAsync("input[name='Form.Password']", password);
        await Page.ClickAsync("main button[type=submit]");

        // Asked of the page itself: an event of the browser can have passed before the test listens.
        await Page.WaitForFunctionAsync("() => location.pathname !== '/sign-in' && document.readyState !== 'loading'");
    }

    /// <summary>Goes to a page and waits until it is alive: what is clicked before would be lost.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Ready();
    }

    public async Task Ready()
    {
        await Page.WaitForSelectorAsync("#app-ready", new() { State = WaitForSelectorState.Attached });
        await Page.WaitForFunctionAsync("() => !document.querySelector('.loading')");
    }

    /// <summary>Opens the work item at the top of the inbox that has this title.</summary>
    /// <param name="of">Words that its row shows besides, e.g. the code of its call.</param>
    public async Task OpenWork(string title, string of = "")
    {
        await Open("/inbox");
        await Page.Locator("[data-row]", new() { HasTextString = of }).Locator(".row-link", new() { HasTextString = title }).First.ClickAsync();
        await Page.Arrives("**/work-items/**");
        await Page.WaitForSelectorAsync("[data-outcome]");
        await Page.WaitForFunctionAsync("() => !document.querySelector('.loading')");
    }

    /// <summary>Presses the button of an outcome.</summary>
    public Task Press(string outcome) => Page.ClickAsync($"[data-outcome={outcome}]");

    /// <summary>Presses the button where it is at this moment, as somebody does whose finger is already on its way; a button that has just been disabled does nothing.</summary>
    public Task PressBlindly(string outcome) => Page.Locator($"[data-outcome={outcome}]").EvaluateAsync("button => button.click()");

    /// <summary>Says yes to the question that an act asks first.</summary>
    public Task Confirm() => Page.Locator(".mud-message-box__yes-button").ClickAsync();

    /// <summary>The work item shows that it is decided; then the program does what the decision queued.</summary>
    public async Task Decided()
    {
        try
        {
            await Page.WaitForSelectorAsync(".finished-line");
        }
        catch (TimeoutException)
        {
            var missing = await Page.Locator(".form-summary").AllTextContentsAsync();
            Assert.Fail($"The work item at {Page.Url} is not decided. Of its form is missing: {string.Join(" | ", missing)}. Its panel says: {string.Join(" | ", await Page.Locator(".action-panel").AllInnerTextsAsync())}");
        }
        await running.Settle();
    }

    /// <summary>Lets so much time pass that a draft is saved, and again where what was typed last came to the program after that.</summary>
    public async Task DraftKept()
    {
        var draft = Page.Locator(".form-draft");
        for (var pause = 0; pause < 100 && !(await draft.InnerTextAsync()).Contains("已于", StringComparison.Ordinal); pause++)
        {
            running.Clock.Advance(TimeSpan.FromSeconds(2));
            await running.Settle();
        }
        await Assertions.Expect(draft).ToContainTextAsync("已于");
    }

    /// <summary>WCAG 2.2 A and AA; axe runs what came with 2.2 only when it is asked for.</summary>
    private static readonly AxeRunOptions Wcag22 = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };

    /// <summary>The serious and critical findings of axe on the page as it stands.</summary>
    public async Task<IReadOnlyList<string>> SeriousFindings()
    {
        var result = await Page.RunAxe(Wcag22);
        return
        [
            .. from violation in result.Violations
               where violation.Impact is "serious" or "critical"
               from node in violation.Nodes
               select $"{new Uri(Page.Url).PathAndQuery}: {violation.Id} at {node.Target} ({violation.Help})",
        ];
    }

    /// <summary>The page does not have to be moved sideways.</summary>
    public Task<bool> Fits() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1");

    /// <summary>Writes a picture for the README, when WORKFLOWS_PICTURES=1 asks for it.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWS_PICTURES") != "1") return;
        var folder = Path.Combine(SourceFiles.Root, "docs", "pictures");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>For a test that provokes an error on purpose.</summary>
    public void Forgive(string part) => wrong.RemoveAll(line => line.Contains(part, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        wrong.ShouldBeEmpty();
    }
}
