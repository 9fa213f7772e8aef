using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Operations;

namespace Workflows.Host.Tests.Operations;

/// <summary>A program that is configured wrongly does not start, and says all that is wrong at once.</summary>
public partial class SettingsTests
{
    [Fact]
    public void What_is_left_out_or_right_is_no_mistake()
    {
        Mistakes().ShouldBeEmpty();
        Mistakes(
            ("ConnectionStrings:Workflows", "Host=db;Database=workflows;Password=Liao-He-71-water"), ("PublicAddress", "https://example.cn"), ("Seals:Key", Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData([1]))), ("Logs:Days", "400"), ("Mail:Host", "mail"),
            ("Mail:From", "系统 <no-reply@example.cn>"), ("Mail:Port", "25"), ("Mail:Security", "None"), ("Mail:UserName", "u"), ("Mail:Password", "Liao-He-72-water"), ("Webhooks:AllowedPrivateHosts:0", "archive:8080"), ("OpenIdConnect:Authority", "https://sso.example.cn/"),
            ("OpenIdConnect:ClientId", "workflows"), ("Passwords:Profile", "ASVS"), ("Session:IdleMinutes", "30"), ("Drain:Seconds", "0"), ("Metrics:Networks:0", "10.0.0.0/8"), ("Metrics:Token", "0123456789abcdef"), ("Telemetry:Otlp", "http://collector:4317"),
            ("Telemetry:Traces", "0.1"), ("HttpWorkflows:Incoming:Enabled", "true"), ("Resilience:Strategies:0:Id", "patient"), ("Serilog:MinimumLevel:Default", "Warning"), ("Uploads:Clamd", "clamd:3310"), ("Mail:Port", "")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ConnectionStrings:Workflows", "Server=db;User=sa")]
    [InlineData("PublicAddress", "example.cn")]
    [InlineData("Seals:Key", "c2hvcnQ=")]
    [InlineData("Paper:Fonts:Kai", "/no/such/font.ttf")]
    [InlineData("Logs:Days", "183")]
    [InlineData("Logs:Days", "half a year")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:Security", "Sometimes")]
    [InlineData("Webhooks:AllowedPrivateHosts:0", "http://archive/")]
    [InlineData("Passwords:Profile", "None")]
    [InlineData("Session:IdleMinutes", "4")]
    [InlineData("Drain:Seconds", "301")]
    [InlineData("Studio:TokenMinutes", "0")]
    [InlineData("Studio:LiveUpdates", "yes")]
    [InlineData("Verify:PerMinute", "0")]
    [InlineData("Administrator:Password", "short")]
    [InlineData("Metrics:Networks:0", "10.0.0.0")]
    [InlineData("Uploads:Clamd", "clamd")]
    [InlineData("Metrics:Token", "short")]
    [InlineData("Telemetry:Otlp", "collector:4317")]
    [InlineData("HttpWorkflows:Incoming:BasePath", "/")]
    [InlineData("HttpWorkflows:Outgoing:MaxRedirects", "21")]
    public void A_value_that_cannot_be_used_is_a_mistake_that_names_its_setting(string key, string value)
    {
        var mistake = Mistakes((key, value)).ShouldHaveSingleItem();
        var name = key.Split(':').Last(part => !char.IsDigit(part[0]));
        mistake.ShouldContain(name);
    }

    [Fact]
    public void The_sections_that_check_themselves_are_asked_too() =>
        Mistakes(("HttpWorkflows:Incoming:BasePath", "/"), ("HttpWorkflows:Outgoing:MaxRedirects", "21"), ("Resilience:Strategies:0:Id", "patient"), ("Resilience:Strategies:0:MaxRetryAttempts", "0"), ("Drain:Seconds", "x")).Count.ShouldBe(4);

    [Theory]
    [InlineData("MaxRetryAttempts", "0", "from 1 to 100")]
    [InlineData("Delay", "-00:00:01", "00:00:00 or more")]
    [InlineData("DisplayName", "patient", "Expected an Id")]
    public void A_strategy_of_retries_that_cannot_be_carried_out_is_a_mistake(string member, string value, string told)
    {
        var given = ($"Resilience:Strategies:0:{member}", value);
        Mistakes(member == "DisplayName" ? [given] : [("Resilience:Strategies:0:Id", "patient"), given]).ShouldHaveSingleItem().ShouldContain(told);
    }

    [Fact]
    public void A_mistyped_name_and_a_half_of_a_pair_are_mistakes_and_demo_mode_in_production_is_one()
    {
        Mistakes(("Mail:Hots", "mail")).ShouldHaveSingleItem().ShouldContain("Mail:Hots");
        Mistakes(("Mail:Host", "mail")).ShouldHaveSingleItem().ShouldContain("Mail:From");
        Mistakes(("OpenIdConnect:ClientId", "x")).ShouldHaveSingleItem().ShouldContain("OpenIdConnect:Authority");
        Mistakes("Production", ("Demo:Enabled", "true")).ShouldHaveSingleItem().ShouldContain("Production");
        Mistakes("Development", ("Demo:Enabled", "true")).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_secret_is_not_repeated()
    {
        var said = string.Join('\n', Mistakes(("Seals:Key", "my-secret-key"), ("Metrics:Token", "my-secret"), ("Administrator:Password", "secret7"), ("ConnectionStrings:Workflows", "Server=db;Password=secret8")));
        said.Split('\n').Length.ShouldBe(4);
        said.ShouldNotContain("secret");
    }

    [Fact]
    public void Every_setting_stands_in_the_readme()
    {
        var told = Names().Matches(File.ReadAllText(Path.Combine(SourceFiles.Root, "README.md"))).Select(found => found.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Settings.Keys.Select(key => key.Split(':') is [.., "*"] ? key[..^2] : key).Where(key => !told.Contains(key) && !told.Contains(key.Split(':')[^1])).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_program_does_not_start_and_says_every_mistake()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-host");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        foreach (var (name, value) in new[] { ("ASPNETCORE_ENVIRONMENT", "Production"), ("DataDirectory", folder.FullName), ("Demo__Enabled", "true"), ("Logs__Days", "30"), ("Drain__Seconds", "soon") }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(Settings.ExitCode);
        var said = (await error).Split('\n');
        said.Count(line => line.StartsWith("✗ ", StringComparison.Ordinal)).ShouldBe(3, await output);
        said.ShouldContain(line => line.Contains("Logs:Days", StringComparison.Ordinal) && line.Contains("30", StringComparison.Ordinal));
        said.ShouldContain(line => line.Contains("Drain:Seconds", StringComparison.Ordinal) && line.Contains("soon", StringComparison.Ordinal));
        folder.EnumerateFiles("*.db", SearchOption.AllDirectories).ShouldBeEmpty("nothing was begun");
        folder.Delete(recursive: true);
    }

    private static IReadOnlyList<string> Mistakes(params (string Key, string Value)[] settings) => Mistakes("Production", settings);

    private static IReadOnlyList<string> Mistakes(string environment, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder();
        foreach (var (key, value) in settings) configuration.AddInMemoryCollection([new(key, value)]);
        return [.. Settings.Mistakes(configuration.Build(), new Environs { EnvironmentName = environment }).Select(mistake => mistake.En)];
    }

    private sealed class Environs : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "Workflows";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = "";

        public string EnvironmentName { get; set; } = "";
    }

    [GeneratedRegex("`([A-Za-z:]+)`")]
    private static partial Regex Names();
}
