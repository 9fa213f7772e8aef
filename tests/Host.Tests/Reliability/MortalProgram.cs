namespace Workflows.Host.Tests.Reliability;

/// <summary>The program in a process of its own that is told to die at a point of its work with the database, and is started again on the same database and port.</summary>
internal sealed class MortalProgram(string connection, params (string Name, string Value)[] settings) : IAsyncDisposable
{
    /// <summary>128 and SIGKILL.</summary>
    private const int Killed = 137;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workflows-orders");
    private readonly int port = HostProcess.FreePort();
    private readonly Dictionary<string, ApiClient> people = [];
    private HostProcess? process;

    public bool HasEnded => process!.HasEnded;

    /// <summary>Does something as somebody, and dies if it comes to the point that the order names.</summary>
    /// <returns>The answer; null when the program died instead. It runs again then.</returns>
    public async Task<ApiAnswer?> Send(string userName, Func<ApiClient, Task<ApiAnswer>> act, KillOrder order)
    {
        try
        {
            var client = await As(userName);
            Give(order);
            var answer = await act(client);
            Give(KillOrder.Never);
            return answer;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            await ComeBack();
            return null;
        }
    }

    /// <summary>Somebody, once the program is there for people; its orders are taken back.</summary>
    public async Task<ApiClient> As(string userName)
    {
        Give(KillOrder.Never);
        process ??= await Start();
        if (!people.TryGetValue(userName, out var client))
            people[userName] = client = new ApiClient(new HttpClient { BaseAddress = process.Address }, TimeProvider.System, userName, "Demo-2023");
        try
        {
            (await client.Get("/api/me")).Succeeded();
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // An order that was given before was carried out after its act had been answered.
            await ComeBack();
            (await client.Get("/api/me")).Succeeded();
        }
        return client;
    }

    /// <summary>From now on it dies at this point, whoever brings it there.</summary>
    public void Give(KillOrder order)
    {
        // Moved into its place, so that it is never read half-written.
        var written = Path.Combine(folder.FullName, "written");
        File.WriteAllText(written, order.Written);
        File.Move(written, Orders, overwrite: true);
    }

    /// <summary>Waits until it has died, and starts it again.</summary>
    public async Task ComeBack()
    {
        (await process!.Ended()).ShouldBe(Killed);
        await process.DisposeAsync();
        Give(KillOrder.Never);
        process = await Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in people.Values) client.Dispose();
        if (process is not null) await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private string Orders => Path.Combine(folder.FullName, "order");

    private Task<HostProcess> Start() => HostProcess.Start(connection, port, [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (StartupHook.Orders, Orders), .. settings]);
}
