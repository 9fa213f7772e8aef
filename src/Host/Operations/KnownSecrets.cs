using System.Data.Common;
using System.Net;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.Host.Demo;

namespace Workflows.Host.Operations;

/// <summary>In Production the configuration may hold no secret that everybody knows: one of this repository, an example, a common password, a key that is a pattern.</summary>
public static class KnownSecrets
{
    private static readonly string[] Settings = ["Seals:Key", "Mail:Password", "OpenIdConnect:ClientSecret"];

    /// <summary>What stands in examples.</summary>
    private static readonly string[] Examples = ["workflows", "postgres", "secret", "changeme", "change-me", "admin", "administrator", "root", "example", "set it", "your-secret", "your-password", "client-secret", "first-2023", "test"];

    /// <summary>A key that is a pattern has fewer different bytes than 32 random ones ever have.</summary>
    private const int FewestBytes = 12;

    /// <summary>Settings that hold such a secret, each with what is wrong.</summary>
    public static IEnumerable<(string Key, Label Mistake)> Found(IConfiguration configuration)
    {
        if (configuration["Administrator:Password"] is { Length: > 0 } password
            && (IsKnown(password) || new PasswordRules(configuration).Check(password, configuration["Administrator:UserName"] ?? FirstAdministrator.DefaultUserName, "") is not null))
            yield return Wrong(
                "Administrator:Password", new("至少 8 个字符、既不常见也不简单、不含用户名的密码", "a password of at least 8 characters that is neither common nor simple nor made of the user name"),
                new("请换一个；它只在第一次启动时用到", "set another one; it is needed for the first start only"));
        var connection = configuration.GetConnectionString("Workflows");
        if (Password(connection) is { Length: > 0 } database && IsKnown(database) && !IsOwn(connection!))
            yield return Wrong("ConnectionStrings:Workflows", new("数据库的保密密码", "a password of the database that is a secret"), new("请给数据库账户另设密码", "give the database account another one"));
        foreach (var name in Settings)
            if (configuration[name] is { Length: > 0 } value && (IsKnown(value) || IsPattern(name, value)))
                yield return Wrong(name, new("保密的内容", "a secret"), new("可用 openssl rand -base64 32 生成", "make one with 'openssl rand -base64 32'"));
    }

    private static (string Key, Label Mistake) Wrong(string key, Label expected, Label remedy) => (key, new(
        $"设置 {key} 应为{expected.Zh}，但给出的是人人皆知的；{remedy.Zh}。", $"Expected the setting {key} to hold {expected.En}, found one that everybody knows; {remedy.En}."));

    private static bool IsKnown(string value) =>
        Examples.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) || value == DemoFile.Read().Password || PasswordRules.IsCommon(value) || value is ['<', .., '>'] || value.Contains('…', StringComparison.Ordinal);

    private static bool IsPattern(string name, string value)
    {
        if (name != "Seals:Key") return false;
        var bytes = new byte[64];
        return Convert.TryFromBase64String(value, bytes, out var length) && (bytes[..length].Distinct().Count() < FewestBytes || Enumerable.Range(1, Math.Max(0, length - 1)).All(at => bytes[at] == (byte)(bytes[at - 1] + 1)));
    }

    private static string? Password(string? connection)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection }.TryGetValue("Password", out var password) ? password.ToString() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A database on this machine alone.</summary>
    private static bool IsOwn(string connection) =>
        new DbConnectionStringBuilder { ConnectionString = connection }.TryGetValue("Host", out var host) && host.ToString() is { } name && (name.StartsWith('/') || name == "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));
}
