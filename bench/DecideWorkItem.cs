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
    private readonly List<long> workItems = [];
    private IReadOnlyList<IReadOnlyList<WrittenRow>> copies = [];

    string IPair.Name => "One decision";
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
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await raw.DisposeAsync();
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
        foreach (var workItem in workItems) await Approve(workItem);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cases)]
    public async Task Baseline()
    {
        foreach (var copy in copies) await raw.Run(copy);
    }

    private Task Approve(long workItem) => application.Decide(application.Head, workItem, "Approve", "同意申报");
}
