using System.Globalization;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.Host.Audit.Bundles;

/// <summary><c>verify</c> on the command line: checks a case bundle or a whole database and names what is not as it was. Nothing is started or changed.</summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    /// <param name="what">A bundle (<c>.zip</c>), a SQLite file, or a connection string of PostgreSQL (<c>Host=…</c>).</param>
    /// <returns>0: genuine; 1: faults were found; 2: there is nothing to check.</returns>
    public static async Task<int> Run(string? what, TextWriter output, CancellationToken cancellation = default)
    {
        var isPostgres = what?.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase) == true;
        if (what is null || (!isPostgres && !File.Exists(what)))
        {
            await output.WriteLineAsync($"应为存证包（.zip）、SQLite 数据库文件或 PostgreSQL 连接串，但得到“{what}”。 Expected a bundle (.zip), a SQLite file or a PostgreSQL connection string (Host=…), found '{what}'.");
            return 2;
        }
        return isPostgres || !await IsArchive(what, cancellation)
            ? await Database(isPostgres ? what : $"Data Source={what};Mode=ReadOnly", output, cancellation)
            : await Bundle(what, output);
    }

    private static async Task<int> Bundle(string path, TextWriter output)
    {
        await using var file = File.OpenRead(path);
        var found = VerifyBundle.Run(file);
        return await Tell(
            output, found.Faults,
            string.Create(CultureInfo.InvariantCulture, $"{found.Case}: 记录 entries {found.Entries}, 文件 files {found.Files}"),
            $"公钥指纹，请与公布的比对 fingerprint of the key, to compare with the published one: {found.Fingerprint}");
    }

    private static async Task<int> Database(string connection, TextWriter output, CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", connection)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddApprovals().AddPersistence(configuration).AddScoped<VerifyChains>().AddScoped<VerifyDatabase>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<VerifyDatabase>().Run(cancellation);
        return await Tell(
            output, found.Faults,
            string.Create(CultureInfo.InvariantCulture, $"记录 entries {found.Entries}, 链 chains {found.Chains}, 检查点 checkpoints {found.Checkpoints}, 签章文件 papers {found.Papers}"),
            string.Create(CultureInfo.InvariantCulture, $"尚未入账 not in the log yet: {found.Unlogged}"));
    }

    private static async Task<int> Tell(TextWriter output, IReadOnlyList<BundleFault> faults, params string[] lines)
    {
        foreach (var line in lines) await output.WriteLineAsync(line);
        foreach (var fault in faults) await output.WriteLineAsync($"✗ {fault.Code} {fault.Where}");
        await output.WriteLineAsync(faults.Count == 0 ? "✓ 真实完整，没有改动。 Genuine and complete." : $"✗ 不可信：{faults.Count} 处问题。 Not to be trusted.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<bool> IsArchive(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[2];
        return await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellation) == 2 && head is [(byte)'P', (byte)'K'];
    }
}
