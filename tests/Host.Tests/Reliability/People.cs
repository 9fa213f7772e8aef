using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Workflows.Host.Tests.Reliability;

/// <summary>Eight people who start and decide cases through whichever node answers, ask again when nothing answers, and remember what was confirmed to them.</summary>
internal sealed class People(RunningApplication app, long call, IReadOnlyList<int> ports)
{
    private const int Clients = 8;

    /// <summary>Refusals that a client may meet who asks again for what was done before its reply was lost.</summary>
    private static readonly string[] DoneAlready = ["work-item.not-open", "unit.conflict"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ConcurrentDictionary<long, string> confirmed = new();
    private readonly ConcurrentQueue<string> unexpected = new();
    private List<Task> clients = [];
    private int cases, interrupted;

    /// <summary>One of them met what nobody should meet; it is told when the others have stopped too.</summary>
    public bool HaveStopped => clients.Exists(client => client.IsFaulted) || !unexpected.IsEmpty;

    /// <summary>They work while something happens to what they work with, and are asked afterwards: nothing confirmed is lost, nothing is broken or stuck.</summary>
    public async Task WorkWhile(Func<Task> happens)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        clients = [.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => Work(client, over.Token), Stop))];
        try
        {
            await happens();
            await Soon.Holds(TimeSpan.FromMinutes(1), () => Task.FromResult(HaveStopped || confirmed.Count > 5), "people worked, too");
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(clients);
        }

        unexpected.ShouldBeEmpty();
        await Quiet();
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        (await Invariants.Missing(app.Services, confirmed)).ShouldBeEmpty();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{cases} cases, {confirmed.Count} decisions confirmed, {interrupted} requests interrupted; nothing lost, doubled or stuck");

    /// <summary>The programs do what is due; within half a minute nothing of it is left (I10, I12).</summary>
    private async Task Quiet()
    {
        var start = Stopwatch.GetTimestamp();
        while ((await Invariants.LeftLying(app.Services, TimeProvider.System.GetUtcNow())) is [_, ..] left)
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30), string.Join(", ", left));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }
    }

    private async Task Work(int client, CancellationToken over)
    {
        var people = ports.SelectMany(port => new[] { ManyCases.Handler, ManyCases.Head }.Select(name =>
            ((Port: port, Name: name), new ApiClient(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience }, TimeProvider.System, name, "Demo-2023")))).ToDictionary();
        var turn = client;
        while (!over.IsCancellationRequested)
        {
            string? caseId = null;
            while (!over.IsCancellationRequested)
            {
                turn++;
                try
                {
                    ApiClient As(string name) => people[(ports[turn % ports.Count], name)];
                    if (caseId is null)
                    {
                        var begun = await As(ManyCases.Handler).Post("/api/cases", new { callId = $"{call}" });
                        if (Failed(begun)) continue;
                        (caseId, _) = (begun.Value["id"]!.ToString(), Interlocked.Increment(ref cases));
                    }
                    var view = await As(ManyCases.Handler).Get($"/api/cases/{caseId}");
                    if (Failed(view)) continue;
                    if (ManyCases.NextStep(view.Value) is not { } step) break;
                    var answer = await As(step.Who).Post($"/api/work-items/{step.WorkItemId}/decision", new { outcome = step.Outcome, comment = "同意", data = step.Data });
                    if (!Failed(answer)) confirmed[step.WorkItemId] = step.Outcome;
                }
                catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException or ShouldAssertException)
                {
                    // Signing in, too, can meet a node or a database that is down.
                    Interlocked.Increment(ref interrupted);
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
                }
            }
        }
        foreach (var each in people.Values) each.Dispose();
    }

    private bool Failed(ApiAnswer answer)
    {
        if ((int)answer.Status < 300) return false;
        Interlocked.Increment(ref interrupted);
        if ((int)answer.Status < 500 && !DoneAlready.Contains(answer.Code)) unexpected.Enqueue($"{answer.Status}: {answer.Text}");
        return true;
    }
}
