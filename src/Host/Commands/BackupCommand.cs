using Workflows.Host.Nodes;
using Workflows.Persistence.Backups;

namespace Workflows.Host.Commands;

/// <summary>
/// <c>backup</c> and <c>export</c>: everything that the database holds, files that people handed in among it, as it was at one moment, while the program goes on. A backup is one file: on SQLite a
/// database, which <c>verify</c> checks as it is; on PostgreSQL an export. An export is a folder or ZIP file that either database reads.
/// </summary>
internal static class BackupCommand
{
    public static async Task<int> Run(CommandLine line, CancellationToken cancellation)
    {
        if (line.IsPostgres) return await Export(line, line.Places[0].EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? line.Places[0] : $"{line.Places[0]}.zip", cancellation);
        await SqliteFile.Copy(line.Connection, line.Places[0], cancellation);
        await Done(line, line.Places[0]);
        return 0;
    }

    public static Task<int> Export(CommandLine line, CancellationToken cancellation) => Export(line, line.Places[0], cancellation);

    private static async Task<int> Export(CommandLine line, string to, CancellationToken cancellation)
    {
        await using var services = line.Database();
        await using var scope = services.CreateAsyncScope();
        await using (var folder = ExportFolder.Create(to))
            await ActivatorUtilities.CreateInstance<ExportTables>(scope.ServiceProvider).Run(folder, ThisNode.Version, table => line.Output.WriteLine($"  {table.Name} {table.Rows}"), cancellation);
        await Done(line, to);
        return 0;
    }

    private static Task Done(CommandLine line, string where) => line.Say(
        $"✓ 已写入 {Path.GetFullPath(where)}。其中有个人信息和加密保存的密钥，请像数据库一样保管；Seals:Key 不在其中。",
        "Written. Keep it as you keep the database; Seals:Key is not in it.");
}
