using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Approvals;
using Workflows.Host.Demo;
using Workflows.Host.Operations;
using Workflows.Host.Queue;
using Workflows.Host.Timers;
using Workflows.TestSupport;

namespace Workflows.Host.Tests;

/// <summary>
/// The whole application on a free port, with an empty database of its own, the demo data, and a clock that only the test moves. Nothing happens in the
/// background: after an act the test calls <see cref="Settle"/> where it expects the program to go on by itself.
/// </summary>
public sealed class RunningApplication : IAsyncDisposable
{
    /// <summary>Where the clock stands unless a test says otherwise: the morning on which the Liaoning call opens.</summary>
    public static readonly DateTimeOffset Start = new(2023, 5, 22, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly ConcurrentDictionary<(DatabaseKind, DateTimeOffset), Lazy<Task<Template>>> Templates = new();

    private readonly TestDatabase? database;
    private readonly DirectoryInfo folder;
    private readonly Factory factory;
    private readonly Dictionary<string, ApiClient> clients = [];

    private readonly (string Key, string Value)[] settings;

    private RunningApplication(TestDatabase? database, DirectoryInfo folder, FakeTimeProvider clock, Factory factory, string connection, (string Key, string Value)[] settings)
    {
        (this.database, this.folder, Clock, this.factory, Connection, this.settings) = (database, folder, clock, factory, connection, settings);
        Address = factory.ClientOptions.BaseAddress;
    }

    public FakeTimeProvider Clock { get; }

    public Uri Address { get; }

    /// <summary>What <c>ConnectionStrings:Workflows</c> says.</summary>
    public string Connection { get; }

    public IServiceProvider Services => factory.Services;

    /// <param name="now">Where the clock stands; default <see cref="Start"/>.</param>
    /// <param name="settings">Further configuration, e.g. <c>Demo:Enabled</c>; then the application starts on an empty database instead of a copy of a started one.</param>
    public static async Task<RunningApplication> Run(DatabaseKind kind, PostgresCluster cluster, DateTimeOffset? now = null, params (string Key, string Value)[] settings)
    {
        var start = now ?? Start;
        if (settings.Length > 0) return await Run(kind, cluster, _ => { }, now, settings);

        return await Configured(kind, cluster, start);
    }

    /// <summary>The same on a copy of a started application: for settings that do not matter before the first start is over.</summary>
    public static Task<RunningApplication> Configured(DatabaseKind kind, PostgresCluster cluster, params (string Key, string Value)[] settings) => Configured(kind, cluster, Start, settings);

    private static async Task<RunningApplication> Configured(DatabaseKind kind, PostgresCluster cluster, DateTimeOffset start, params (string Key, string Value)[] settings)
    {
        var template = await Templates.GetOrAdd((kind, start), _ => new Lazy<Task<Template>>(() => FirstStart(kind, cluster, start))).Value;
        return await RunOn(await template.Database.Copy(cluster), CopyOf(template.Folder), start, _ => { }, settings);
    }

    /// <param name="services">What an installation adds of its own, e.g. another provider of seals.</param>
    public static async Task<RunningApplication> Run(DatabaseKind kind, PostgresCluster cluster, Action<IServiceCollection> services, DateTimeOffset? now = null, params (string Key, string Value)[] settings) =>
        await RunOn(await TestDatabase.Create(kind, cluster), Directory.CreateTempSubdirectory("workflows-host"), now ?? Start, services, settings);

    private static async Task<RunningApplication> RunOn(TestDatabase database, DirectoryInfo folder, DateTimeOffset now, Action<IServiceCollection> services, (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(now.ToUniversalTime());
        var factory = new Factory(database.Connection, folder.FullName, clock, services, settings);
        factory.Listen();
        await factory.Services.GetRequiredService<StartUp>().Finished;
        return new RunningApplication(database, folder, clock, factory, database.Connection, settings);
    }

    /// <summary>On a database that is there already, e.g. one of the version before; it goes with the application.</summary>
    public static Task<RunningApplication> On(TestDatabase database, DateTimeOffset now) => RunOn(database, Directory.CreateTempSubdirectory("workflows-host"), now, _ => { }, []);

    /// <summary>A second program on the same database, with the same clock. It goes before the first one does.</summary>
    public async Task<RunningApplication> Beside()
    {
        var beside = Directory.CreateTempSubdirectory("workflows-host");
        var other = new Factory(Connection, beside.FullName, Clock, _ => { }, settings);
        other.Listen();
        await other.Services.GetRequiredService<StartUp>().Finished;
        return new RunningApplication(null, beside, Clock, other, Connection, settings);
    }

    /// <summary>
    /// The first start with its migrations and demo data takes seconds, so each clock has one. It is an hour earlier than the starts that follow:
    /// ids are made of the time and of the same random numbers in every run.
    /// </summary>
    private static async Task<Template> FirstStart(DatabaseKind kind, PostgresCluster cluster, DateTimeOffset now)
    {
        var database = await TestDatabase.Create(kind, cluster);
        var folder = Directory.CreateTempSubdirectory("workflows-host");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await (await RunOn(database, folder, now.AddHours(-1), _ => { }, [])).factory.DisposeAsync();
        await database.Rest();
        return new Template(database, folder);
    }

    private static DirectoryInfo CopyOf(DirectoryInfo folder)
    {
        var copy = Directory.CreateTempSubdirectory("workflows-host");
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy.FullName, Path.GetRelativePath(folder.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file.CopyTo(path);
        }

        return copy;
    }

    /// <summary>Put around the requests of everybody who signs in from now on.</summary>
    public Func<HttpMethod, Func<Task<ApiAnswer>>, Task<ApiAnswer>>? Around { get; set; }

    /// <summary>A program that acts as somebody of the demo data, e.g. <c>liaoyang-centre.handler</c>.</summary>
    public ApiClient As(string userName)
    {
        if (!clients.TryGetValue(userName, out var client))
            clients[userName] = client = new ApiClient(new HttpClient { BaseAddress = Address }, Clock, userName, "Demo-2023") { Around = Around };
        return client;
    }

    /// <summary>The first password with which a test enters people of its own.</summary>
    public const string FirstPassword = "First-2023";

    /// <summary>Somebody whom a test entered with <see cref="FirstPassword"/> changes it to the one that <see cref="As"/> uses.</summary>
    public async Task<ApiClient> OwnPassword(string userName)
    {
        using var first = new ApiClient(new HttpClient { BaseAddress = Address }, Clock, userName, FirstPassword);
        (await first.Post("/api/me/password", new { current = FirstPassword, password = "Demo-2023" })).Succeeded();
        return As(userName);
    }

    /// <summary>A program that is not signed in.</summary>
    public ApiClient Anonymous() => new(new HttpClient { BaseAddress = Address }, Clock);

    /// <summary>Does what the clock and the queue ask for, until nothing more is due.</summary>
    public async Task Settle()
    {
        var cancellation = TestContext.Current.CancellationToken;
        while (await Services.GetRequiredService<WorkOffQueue>().Run(cancellation) + await Services.GetRequiredService<FireDueTimers>().Run(cancellation) > 0)
        {
        }
    }

    /// <summary>Moves the clock forward to an instant and lets the program do what is due then.</summary>
    public async Task MoveTo(DateTimeOffset instant)
    {
        Clock.SetUtcNow(instant.ToUniversalTime());
        await Settle();
    }

    /// <summary>The lines that the program has logged so far, each a JSON object.</summary>
    public async Task<List<string>> Log()
    {
        var lines = new List<string>();

        // The folder is made with the first line.
        var logs = new DirectoryInfo(Path.Combine(folder.FullName, "logs"));
        foreach (var file in logs.Exists ? logs.EnumerateFiles() : [])
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) lines.Add(line);
        }

        return lines;
    }

    /// <summary>The log once it has the line of a request, which is written after the answer is sent.</summary>
    public async Task<List<string>> LogWith(string request)
    {
        var grown = Channel.CreateUnbounded<bool>();
        using var watcher = new FileSystemWatcher(folder.FullName) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => grown.Writer.TryWrite(true);
        watcher.Changed += (_, _) => grown.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            var lines = await Log();
            if (lines.Exists(line => line.Contains(request, StringComparison.Ordinal))) return lines;
            await grown.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        await factory.DisposeAsync();
        database?.Dispose();
        folder.Delete(recursive: true);
    }

    private sealed record Template(TestDatabase Database, DirectoryInfo Folder);

    private sealed class Factory(string connection, string folder, FakeTimeProvider clock, Action<IServiceCollection> own, (string Key, string Value)[] settings) : WebApplicationFactory<StartUp>
    {
        /// <summary>At any free port, which is a setting: <c>UseKestrel(0)</c> changes the addresses while the program's own start may already be under way, and then it fails.</summary>
        public void Listen()
        {
            UseKestrel();
            StartServer();
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("ConnectionStrings:Workflows", connection);
            builder.UseSetting("DataDirectory", folder);
            builder.UseSetting("Background:Enabled", "false");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);

            // The same numbers in every run, so that a failing one can be repeated.
            var random = new Random(20230522);
            var gate = new Lock();
            builder.ConfigureTestServices(services =>
            {
                own(services);

                // Making a password slow to guess takes a tenth of a second; tests sign in thousands of times.
                services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 16);
                services.AddSingleton<TimeProvider>(new StoryClock(clock));
                services.AddSingleton<RandomNumber>(bound =>
                {
                    lock (gate) return random.Next(bound);
                });
            });
        }
    }
}
