using System.Diagnostics;
using System.Globalization;

namespace Workflows.Bench;

/// <summary>
/// 500 inboxes that are open and idle, each with a page of lines: what the server holds for each. The pages are opened by a process of their own (<see cref="Circuit"/>), so that only the server's side is
/// counted here: what is left after collecting, and what the process holds of the machine.
/// </summary>
internal static class IdleCircuits
{
    /// <summary>Argument with which this program opens the pages: address, user name, how many.</summary>
    public const string Client = "--open-circuits";

    private const string Person = "liaoyang-ou.head";
    private const string AllOpen = "all open";
    private const int Lines = 30;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var (circuits, warm) = (extent.Of(500, 5), extent.IsQuick ? 2 : 30);
        await using var application = await BenchedApplication.Run(listens: true);
        await application.ManyAtOpinion(Lines);
        await (await Pages.Open(application.Address, warm)).DisposeAsync();

        var before = Held();
        var pages = await Pages.Open(application.Address, circuits);
        var after = Held();
        await pages.DisposeAsync();
        var over = string.Create(CultureInfo.InvariantCulture, $"{circuits} idle inboxes of {Lines} lines");
        return
        [
            Measured.Exact("an idle inbox, left after collecting", over, (after.Heap - before.Heap) / 1024.0 / circuits, "KB", "≤ 400, ≤ 150"),
            Measured.Exact("an idle inbox, held by the process", over, (after.Process - before.Process) / 1024.0 / circuits, "KB"),
        ];
    }

    /// <summary>The other process: opens the pages, says so, and ends when nothing more comes in.</summary>
    public static async Task Open(Uri address, string userName, int count)
    {
        var (cookie, circuits) = (await Sessions.SignIn(address, userName), new List<Circuit>());
        for (var i = 0; i < count; i++) circuits.Add(await Circuit.Open(address, "/inbox", cookie));

        // Until what is drawn after the first drawing has come.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        await Console.Out.WriteLineAsync(circuits.Find(c => c.Broken is not null)?.Broken ?? AllOpen);
        await Console.In.ReadToEndAsync();
        foreach (var circuit in circuits) await circuit.DisposeAsync();
    }

    private static (long Heap, long Process) Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    /// <summary>Pages that another process has open.</summary>
    private sealed class Pages(Process process) : IAsyncDisposable
    {
        public static async Task<Pages> Open(Uri address, int count)
        {
            var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Client, address.ToString(), Person, count.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            var said = await process.StandardOutput.ReadLineAsync();
            return said == AllOpen ? new Pages(process) : throw new InvalidOperationException($"Expected {count} pages to be open, but: {said}. Open the inbox in a browser to see why.");
        }

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
