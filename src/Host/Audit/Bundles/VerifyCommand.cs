using System.Globalization;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.Host.Audit.Bundles;

/// <summary><c>verify</c> on the command line: checks a case bundle or a whole database and names what is not as it was. Nothing is started or changed.</summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    /// <summary>Before the fingerprint of the key that is expected, in hexadecimal digits.</summary>
    public const string FingerprintOption = "--fingerprint";

    /// <param name="asked">What stands behind <see cref="Name"/>: what to check, and <see cref="FingerprintOption"/> with its value before or behind it.</param>
    /// <returns>0: genuine, and signed with the expected key if one was named; 1: faults were found; 2: there is nothing to check.</returns>
    public static async Task<int> Run(IReadOnlyList<string> asked, TextWriter output, CancellationToken cancellation = default)
    {
        var (what, given) = asked switch
        {
            [FingerprintOption, var value, var file] => (file, value),
            [var file, FingerprintOption, var value] => (file, value),
            [var file] => (file, null),
            [] => (null, null),
            _ => ((string?)string.Join(' ', asked), (string?)null),
        };
        if (given is null) return await Run(what, output, cancellation);
        if (Fingerprint(given) is { } fingerprint) return await Run(what, fingerprint, output, cancellation);
        await output.WriteLineAsync($"应为 64 位十六进制的公钥指纹，但得到“{given}”。 Expected the fingerprint of a key, 64 hexadecimal digits, found '{given}'.");
        return 2;
    }

    /// <param name="what">A bundle (<c>.zip</c>), a SQLite file, or a connection string of PostgreSQL (<c>Host=…</c>).</param>
    /// <returns>0: genuine; 1: faults were found; 2: there is nothing to check.</returns>
    public static Task<int> Run(string? what, TextWriter output, CancellationToken cancellation = default) => Run(what, null, output, cancellation);

    private static async Task<int> Run(string? what, string? expected, TextWriter output, CancellationToken cancellation)
    {
        var isPostgres = what?.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase) == true;
        if (what is null || (!isPostgres && !File.Exists(what)))
        {
            await output.WriteLineAsync($"应为存证包（.zip）、SQLite 数据库文件或 PostgreSQL 连接串，但得到“{what}”。 Expected a bundle (.zip), a SQLite file or a PostgreSQL connection string (Host=…), found '{what}'.");
            return 2;
        }
        return isPostgres || !await IsArchive(what, cancellation)
            ? await Database(isPostgres ? what : $"Data Source={what};Mode=ReadOnly", expected, output, cancellation)
            : await Bundle(what, expected, output);
    }

    private static async Task<int> Bundle(string path, string? expected, TextWriter output)
    {
        await using var file = File.OpenRead(path);
        var found = VerifyBundle.Run(file);
        return await Tell(
            output, found.Faults, expected, found.Fingerprint is { } fingerprint ? [fingerprint] : [],
            string.Create(CultureInfo.InvariantCulture, $"{found.Case}: 记录 entries {found.Entries}, 文件 files {found.Files}"));
    }

    private static async Task<int> Database(string connection, string? expected, TextWriter output, CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", connection)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddApprovals().AddPersistence(configuration).AddScoped<VerifyChains>().AddScoped<VerifyDatabase>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<VerifyDatabase>().Run(cancellation);
        return await Tell(
            output, found.Faults, expected, found.Fingerprints,
            string.Create(CultureInfo.InvariantCulture, $"记录 entries {found.Entries}, 链 chains {found.Chains}, 检查点 checkpoints {found.Checkpoints}, 签章文件 papers {found.Papers}"),
            string.Create(CultureInfo.InvariantCulture, $"尚未入账 not in the log yet: {found.Unlogged}"));
    }

    /// <summary>Says what was found. Where a key is expected, every other one that signed is a fault, and so is it when none signed.</summary>
    private static async Task<int> Tell(TextWriter output, IReadOnlyList<BundleFault> found, string? expected, IReadOnlyList<string> fingerprints, params string[] lines)
    {
        List<BundleFault> faults = [.. found];
        if (expected is not null) faults.AddRange(fingerprints.DefaultIfEmpty("-").Where(other => other != expected).Select(other => new BundleFault("key-unexpected", other)));
        foreach (var line in lines) await output.WriteLineAsync(line);
        foreach (var fingerprint in fingerprints)
            await output.WriteLineAsync(fingerprint == expected
                ? $"公钥指纹，与所给的一致 fingerprint of the key, the expected one: {fingerprint}"
                : $"公钥指纹，请与公布的比对 fingerprint of the key, to compare with the published one: {fingerprint}");
        foreach (var fault in faults) await output.WriteLineAsync($"✗ {fault.Code} {fault.Where}");
        await output.WriteLineAsync(faults.Count == 0 ? "✓ 真实完整，没有改动。 Genuine and complete." : $"✗ 不可信：{faults.Count} 处问题。 Not to be trusted.");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>As people copy it: in capitals, with spaces or colons between.</summary>
    private static string? Fingerprint(string given)
    {
        var digits = string.Concat(given.Where(c => c is not (' ' or ':' or '-'))).ToLowerInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? digits : null;
    }

    private static async Task<bool> IsArchive(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[2];
        return await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellation) == 2 && head is [(byte)'P', (byte)'K'];
    }
}
