using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Workflows.Bench;

/// <summary>Where and on what a result was measured.</summary>
/// <param name="LoadBefore">Mean number of running processes in the minute before, from <c>/proc/loadavg</c>; empty where there is none.</param>
internal sealed record Machine(DateTimeOffset At, string Commit, string Database, string Processor, int Cores, double MemoryGb, string System, string Runtime, double? LoadBefore)
{
    public static async Task<Machine> Here() => new(
        TimeProvider.System.GetUtcNow(),
        await Commits(),
        await Databases(),
        FromLine("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024.0 / 1024 / 1024,
        FromLine("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null);

    private static async Task<string> Commits()
    {
        var commit = await Git("rev-parse --short HEAD");
        return commit.Length == 0 ? "unknown" : (await Git("status --porcelain -- src workflows")).Length == 0 ? commit : $"{commit}-changed";
    }

    private static async Task<string> Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = Results.Repository });
        return git is null ? "" : (await git.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static async Task<string> Databases()
    {
        await using var database = await BenchDatabase.Create();
        await using var connection = await database.Open();
        return BenchDatabase.Server is null
            ? $"SQLite {connection.ServerVersion}, write-ahead log, synchronous FULL"
            : $"PostgreSQL {connection.ServerVersion}, fsync {await Setting("fsync")}, synchronous_commit {await Setting("synchronous_commit")}";

        async Task<string> Setting(string name)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SHOW {name}";
            return $"{await command.ExecuteScalarAsync()}";
        }
    }

    private static string? FromLine(string file, string start, char separator) =>
        File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim() : null;
}
