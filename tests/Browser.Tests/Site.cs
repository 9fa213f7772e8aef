using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Browser.Tests;
using Workflows.Host.Demo;
using Workflows.Host.Tests;
using Workflows.TestSupport;

[assembly: AssemblyFixture(typeof(Site))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Workflows.Browser.Tests;

/// <summary>
/// One browser and one running application for all tests of this assembly, started when the first test asks. Where Chromium is missing the tests are
/// skipped; with WORKFLOWS_REQUIRE_ALL=1 they fail instead.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    /// <summary>The one without windows draws less that nobody sees.</summary>
    private static readonly string? Chromium = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists);
    private const string Install = "apt-get install -y chromium-headless-shell fonts-noto-cjk";

    private readonly PostgresCluster cluster = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private RunningApplication? application, demo;
    private static readonly DateTimeOffset Autumn = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The shared application; tests start cases of their own in it and close no call.</summary>
    public async Task<RunningApplication> Application()
    {
        Require();
        return application ??= await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
    }

    /// <summary>The shared application in which the stories of the demo have been played, for tests that go on from where one of them stands; each takes a story of its own.</summary>
    public async Task<RunningApplication> Demo()
    {
        Require();
        if (demo is not null) return demo;
        demo = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, Autumn);
        StoppedStories = await ActivatorUtilities.CreateInstance<PlayStories>(demo.Services).Run(TimeSpan.Zero, TestContext.Current.CancellationToken);
        return demo;
    }

    /// <summary>Stories of <see cref="Demo"/> that ended early, with the reason.</summary>
    public IReadOnlyList<string> StoppedStories { get; private set; } = [];

    /// <summary>An application of the test's own, for a test that goes through a whole call.</summary>
    public Task<RunningApplication> OwnApplication(params (string Key, string Value)[] settings)
    {
        Require();
        return RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, settings);
    }

    /// <param name="now">Where its clock stands.</param>
    public Task<RunningApplication> OwnApplication(DateTimeOffset now)
    {
        Require();
        return RunningApplication.Run(DatabaseKind.Sqlite, cluster, now);
    }

    /// <summary>Somebody at a browser; nobody is signed in when <paramref name="userName"/> is null.</summary>
    public async Task<Visitor> Visit(RunningApplication running, string? userName, Device? device = null)
    {
        playwright ??= await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        return await Visitor.Come(browser, running, userName, device ?? new Device());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (application is not null) await application.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static void Require()
    {
        if (Chromium is not null) return;
        var reason = $"Expected Chromium in /usr/bin, found none. Install it: {Install}";
        if (Environment.GetEnvironmentVariable("WORKFLOWS_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}

/// <summary>What somebody looks at the site with.</summary>
/// <param name="Width">Pixels; 390 is a phone.</param>
public sealed record Device(int Width = 1440, int Height = 900, string Language = "zh-CN", bool Dark = false, bool Large = false);
