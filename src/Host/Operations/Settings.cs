using System.Globalization;
using System.Net;
using MailKit.Security;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MimeKit;
using Npgsql;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.Host.HttpWorkflows;
using Workflows.Host.Viruses;
using Workflows.Host.Studio.Resilience;
using Workflows.Persistence;

namespace Workflows.Host.Operations;

/// <summary>
/// What the configuration may say: every setting with what it has to be. All mistakes are told together, each in one sentence, before anything is opened or written, and the program does not
/// start. The sections of workflows on the web (<c>HttpWorkflows</c>), of retries (<c>Resilience</c>) and of the logs (<c>Serilog</c>) check themselves.
/// </summary>
public static class Settings
{
    /// <summary>Exit code of a program that was refused its configuration: EX_CONFIG.</summary>
    public const int ExitCode = 78;

    private const int ShortestPassword = PasswordRules.Shortest, ShortestToken = 16;

    /// <param name="Key">Its path; the last part may be <c>*</c>: a list.</param>
    /// <param name="Fits">Whether what was given can be used.</param>
    /// <param name="Expected">What it has to be, as the middle of a sentence.</param>
    /// <param name="IsSecret">What was found is not shown.</param>
    private sealed record Setting(string Key, Func<string, bool> Fits, Label Expected, bool IsSecret = false);

    private static readonly IReadOnlyList<Setting> Known =
    [
        new("ConnectionStrings:Workflows", IsConnection, new("PostgreSQL 连接串（Host=…;Database=…）或 SQLite 连接串（Data Source=…）", "a connection string of PostgreSQL (Host=…;Database=…) or of SQLite (Data Source=…)"), IsSecret: true),
        new("DataDirectory", IsFolder, new("程序可以写入的文件夹", "a folder that the program may write to")),
        new("PublicAddress", IsWebAddress, new("完整的网址，例如 https://example.cn", "a whole address, e.g. https://example.cn")),
        new("Seals:Key", text => Bytes(text) == 32, new("Base64 写的 32 个字节，可用 openssl rand -base64 32 生成", "32 bytes in Base64, as 'openssl rand -base64 32' makes them"), IsSecret: true),
        .. from font in new[] { "FangSong", "XiaoBiaoSong", "Hei", "Kai", "Rare" } select new Setting($"Paper:Fonts:{font}", File.Exists, new("存在的字体文件", "a font file that is there")),
        new("Paper:Fonts:Shipped", Directory.Exists, new("存在的文件夹", "a folder that is there")),
        Whole("Logs:Days", Logs.FewestDays, 36_500, Logs.UsualDays),
        Free("Mail:Host"),
        Whole("Mail:Port", 1, 65_535, 587),
        new("Mail:Security", text => Enum.TryParse<SecureSocketOptions>(text, ignoreCase: true, out _), new("StartTls、SslOnConnect 或 None", "StartTls, SslOnConnect or None")),
        Free("Mail:UserName"), Free("Mail:Password"),
        new("Mail:From", text => MailboxAddress.TryParse(text, out _), new("电子邮件地址", "an e-mail address")),
        new("Webhooks:AllowedPrivateHosts:*", text => Uri.TryCreate($"http://{text}", UriKind.Absolute, out var host) && host.PathAndQuery == "/", new("主机名或 主机名:端口", "a host, as name or name:port")),
        new("OpenIdConnect:Authority", text => IsWebAddress(text) && new Uri(text) is { Scheme: "https" } or { IsLoopback: true }, new("以 https:// 开头的网址", "an address that begins with https://")),
        Free("OpenIdConnect:ClientId"), Free("OpenIdConnect:ClientSecret"), Free("OpenIdConnect:Name"),
        new("Passwords:Profile", text => text is "CN" or "ASVS", new("CN 或 ASVS", "CN or ASVS")),
        new("Administrator:Password", text => text.Length is >= ShortestPassword and <= PasswordRules.Longest, new($"{ShortestPassword} 到 {PasswordRules.Longest} 个字符", $"{ShortestPassword} to {PasswordRules.Longest} characters"), IsSecret: true),
        Free("Administrator:UserName"), Free("Administrator:Organisation"),
        new(SecondFactorPolicy.Setting, text => Enum.TryParse<SecondFactorPolicy.For>(text, ignoreCase: true, out var who) && Enum.IsDefined(who), new("Enrolled、Administrators 或 Everybody", "Enrolled, Administrators or Everybody")),
        Whole("Session:IdleMinutes", 5, 480, 60),
        Whole("Session:Hours", 1, 24, 12),
        Whole("ApiKeys:IdleDays", 1, 3650, 90),
        Whole("Notifications:Days", 30, 3650, 180), Whole("Notifications:UnreadDays", 30, 3650, 365),
        new(ClamdAddress.Setting, text => ClamdAddress.Of(text) is not null, new("clamd 的 主机:端口（例如 127.0.0.1:3310）或套接字的完整路径", "host:port of a clamd (e.g. 127.0.0.1:3310) or the whole path of its socket")),
        Number("Drain:Seconds", 0, 300, Drain.DefaultSeconds),
        Whole("Verify:PerMinute", 1, 1_000_000, 30),
        Number("Studio:TokenMinutes", .05, 60, 10),
        OnOrOff("Studio:LiveUpdates"), OnOrOff("Demo:Enabled"), OnOrOff("Background:Enabled"),
        new("Telemetry:Otlp", IsWebAddress, new("OpenTelemetry 收集器的网址，例如 http://collector:4317", "the address of an OpenTelemetry collector, e.g. http://collector:4317")),
        new("Telemetry:Protocol", text => Enum.TryParse<Telemetry.Protocol>(text, ignoreCase: true, out _), new("Grpc 或 Http", "Grpc or Http")),
        Number("Telemetry:Traces", 0, 1, 1),
        new("Metrics:Networks:*", text => IPNetwork.TryParse(text, out _), new("CIDR 写法的网段，例如 10.0.0.0/8", "a network in CIDR notation, e.g. 10.0.0.0/8")),
        new("Metrics:Token", text => text.Length >= ShortestToken, new($"至少 {ShortestToken} 个字符", $"at least {ShortestToken} characters"), IsSecret: true),
    ];

    /// <summary>Paths of all settings that the program knows by itself.</summary>
    public static IEnumerable<string> Keys => Known.Select(setting => setting.Key);

    /// <summary>What is wrong, a sentence for each mistake; empty where the program can start.</summary>
    public static IReadOnlyList<Label> Mistakes(IConfiguration configuration, IHostEnvironment environment)
    {
        var (mistakes, unfit) = (new List<Label>(), new HashSet<string>());
        foreach (var setting in Known)
            foreach (var (key, found) in Given(configuration, setting.Key))
                if (!setting.Fits(found))
                {
                    unfit.Add(key);
                    mistakes.Add(Wrong(key, setting.Expected, setting.IsSecret ? null : found));
                }
        mistakes.AddRange(from key in Unknown(configuration) select new Label(
            $"没有名为 {key} 的设置；请改正它的名字，或者删掉它。", $"There is no setting {key}; correct its name or remove it."));
        Together(mistakes, configuration, "Mail:Host", "Mail:From");
        Together(mistakes, configuration, "Mail:UserName", "Mail:Password");
        Together(mistakes, configuration, "OpenIdConnect:Authority", "OpenIdConnect:ClientId");
        if (environment.IsProduction() && configuration["Demo:Enabled"] is { } demo && bool.TryParse(demo, out var isOn) && isOn)
            mistakes.Add(new("生产环境不能使用演示模式（Demo:Enabled），因为演示账户的密码是公开的；请删掉这项设置，或者把 ASPNETCORE_ENVIRONMENT 设为 Development。",
                "Demo mode (Demo:Enabled) cannot be on in Production, because every demo account has a published password; remove the setting, or set ASPNETCORE_ENVIRONMENT to Development."));
        if (environment.IsProduction()) mistakes.AddRange(from known in KnownSecrets.Found(configuration) where !unfit.Contains(known.Key) select known.Mistake);
        mistakes.AddRange(OfSections(configuration));
        return mistakes;
    }

    /// <summary>What the sections that check themselves found, in the words of their checks.</summary>
    private static IEnumerable<Label> OfSections(IConfiguration configuration)
    {
        var sections = new ServiceCollection().AddSingleton(configuration).AddHttpWorkflows();
        sections.AddRetryStrategies(configuration);
        using var services = sections.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (Exception wrong) when (wrong is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            return from each in wrong is AggregateException several ? several.InnerExceptions : (IEnumerable<Exception>)[wrong]
                   from sentence in each is OptionsValidationException refused ? refused.Failures : [each.Message]
                   select new Label(sentence, sentence);
        }
    }

    /// <summary>Tells whoever started the program.</summary>
    /// <returns>True where there was a mistake.</returns>
    public static bool Refuse(IReadOnlyList<Label> mistakes, TextWriter output)
    {
        if (mistakes.Count == 0) return false;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"程序没有启动：配置有 {mistakes.Count} 处错误。 Not started: the configuration has {mistakes.Count} mistakes."));
        foreach (var mistake in mistakes)
        {
            output.WriteLine($"✗ {mistake.Zh}");
            if (mistake.En != mistake.Zh) output.WriteLine($"  {mistake.En}");
        }
        return true;
    }

    private static Label Wrong(string key, Label expected, string? found) => new(
        $"设置 {key} 应为{expected.Zh}，但{(found is null ? "给出的不是" : $"给出的是“{found}”")}；请改正，或者删掉这项设置。",
        $"Expected the setting {key} to be {expected.En}, found {(found is null ? "something else" : $"'{found}'")}; correct it or leave it out.");

    private static void Together(List<Label> mistakes, IConfiguration configuration, string one, string other)
    {
        var (hasOne, hasOther) = (configuration[one] is { Length: > 0 }, configuration[other] is { Length: > 0 });
        if (hasOne == hasOther) return;
        var (there, missing) = hasOne ? (one, other) : (other, one);
        mistakes.Add(new($"设置 {there} 需要同时设置 {missing}，但没有给出；请补上，或者两项都删掉。", $"The setting {there} needs {missing} beside it, found none; add it or leave both out."));
    }

    /// <summary>What is given, by its whole path; an empty text counts as left out.</summary>
    private static IEnumerable<(string Key, string Found)> Given(IConfiguration configuration, string key)
    {
        if (!key.EndsWith(":*", StringComparison.Ordinal)) return configuration[key] is { Length: > 0 } found ? [(key, found)] : [];
        return from item in configuration.GetSection(key[..^2]).GetChildren() where item.Value is { Length: > 0 } select (item.Path, item.Value);
    }

    /// <summary>Paths below sections of ours that nobody reads: a word that was mistyped would otherwise be silently without effect.</summary>
    private static IEnumerable<string> Unknown(IConfiguration configuration)
    {
        var known = Known.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sections = known.Where(key => key.Contains(':', StringComparison.Ordinal)).Select(key => key.Split(':')[0]).Where(name => name != "ConnectionStrings").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from name in sections
               from child in configuration.GetSection(name).AsEnumerable()
               where child.Value is { Length: > 0 } && child.Key.Contains(':', StringComparison.Ordinal)
                   && !known.Contains(child.Key) && !known.Contains($"{child.Key[..child.Key.LastIndexOf(':')]}:*")
               orderby child.Key
               select child.Key;
    }

    private static Setting Whole(string key, int least, int most, int otherwise) => new(
        key, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most, Range(least, most, otherwise, "整数", "a whole number"));

    private static Setting Number(string key, double least, double most, double otherwise) => new(
        key, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most, Range(least, most, otherwise, "数", "a number"));

    private static Label Range(double least, double most, double otherwise, string zh, string en) => new(
        string.Create(CultureInfo.InvariantCulture, $" {least} 到 {most} 的{zh}（不设则为 {otherwise}）"), string.Create(CultureInfo.InvariantCulture, $"{en} from {least} to {most} ({otherwise} where it is left out)"));

    private static Setting OnOrOff(string key) => new(key, text => bool.TryParse(text, out _), new("true 或 false", "true or false"));

    private static Setting Free(string key) => new(key, _ => true, new("任何文字", "any text"));

    private static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static int Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? length : -1;
    }

    private static bool IsConnection(string text)
    {
        try
        {
            return PersistenceRegistration.IsPostgres(text) ? new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 } : new SqliteConnectionStringBuilder(text).DataSource is { Length: > 0 };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    internal static bool IsFolder(string text)
    {
        try
        {
            var folder = Directory.CreateDirectory(text);
            var probe = Path.Combine(folder.FullName, $".probe-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose)) return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
