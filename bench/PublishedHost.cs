using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Workflows.Bench;

/// <summary>
/// The program as it is installed, in a process of its own on a database that is there already, with the machine's clock. It is published once by this program, or taken
/// from the folder that <c>WORKFLOWS_PUBLISHED</c> names.
/// </summary>
internal sealed class PublishedHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Program = new(Publish);

    private readonly Process process;
    private readonly HttpClient http;
    private readonly long started;

    private PublishedHost(Process process, Uri address)
    {
        (this.process, started) = (process, Stopwatch.GetTimestamp());
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>What the process holds of the machine's memory, in MB.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024;
        }
    }

    /// <returns>The process as soon as it exists; it does not listen yet.</returns>
    public static async Task<PublishedHost> Start(BenchDatabase database)
    {
        var (program, address) = (await Program.Value, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}")));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "Workflows.Host.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = program };
        foreach (var (name, value) in new (string, string)[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_URLS", address.ToString()), ("ConnectionStrings__Workflows", database.Connection), ("DataDirectory", database.Folder),
        }) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        var host = new PublishedHost(process, address);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Asks again and again until the answer is there.</summary>
    /// <returns>From the start of the process to the end of the answer.</returns>
    public async Task<TimeSpan> Until(string path, string? cookie = null)
    {
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                if (cookie is not null) request.Headers.Add("Cookie", cookie);
                using var response = await http.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                if (response.StatusCode == HttpStatusCode.OK) return Stopwatch.GetElapsedTime(started);
                if (response.StatusCode == HttpStatusCode.Redirect) throw new InvalidOperationException($"Expected {path} to be answered, found a redirection to {response.Headers.Location}. Sign in first.");
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // It does not listen yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
        throw new TimeoutException($"Expected {path} to be answered within {Patience.TotalMinutes} minutes, found no answer. Start the program by hand to see why.");
    }

    /// <summary>Signs somebody of the demo data in, as the page does.</summary>
    /// <returns>The cookie of the session, which is valid after the next start too.</returns>
    public Task<string> SignIn(string userName) => Sessions.SignIn(http.BaseAddress!, userName);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> Publish()
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWS_PUBLISHED") is { Length: > 0 } there) return there;
        var folder = Directory.CreateTempSubdirectory("workflows-published");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Results.Repository, "src", "Host"), "-c", "Release", "-o", folder.FullName, "-v", "quiet", "-nologo"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder.FullName : throw new InvalidOperationException($"Expected src/Host to be published, but dotnet publish ended with {publish.ExitCode}. Read what it wrote above.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Signing in at a running program as somebody of the demo data.</summary>
internal static partial class Sessions
{
    private const string Password = "Demo-2023";

    /// <summary>Fills in the form of the sign-in page.</summary>
    /// <returns>The cookie that pages are asked with.</returns>
    public static async Task<string> SignIn(Uri address, string userName)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        var form = await browser.GetStringAsync("/sign-in");
        var fields = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, m.Groups[2].Value));
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([.. fields, new("Form.UserName", userName), new("Form.Password", Password)]));
        return cookies.GetCookies(address)["session"] is { } session ? $"session={session.Value}" : throw new InvalidOperationException($"Expected {userName} to be signed in, found no session. Look at the sign-in page.");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
