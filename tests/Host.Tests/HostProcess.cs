using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workflows.Host.Tests;

/// <summary>The program in a process of its own, as it is installed, on a database that is there already; with the machine's clock, and nothing in the background unless a test says so.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The program beside the tests; <c>WORKFLOWS_PROGRAM</c> names another build of it, e.g. one that was published and starts faster.</summary>
    private static readonly string Program = Environment.GetEnvironmentVariable("WORKFLOWS_PROGRAM") is { Length: > 0 } other ? other : Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly HttpClient http;

    private HostProcess(Process process, DirectoryInfo folder, Uri address) => (this.process, this.folder, http) = (process, folder, new HttpClient { BaseAddress = address });

    /// <summary>What the process holds of the machine's memory: its heaps, what lies outside of them, and its code.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <param name="port">0: any that is free.</param>
    /// <param name="settings">Further configuration, by the names of environment variables.</param>
    public static async Task<HostProcess> Start(string connection, int port = 0, params (string Name, string Value)[] settings)
    {
        var (folder, address) = (Directory.CreateTempSubdirectory("workflows-host"), new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{(port == 0 ? FreePort() : port)}")));
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        foreach (var (name, value) in new (string, string)[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", address.ToString()), ("ConnectionStrings__Workflows", connection), ("DataDirectory", folder.FullName),
            ("Demo__Enabled", "false"), ("Background__Enabled", "false"),
        }.Concat(settings)) start.Environment[name] = value;
        var (process, listens) = (new Process { StartInfo = start, EnableRaisingEvents = true }, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        process.OutputDataReceived += (_, line) =>
        {
            // What it tells whoever started it, once it listens.
            if (line.Data?.Contains(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) == true) listens.TrySetResult();
        };
        process.ErrorDataReceived += (_, _) => { };
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"Expected the program to listen at {address}, but it ended. Start it by hand to see why."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new HostProcess(process, folder, address);
        await listens.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>SIGKILL: nothing of it is finished or said.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public bool HasEnded => process.HasExited;

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code; 137 after SIGKILL.</returns>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System);
        return process.ExitCode;
    }

    /// <summary>SIGTERM, as whoever runs it asks it to end.</summary>
    public async Task<int> End()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public Uri Address => http.BaseAddress!;

    public ApiClient As(string userName) => new(http, TimeProvider.System, userName, "Demo-2023");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
