using BenchmarkDotNet.Attributes;

namespace Workflows.Bench;

/// <summary>
/// The unit's head approves: rule, opinion, audit entries, the engine resumed, the next work item in the next inbox, committed. Against the same rows
/// written by hand.
/// </summary>
public class DecideWorkItem : IPair
{
    private const int Cases = 32;

    private BenchedApplication application = null!;
    private RawBatch raw = null!;
    private IReadOnlyList<RawBatch> raws = [];
    private readonly List<long> workItems = [];
    private IReadOnlyList<IReadOnlyList<WrittenRow>> copies = [];

    /// <summary>How many persons decide at a time, each another work item. SQLite has one writer: there the baseline is one.</summary>
    [Params(1, 8)]
    public int Callers { get; set; } = 1;

    string IPair.Name => Callers == 1 ? "One decision" : $"One decision, {Callers} callers";
    string IPair.Against => "raw batch of the same rows";
    int IPair.Calls => 1;
    int IPair.Operations => Cases;

    [GlobalSetup]
    public async Task Setup()
    {
        application = await BenchedApplication.Run();
        await Approve((await application.AtOpinion()).WorkItemId);
        var (_, recorded) = await application.AtOpinion();
        raw = await application.Recorded(() => Approve(recorded));
        raws = [raw, .. await Task.WhenAll(Enumerable.Range(1, BenchDatabase.Server is null ? 0 : Callers - 1).Select(_ => application.Again(raw)))];
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        foreach (var each in raws) await each.DisposeAsync();
        await application.DisposeAsync();
    }

    [IterationSetup(Target = nameof(Product))]
    public void PrepareProduct()
    {
        workItems.Clear();
        for (var i = 0; i < Cases; i++) workItems.Add(application.AtOpinion().GetAwaiter().GetResult().WorkItemId);
    }

    [IterationSetup(Target = nameof(Baseline))]
    public void PrepareBaseline() => copies = raw.Prepare(Cases).GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Cases)]
    public async Task Product()
    {
        if (Callers == 1) foreach (var workItem in workItems) await Approve(workItem);
        else await Shared(Callers, workItems, (_, workItem) => Approve(workItem));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cases)]
    public async Task Baseline()
    {
        if (raws.Count == 1) foreach (var copy in copies) await raw.Run(copy);
        else await Shared(raws.Count, copies, (caller, copy) => raws[caller].Run(copy));
    }

    /// <summary>Each caller takes the next when it is done with one.</summary>
    private static Task Shared<T>(int callers, IReadOnlyList<T> all, Func<int, T, Task> act)
    {
        var taken = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref taken) is var next && next < all.Count) await act(caller, all[next]);
        })));
    }

    private Task Approve(long workItem) => application.Decide(application.Head, workItem, "Approve", "同意申报");
}
