using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Demo;
using Workflows.Host.Operations;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>No secret that everybody knows opens an installation, and none stands in its logs.</summary>
public class SecretsTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string Random = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("Administrator:Password", "Demo-2023")]
    [InlineData("Administrator:Password", "password")]
    [InlineData("Administrator:Password", "Administrator1")]
    [InlineData("Seals:Key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Seals:Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("Mail:Password", "<your password>")]
    [InlineData("Mail:Password", "changeme")]
    [InlineData("OpenIdConnect:ClientSecret", "secret")]
    [InlineData("ConnectionStrings:Workflows", "Host=db.example.cn;Username=workflows;Password=postgres")]
    public void In_production_a_known_secret_is_named_in_a_sentence_and_elsewhere_nobody_minds(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        var mistake = Settings.Mistakes(configuration, In("Production")).Single(each => each.En.Contains("everybody knows", StringComparison.Ordinal));
        mistake.En.ShouldStartWith($"Expected the setting {setting} to hold ");
        mistake.Zh.ShouldStartWith($"设置 {setting} 应为");
        if (value is not ("password" or "secret")) $"{mistake.En}{mistake.Zh}".ShouldNotContain(value);
        Settings.Mistakes(configuration, In("Development")).ShouldNotContain(each => each.En.Contains("everybody knows", StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_of_ones_own_are_taken()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Administrator:Password", "辽河-Water-71"), new("Seals:Key", Random), new("Mail:Password", Random), new("Mail:UserName", "post"), new("OpenIdConnect:ClientSecret", Random), new("ConnectionStrings:Workflows", $"Host=db;Username=workflows;Password={Random}"),
        ]).Build();
        Settings.Mistakes(configuration, In("Production")).ShouldBeEmpty();
        Settings.Mistakes(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", "Data Source=data/workflows.db")]).Build(), In("Production")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_program_itself_refuses_to_start_and_tells_every_mistake_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-host");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        foreach (var (name, value) in new[] { ("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("DataDirectory", folder.FullName), ("Administrator__Password", "Demo-2023"), ("Seals__Key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), ("Logs__Days", "1") }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, printed) = (process.StandardError.ReadToEndAsync(Stop), process.StandardOutput.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, Stop);
        process.ExitCode.ShouldBe(Settings.ExitCode, await printed);
        (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim()[..60]).ShouldBe(
        [
            "Expected the setting Logs:Days to be a whole number from 184",
            "Expected the setting Administrator:Password to hold a passwo",
            "Expected the setting Seals:Key to hold a secret, found one t",
        ]);
        Directory.GetFiles(folder.FullName, "*.db").ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_of_a_demonstration_is_not_opened_in_production()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        (await Should.ThrowAsync<InvalidOperationException>(() => ActivatorUtilities.CreateInstance<LoadDemo>(app.Services, new DemoMode(new ConfigurationBuilder().Build(), In("Production"))).Run(Stop))).Message.ShouldContain("demo accounts");
        await ActivatorUtilities.CreateInstance<LoadDemo>(app.Services, new DemoMode(new ConfigurationBuilder().Build(), In("Development"))).Run(Stop);
    }

    [Fact]
    public async Task Neither_secrets_nor_names_nor_what_people_typed_stand_in_the_logs()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Mail:UserName", "post"), ("Mail:Password", "Mail-Secret-77"), ("Serilog:MinimumLevel:Default", "Debug"));
        var secrets = new List<string> { "Mail-Secret-77", "Demo-2023", "Wrong-Pass-55" };
        using var nobody = app.Anonymous();
        (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Wrong-Pass-55" })).Refused("session.wrong");
        (await nobody.PostText("/api/session", """{ "userName": "ln-ou.head", "password": "Broken-Pass-66" """)).Refused("request.malformed");
        var handler = app.As("liaoyang-centre.handler");
        secrets.AddRange("Broken-Pass-66", (await handler.Post("/api/me/api-keys", new { name = "机密的钥匙" })).Value["key"]!.GetValue<string>());
        secrets.Add(handler.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        var factor = (await handler.Post("/api/me/second-factor")).Value["secret"]!.GetValue<string>();
        secrets.AddRange(factor, app.Code(factor));
        (await handler.Post("/api/me/second-factor/confirm", new { code = secrets[^1] })).Succeeded();
        secrets.Add((await app.As("platform.flowAdministrator").Post("/api/webhooks", new { name = "x", address = "https://example.org/机密的路径" })).Value["secret"]!.GetValue<string>());

        // Cookies, tokens in addresses, forms, and a request that ends in an error.
        var cookies = new System.Net.CookieContainer();
        using var browser = await Browser.SignedIn(app, "ln-ou.handler", cookies);
        secrets.AddRange(cookies.GetAllCookies().Select(cookie => cookie.Value).Where(value => value.Length > 20));
        (await browser.GetAsync("/elsa/hubs/workflow-instance?access_token=Token-In-Address-88", Stop)).Dispose();
        (await browser.GetAsync("/api/trace?text=" + Uri.EscapeDataString("机密的查询"), Stop)).Dispose();
        var (caseId, _) = await app.Begin("liaoyang-centre");
        (await handler.Put($"/api/cases/{caseId}/drafts/pilot-site", new { personInCharge = "张机密", phone = new[] { "13912345678" } })).Succeeded();
        (await app.Submit("liaoyang-centre", caseId, PilotSiteWalk.FilledForm(form => form["personInCharge"] = "张机密"))).Succeeded();
        secrets.AddRange("Token-In-Address-88", "机密的查询", "机密的路径", "张机密", "13912345678");

        var last = await handler.Get("/api/me");
        var log = string.Join('\n', await app.LogWith(last.Headers.GetValues("X-Request-Id").Single()));
        log.Length.ShouldBeGreaterThan(1000);
        foreach (var secret in secrets) log.ShouldNotContain(secret, Case.Sensitive, secret);
    }

    [Fact]
    public async Task What_is_secret_is_encrypted_in_the_database()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var handler = app.As("liaoyang-centre.handler");
        var factor = (await handler.Post("/api/me/second-factor")).Value["secret"]!.GetValue<string>();
        var apiKey = (await handler.Post("/api/me/api-keys", new { name = "x" })).Value["key"]!.GetValue<string>();
        var hook = (await app.As("platform.flowAdministrator").Post("/api/webhooks", new { name = "x", address = "https://example.org/" })).Value["secret"]!.GetValue<string>();
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(app.Connection).DataSource;
        var bytes = string.Concat(new[] { file, $"{file}-wal" }.Where(File.Exists).Select(Latin));
        bytes.Length.ShouldBeGreaterThan(100_000);
        foreach (var secret in new[] { factor, apiKey, hook, hook["whsec_".Length..], "Demo-2023" }) bytes.Contains(secret, StringComparison.Ordinal).ShouldBeFalse(secret.ToString(CultureInfo.InvariantCulture));
    }

    private static string Latin(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Environment In(string name) => new(name);

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
