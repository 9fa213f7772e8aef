// Linked into several test projects; what one imports for every file, another does not.
#pragma warning disable IDE0005

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Workflows.TestSupport;

/// <summary>
/// A private PostgreSQL cluster for one test run: its own folder, a Unix socket instead of a port, removed at the end. Started when the first
/// test asks for a database. Where PostgreSQL is missing the test is skipped; with WORKFLOWS_REQUIRE_ALL=1 it fails instead.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Install = "apt-get install -y postgresql-15";
    private const int Port = 5432;

    private readonly SemaphoreSlim gate = new(1, 1);
    private string? folder;
    private int databases;

    /// <summary>The connection string of a new, empty database.</summary>
    /// <param name="template">Connection string of a database to copy instead; nothing may be connected to it.</param>
    public async Task<string> CreateDatabase(string? template = null)
    {
        await gate.WaitAsync();
        try
        {
            folder ??= await Start();
            var name = string.Create(CultureInfo.InvariantCulture, $"t{++databases}");
            await using var connection = new NpgsqlConnection(Connection("postgres"));
            await connection.OpenAsync();
            var source = template is null ? "template1" : new NpgsqlConnectionStringBuilder(template).Database;
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {source}", connection);
            await command.ExecuteNonQueryAsync();
            return Connection(name);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null) return;
        NpgsqlConnection.ClearAllPools();
        await Run("pg_ctl", "stop", "-D", Data(folder), "-m", "immediate");
        Directory.Delete(folder, recursive: true);
        folder = null;
    }

    private string Connection(string database) =>
        $"Host={folder};Port={Port};Username=postgres;Database={database};Maximum Pool Size=20;Max Auto Prepare=300;Auto Prepare Min Usages=2;Include Error Detail=true";

    private static async Task<string> Start()
    {
        if (Binaries is null) Missing($"PostgreSQL 15 or later was not found. Install it: {Install}");
        if (Environment.IsPrivilegedProcess && User is null) Missing("PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Run the tests as another user.");

        var folder = Directory.CreateTempSubdirectory("workflows-pg").FullName;
        if (Environment.IsPrivilegedProcess) await Process("chown", User!, folder);
        await Run("initdb", "-D", Data(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");

        await Serve(folder);
        return folder;
    }

    // What is written survives the server's death without fsync, though not the machine's; it only costs time here.
    private static Task Serve(string folder) => Run("pg_ctl", "start", "-w", "-D", Data(folder), "-l", Path.Combine(folder, "log"),
        "-o", $"-k {folder} -p {Port} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200");

    /// <summary>The database as a script of SQL, without who owns what.</summary>
    public Task Dump(string connection, string file) => Run("pg_dump", "--schema=public", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", "-h", folder!, "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", new NpgsqlConnectionStringBuilder(connection).Database!, "-f", file);

    /// <summary>The server dies in the middle of whatever it does (<c>-m immediate</c>), and comes back with its recovery.</summary>
    public async Task Crash()
    {
        await Run("pg_ctl", "stop", "-D", Data(folder!), "-m", "immediate");
        NpgsqlConnection.ClearAllPools();
        await Serve(folder!);
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static string? Binaries { get; } = new[] { "/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql" }
        .Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories)
        .Where(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var major) && major >= 15)
        .Select(version => Path.Combine(version, "bin"))
        .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    /// <summary>An unprivileged user: root may not run PostgreSQL.</summary>
    private static string? User { get; } = !Environment.IsPrivilegedProcess || !File.Exists("/etc/passwd") ? null
        : new[] { "postgres", "nobody" }.FirstOrDefault(user => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal)));

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWS_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static Task Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        return User is null ? Process(path, arguments) : Process("runuser", ["-u", User, "--", path, .. arguments]);
    }

    private static async Task Process(string program, params string[] arguments)
    {
        // Output goes nowhere by way of the shell: a server that inherits a pipe would keep it open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Expected {program} {string.Join(' ', arguments)} to succeed, found exit code {process.ExitCode}. Run it by hand to see why.");
    }
}
