using Npgsql;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.Host.Commands;

/// <summary>
/// What the program does on the command line instead of serving, on the database that it is configured for. Further arguments of the form <c>--Section:Setting=value</c> are settings.
/// </summary>
public sealed class CommandLine
{
    /// <summary>Says that a restore may write over what is there.</summary>
    private const string Overwrite = "--overwrite";

    private static readonly Dictionary<string, (Func<CommandLine, CancellationToken, Task<int>> Run, int Places)> Known = new()
    {
        ["migrate"] = (MigrateCommand.Run, 0),
        ["backup"] = (BackupCommand.Run, 1),
        ["restore"] = (RestoreCommand.Run, 1),
        ["export"] = (BackupCommand.Export, 1),
        ["import"] = (RestoreCommand.Run, 1),
    };

    private readonly string name;

    private CommandLine(string name, IReadOnlyList<string> rest)
    {
        this.name = name;
        Places = [.. rest.Where(each => !each.StartsWith("--", StringComparison.Ordinal))];
        Settings = [.. rest.Where(each => each.StartsWith("--", StringComparison.Ordinal) && each != Overwrite)];
        Overwrites = rest.Contains(Overwrite);
    }

    /// <summary>Arguments for the configuration.</summary>
    public string[] Settings { get; }

    /// <summary>What may be written over.</summary>
    internal bool Overwrites { get; }

    internal IReadOnlyList<string> Places { get; }

    internal string Connection { get; private set; } = "";

    internal TextWriter Output { get; private set; } = TextWriter.Null;

    internal bool IsPostgres => PersistenceRegistration.IsPostgres(Connection);

    /// <returns>The command; null where the program is to serve.</returns>
    public static CommandLine? Of(string[] args) => args is [var name, .. var rest] && Known.ContainsKey(name) ? new CommandLine(name, rest) : null;

    /// <returns>0: done; 1: refused, with the reason; 2: not understood.</returns>
    public async Task<int> Run(IConfiguration configuration, TextWriter output, CancellationToken cancellation = default)
    {
        (Connection, Output) = (configuration.GetConnectionString("Workflows")!, output);
        var (run, places) = Known[name];
        if (Places.Count != places)
        {
            await Say("用法：", "Usage: ");
            foreach (var line in Usage) await output.WriteLineAsync($"  {line}");
            return 2;
        }
        try
        {
            return await run(this, cancellation);
        }
        catch (Exception refused) when (refused is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await Say($"✗ 没有完成：{refused.Message}", "Not done.");
            return 1;
        }
        finally
        {
            if (IsPostgres) NpgsqlConnection.ClearAllPools();
        }
    }

    /// <summary>The same on another database.</summary>
    internal CommandLine On(string connection) => new(name, [.. Places]) { Connection = connection, Output = Output };

    internal Task Say(string zh, string en) => Output.WriteLineAsync($"{zh} {en}");

    /// <summary>The database alone, without anything of the application.</summary>
    internal ServiceProvider Database() => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddApprovals()
        .AddPersistence(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", Connection)]).Build()).BuildServiceProvider();

    private static readonly string[] Usage =
    [
        "migrate                              升级数据库结构 brings the database to the shape of this version",
        "backup FILE                          备份，程序可以继续运行 copies everything while the program works",
        "restore FILE|FOLDER [--overwrite]    恢复到空数据库 fills an empty database from a backup or an export",
        "export FOLDER|FILE.zip               导出为可读文件 writes everything as files that a person and either database can read",
        "import FOLDER|FILE.zip [--overwrite] 读入导出文件 fills an empty database from an export",
        "verify BUNDLE|DATABASE [--fingerprint HEX] 检查存证包或数据库 checks a case bundle or a database",
    ];
}
