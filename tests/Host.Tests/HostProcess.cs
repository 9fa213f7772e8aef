using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workflows.Host.Tests;

/// <summary>The program in a process of its own, as it is installed, on a database that is there already; with the machine's clock, and nothing in the background.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

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

    public static async Task<HostProcess> Start(string connection)
    {
        var (folder, address) = (Directory.CreateTempSubdirectory("workflows-host"), new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}")));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        foreach (var (name, value) in new (string, string)[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", address.ToString()), ("ConnectionStrings__Workflows", connection), ("DataDirectory", folder.FullName),
            ("Demo__Enabled", "false"), ("Background__Enabled", "false"),
        }) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new HostProcess(process, folder, address);
        await host.Ready();
        return host;
    }

    public ApiClient As(string userName) => new(http, TimeProvider.System, userName, "Demo-2023");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task Ready()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"Expected the program to be ready at {http.BaseAddress} within {Patience.TotalMinutes} minutes, found it {(process.HasExited ? "ended" : "not answering")}. Start it by hand to see why.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
